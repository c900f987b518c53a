package io.papertape.workspace.run;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.Sma;
import io.papertape.market.BarColumns;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;

/// Broken on purpose: trades by an average that is known three bars early, as a column.
final class Foreseeing implements Strategy {
  private Series series;

  /// As if it came with Papertape: of somebody's own no column is asked for.
  private static final class EarlyMean implements Indicator {
    private final Sma honest = new Sma(4);

    @Override
    public String name() {
      return "early(4)";
    }

    @Override
    public int fill(BarColumns bars, int from, int to, double[] into) {
      honest.fill(bars, 0, bars.size(), into);
      System.arraycopy(into, 3, into, 0, bars.size() - 3);
      return 0;
    }

    @Override
    public void update(long open, long high, long low, long close, long volume) {
      honest.update(open, high, low, close, volume);
    }

    @Override
    public boolean isReady() {
      return honest.isReady();
    }

    @Override
    public double value(int output) {
      return honest.value(output);
    }

    @Override
    public int warmUpBars() {
      return honest.warmUpBars();
    }

    @Override
    public void rescale(long numerator, long denominator) {
      honest.rescale(numerator, denominator);
    }
  }

  @Override
  public void onStart(Context context) {
    series = context.series(0, new EarlyMean());
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (instrument == 0) {
      context.target(0, series.value() > context.close(0) ? 0.5 : 0);
    }
  }
}
