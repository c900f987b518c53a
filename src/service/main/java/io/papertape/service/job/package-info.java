/// Backtests as jobs: asked for over REST, run one after the other beside the paper sessions, which
/// they must not hold up. A job that is cancelled or cut off leaves nothing of a run behind.
///
/// The same request makes the same run, to the byte, as the command line does.
package io.papertape.service.job;
