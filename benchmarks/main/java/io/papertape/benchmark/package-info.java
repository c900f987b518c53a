/// Workloads measured beside a peer and a hand-written loop that does the same work in the same
/// run; `README.md` explains each, `./papertape bench` runs them.
///
/// `mvn verify` runs none of them. Its tests run what each does before it measures: that all
/// programs compared do the same work, on a small input.
package io.papertape.benchmark;
