package io.papertape.benchmark;

import java.util.ArrayList;
import java.util.List;

/// Pairs of periods of W3; every pair starts at one bar.
///
/// @param step 1 for all pairs of the ranges, 5 for every fifth of each period
record SweepGrid(int fastFrom, int fastTo, int slowFrom, int slowTo, int step, int firstBar) {
  /// 5 000 pairs.
  static final SweepGrid FULL = new SweepGrid(5, 54, 60, 159, 1, 160);

  /// 200 of them, for programs that would need a minute for all.
  static final SweepGrid PART = new SweepGrid(5, 54, 60, 159, 5, 160);

  static final int FULL_PAIRS = 5_000;
  static final int PART_PAIRS = 200;

  List<CrossRule> pairs() {
    List<CrossRule> pairs = new ArrayList<>();
    for (int fast = fastFrom; fast <= fastTo; fast += step) {
      for (int slow = slowFrom; slow <= slowTo; slow += step) {
        pairs.add(new CrossRule(fast, slow, firstBar));
      }
    }
    return pairs;
  }
}
