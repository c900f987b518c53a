/// What is left of the best of many trials: statistics of overfitting, and splits of a history
/// into training and test.
///
/// The best of many tries looks good by luck alone. These functions say how good luck would look
/// ([io.papertape.experiment.Trials]), how often the winner of one half of the history fails in
/// the other ([io.papertape.experiment.BacktestOverfitting]), and whether any trial beats doing
/// nothing ([io.papertape.experiment.SuperiorAbility]). Everything is a pure function of its
/// input: no clock, no threads, one order of every sum. `docs/overfitting.md` has the
/// definitions.
package io.papertape.experiment;
