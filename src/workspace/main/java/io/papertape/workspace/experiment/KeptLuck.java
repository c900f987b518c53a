package io.papertape.workspace.experiment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The most luck that the best of some trials was ever measured against.
///
/// @param ratios Sharpe ratios per period, by the number of periods behind them; 0: not known
record KeptLuck(SortedMap<Integer, Double> ratios) {
  static final KeptLuck NONE = new KeptLuck(Collections.emptySortedMap());

  KeptLuck {
    ratios = Collections.unmodifiableSortedMap(new TreeMap<>(ratios));
  }

  /// The same, or more if this is more.
  KeptLuck or(double ratio, int periods) {
    SortedMap<Integer, Double> more = new TreeMap<>(ratios);
    more.merge(periods, ratio, Math::max);
    return new KeptLuck(more);
  }

  KeptLuck or(KeptLuck other) {
    KeptLuck all = this;
    for (var one : other.ratios.entrySet()) {
      all = all.or(one.getValue(), one.getKey());
    }
    return all;
  }

  /// What it comes to for trials of so many periods.
  double over(int periods) {
    double most = 0;
    for (var one : ratios.entrySet()) {
      most = Math.max(most, over(one.getValue(), one.getKey(), periods));
    }
    return most;
  }

  /// What a trial as lucky as one of this ratio would show over other periods: the ratio of a few
  /// periods is high or low by chance alone, by 1/√periods.
  ///
  /// @param periods behind the ratio; 0: not known, and taken to be the same
  static double over(double ratio, int periods, int other) {
    return periods == 0 || other == 0 || periods == other
        ? ratio
        : ratio * Math.sqrt((double) periods / other);
  }
}
