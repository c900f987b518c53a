package io.papertape.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// Falls of equity from its peaks. Equity starts above zero and its first value counts as a peak,
/// so that a loss in the first period is seen.
public final class Drawdowns {
  private Drawdowns() {}

  /// Distance below the running peak at each value, as a positive fraction; 0 at a peak.
  public static double[] underwater(double[] equity) {
    double[] out = new double[equity.length];
    double peak = 0;
    for (int i = 0; i < equity.length; i++) {
      peak = Math.max(peak, equity[i]);
      out[i] = equity[i] == peak ? 0 : 1 - equity[i] / peak;
    }
    return out;
  }

  /// Deepest fall of equity from an earlier peak, as a fraction of that peak: 0.25 means a
  /// quarter lost. 0 if equity never fell; above 1 only if equity went below zero.
  ///
  /// Source: Magdon-Ismail and Atiya, "Maximum drawdown", Risk 17(10), 2004.
  public static double maximum(double[] equity) {
    double peak = 0;
    double lowest = 0;
    double deepest = 0;
    for (double value : equity) {
      if (value >= peak) {
        deepest = lowest < peak ? Math.max(deepest, 1 - lowest / peak) : deepest;
        peak = value;
        lowest = value;
      } else {
        lowest = Math.min(lowest, value);
      }
    }
    return lowest < peak ? Math.max(deepest, 1 - lowest / peak) : deepest;
  }

  /// All falls in order of time; the last one may still be under water.
  public static List<Drawdown> of(double[] equity) {
    double[] depth = underwater(equity);
    List<Drawdown> found = new ArrayList<>();
    for (int i = 0; i < equity.length; i++) {
      if (depth[i] > 0) {
        Drawdown fall = fallFrom(i - 1, depth);
        found.add(fall);
        i = fall.last();
      }
    }
    return List.copyOf(found);
  }

  /// The deepest falls, deepest first; of equal depth the earlier first.
  public static List<Drawdown> deepest(double[] equity, int count) {
    return of(equity).stream()
        .sorted(Comparator.comparingDouble(Drawdown::depth).reversed())
        .limit(count)
        .toList();
  }

  private static Drawdown fallFrom(int peak, double[] depth) {
    int trough = peak + 1;
    int index = peak + 1;
    while (index < depth.length && depth[index] > 0) {
      trough = depth[index] > depth[trough] ? index : trough;
      index++;
    }
    OptionalInt recovery = index < depth.length ? OptionalInt.of(index) : OptionalInt.empty();
    return new Drawdown(peak, trough, recovery, index - 1, depth[trough]);
  }
}
