package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import io.papertape.market.BarColumns;
import java.util.List;

/// A run of which everything is settled but the bars.
@FunctionalInterface
public interface AuditedRun {
  /// Runs a new instance of the strategy, with every evaluation on the record
  /// ([io.papertape.journal.RecordLevel#EACH]).
  ///
  /// @param bars of each instrument, in their order; some may be empty
  void run(List<BarColumns> bars, JournalSink sink);
}
