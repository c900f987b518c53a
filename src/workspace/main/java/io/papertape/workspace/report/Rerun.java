package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import java.util.List;

/// Runs the same strategy with the same limits once more, under other assumptions or on bars that
/// became known later. Each call needs a new instance of the strategy and keeps no journal.
@FunctionalInterface
public interface Rerun {
  /// Its result can be read until the next call.
  ///
  /// @param bars    one history per instrument, in the order of the run's instruments
  /// @param actions in the same order
  RunResult under(Assumptions assumptions, List<BarColumns> bars, List<CorporateActions> actions);
}
