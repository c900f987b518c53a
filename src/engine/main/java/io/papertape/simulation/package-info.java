/// The loop: event source → exchange → account → strategy → risk → orders → journal.
///
/// One loop runs backtests, sweeps and paper sessions; only the source of events differs.
package io.papertape.simulation;
