package io.papertape.simulation;

import java.util.ArrayList;
import java.util.List;

/// The running sums of the prices of one history, at most one for each price of a bar.
final class SharedSums {
  private final int bars;
  private final boolean areKept;
  private final List<RunningSums> known = new ArrayList<>();

  /// @param areKept whether more than one run is to use them
  SharedSums(int bars, boolean areKept) {
    this.bars = bars;
    this.areKept = areKept;
  }

  synchronized RunningSums of(long[] prices) {
    for (RunningSums one : known) {
      if (one.isOf(prices)) {
        return one;
      }
    }
    RunningSums added = new RunningSums(prices, bars, areKept);
    known.add(added);
    return added;
  }
}
