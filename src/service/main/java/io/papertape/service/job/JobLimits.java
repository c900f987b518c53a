package io.papertape.service.job;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.DataSelection;

/// What jobs may take of the machine.
///
/// @param parallel how many run at a time
/// @param waiting  how many more may wait
/// @param kept     how many that are over are remembered
public record JobLimits(int parallel, int waiting, int kept) {
  /// Columns of a bar, its share of the equity curve, and room to turn round.
  private static final long BYTES_PER_BAR = 100;

  private static final double HEAP_SHARE = 0.5;

  public JobLimits {
    if (parallel < 1 || waiting < 0 || kept < 1) {
      throw new IllegalArgumentException(
          "Jobs could never run: parallel=%d, waiting=%d, kept=%d. Use 1, 0 and 1 at least."
              .formatted(parallel, waiting, kept));
    }
  }

  /// Refuses a job whose data would leave too little memory to the sessions beside it.
  void requireMemory(Workspace workspace, DataSelection selection, long heapBytes) {
    DataSet set = DataStore.in(workspace).get(selection.dataSet());
    long rows =
        set.series().stream()
            .filter(one -> one.resolution().equals(selection.resolution()))
            .filter(one -> !one.resolution().isTicks())
            .filter(
                one -> selection.symbols().isEmpty() || selection.symbols().contains(one.symbol()))
            .mapToLong(Series::rows)
            .sum();
    long need = rows * BYTES_PER_BAR;
    if (need > HEAP_SHARE * heapBytes / parallel) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          ("Data do not fit beside the sessions: bars=%d, megabytes=%d, heapMegabytes=%d."
                  + " Run it by papertape backtest, or choose fewer symbols.")
              .formatted(rows, need >> 20, heapBytes >> 20));
    }
  }
}
