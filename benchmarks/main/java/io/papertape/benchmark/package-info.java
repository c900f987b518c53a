/// Hot paths measured beside a plain alternative on the same work; `README.md` has the figures.
///
/// `mvn verify` compiles them and runs none.
package io.papertape.benchmark;
