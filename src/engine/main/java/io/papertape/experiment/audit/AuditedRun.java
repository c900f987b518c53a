package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import java.util.List;

/// A run of which everything is settled but the market data.
@FunctionalInterface
public interface AuditedRun {
  /// Runs a new instance of the strategy, with every evaluation on the record
  /// ([io.papertape.journal.RecordLevel#EACH]).
  ///
  /// Bars that are made from quotes or trade ticks are made anew from the given ones.
  ///
  /// @param histories of each instrument, in their order; some may be empty
  void run(List<AuditedHistory> histories, JournalSink sink);
}
