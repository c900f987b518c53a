package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// A whole column of an indicator at once. It runs the streaming form, so both are equal bit for
/// bit.
public final class IndicatorColumns {
  private IndicatorColumns() {}

  /// One value a bar, NaN before the first; the indicator must be fresh.
  public static double[] of(Indicator indicator, BarColumns bars, int output) {
    return of(indicator, bars, new int[] {output})[0];
  }

  /// All outputs in one pass: `[output][bar]`, NaN before the first value of each.
  public static double[][] of(Indicator indicator, BarColumns bars) {
    int[] outputs = new int[indicator.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = i;
    }
    return of(indicator, bars, outputs);
  }

  /// Feeds an indicator the bars `[from, to)` in turn, so that it sees none ahead of its time, and
  /// writes its first outputs after each, `[output][bar]`, NaN while one has no value.
  ///
  /// @return index of the first bar after which every output has a value; [Integer#MAX_VALUE] if
  ///     none has one
  public static int stream(
      Indicator indicator, BarColumns bars, int from, int to, double[][] into) {
    long[] open = bars.open();
    long[] high = bars.high();
    long[] low = bars.low();
    long[] close = bars.close();
    long[] volume = bars.volume();
    int firstReady = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      indicator.update(open[i], high[i], low[i], close[i], volume[i]);
      if (indicator.isReady()) {
        firstReady = Math.min(firstReady, i);
      }
      for (int output = 0; output < into.length; output++) {
        into[output][i] = indicator.isReady(output) ? indicator.value(output) : Double.NaN;
      }
    }
    return firstReady;
  }

  private static double[][] of(Indicator indicator, BarColumns bars, int[] outputs) {
    double[][] columns = new double[outputs.length][bars.size()];
    long[] open = bars.open();
    long[] high = bars.high();
    long[] low = bars.low();
    long[] close = bars.close();
    long[] volume = bars.volume();
    for (int i = 0; i < bars.size(); i++) {
      indicator.update(open[i], high[i], low[i], close[i], volume[i]);
      for (int j = 0; j < outputs.length; j++) {
        int output = outputs[j];
        columns[j][i] = indicator.isReady(output) ? indicator.value(output) : Double.NaN;
      }
    }
    return columns;
  }
}
