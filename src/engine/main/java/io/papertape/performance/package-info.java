/// How good a run was: returns, ratios under named conventions, drawdowns, round trips,
/// intervals.
///
/// The same returns give a Sharpe ratio between 1.7 and 4.6 across respected tools, so every
/// figure is a [Measure] that names its convention, its number of observations and, when it is
/// undefined, the reason. `docs/performance.md` has every definition. Nothing here reads a clock,
/// and every sum has one fixed order.
package io.papertape.performance;
