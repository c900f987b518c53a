package io.papertape.workspace.report;

import java.util.ArrayList;
import java.util.List;

/// The vertical scale of a chart: linear, or logarithmic for values above zero.
///
/// @param low  value at the bottom
/// @param high value at the top, above `low`
record ValueAxis(double low, double high, boolean isLog, List<Double> ticks) {
  private static final int TICKS = 5;
  private static final double WIDE = 20;
  private static final double[] STEPS = {1, 2, 5, 10};

  /// A linear scale that shows both values and ends on round numbers.
  static ValueAxis linear(double low, double high) {
    double span = high > low ? high - low : Math.max(1e-9, Math.abs(high) * 0.02);
    double step = step(span / TICKS);
    long first = (long) Math.floor(low / step + 1e-9);
    long last = (long) Math.ceil((low + span) / step - 1e-9);
    return new ValueAxis(first * step, last * step, false, ticks(first, last, step));
  }

  /// A logarithmic scale that just shows both values.
  static ValueAxis logarithmic(double low, double high) {
    double top = high > low ? high : low * 1.02;
    List<Double> ticks = new ArrayList<>();
    if (top / low < WIDE) {
      double step = step((top - low) / TICKS);
      long first = (long) Math.ceil(low / step);
      ticks.addAll(ticks(first, (long) Math.floor(top / step), step));
    } else {
      for (double decade = decade(low); decade <= top; decade *= 10) {
        for (int i = 0; i + 1 < STEPS.length; i++) {
          double tick = decade * STEPS[i];
          if (tick >= low && tick <= top) {
            ticks.add(tick);
          }
        }
      }
    }
    return new ValueAxis(low, top, true, List.copyOf(ticks));
  }

  /// Share of the height, from the top.
  double place(double value) {
    if (isLog) {
      return StrictMath.log(high / value) / StrictMath.log(high / low);
    }
    return (high - value) / (high - low);
  }

  /// Distance between two ticks; 0 with fewer than two.
  double step() {
    return ticks.size() < 2 ? 0 : ticks.get(1) - ticks.getFirst();
  }

  private static List<Double> ticks(long first, long last, double step) {
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return List.copyOf(ticks);
  }

  /// The smallest of 1, 2 and 5 times a power of ten that is not below the value.
  private static double step(double least) {
    double decade = decade(least);
    for (double step : STEPS) {
      if (decade * step >= least * (1 - 1e-9)) {
        return decade * step;
      }
    }
    return decade * STEPS[STEPS.length - 1];
  }

  private static double decade(double value) {
    return StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
  }
}
