package io.papertape.indicator;

import io.papertape.market.BarColumns;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;

/// An indicator whose first value comes after a fixed number of bars: name, outputs, readiness
/// and errors. Extend it to write your own.
public abstract class CountedIndicator implements Indicator {
  /// Bars that [#fillBlock] takes at most; a few columns of that length stay in the fast caches.
  public static final int BLOCK_BARS = 1024;

  private static final String[] ONE_OUTPUT = {"value"};

  private final String name;
  private final int warmUpBars;
  private final String[] outputNames;
  private long bars;

  /// @param name        as [#label] makes it
  /// @param warmUpBars  bars until every output has a value
  /// @param outputNames the primary output first; none: one output
  protected CountedIndicator(String name, int warmUpBars, String... outputNames) {
    this.name = name;
    this.warmUpBars = warmUpBars;
    this.outputNames = outputNames.length == 0 ? ONE_OUTPUT : outputNames.clone();
  }

  /// Counts bars that were taken another way than one by one.
  protected final void count(int taken) {
    bars += taken;
  }

  /// Works the next bar into the state.
  protected abstract void take(long open, long high, long low, long close, long volume);

  /// The value of an output; asked only when it is ready.
  protected abstract double output(int output);

  /// Restates prices and volumes kept in the state.
  protected abstract void rescale(PriceScale scale);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void update(long open, long high, long low, long close, long volume) {
    take(open, high, low, close, volume);
    bars++;
  }

  /// In blocks, each of which [#fillBlock] takes.
  @Override
  public int fill(BarColumns columns, int from, int to, int output, double[] into, int at) {
    requireOutput(output);
    int firstReady = readyAt(from, warmUpBars);
    int firstValue = Math.min(to, readyAt(from, warmUpBars(output)));
    boolean isInPlace = at == 0 && to - from <= BLOCK_BARS;
    double[] values = isInPlace ? into : new double[BLOCK_BARS];
    for (int block = from; block < to; block += BLOCK_BARS) {
      int end = Math.min(to, block + BLOCK_BARS);
      long before = bars;
      fillBlock(columns, block, end, output, values);
      bars = before + end - block;
      if (!isInPlace) {
        System.arraycopy(values, 0, into, at + block - from, end - block);
      }
    }
    Arrays.fill(into, at, at + firstValue - from, Double.NaN);
    return firstReady < to ? firstReady : Integer.MAX_VALUE;
  }

  /// Takes the bars `[from, to)`, at most [#BLOCK_BARS], and writes the output after bar i to
  /// `into[i − from]`; what it writes before there is a value does not count. Override to be
  /// faster: the values must not differ by a bit. Of [own][IndicatorOrigin] indicators the engine
  /// calls it as little as `fill`.
  ///
  /// Loops over several arrays of `double` run along one index: the compiler turns them into
  /// vector instructions only if it need not fear that one array is another, shifted.
  protected void fillBlock(BarColumns columns, int from, int to, int output, double[] into) {
    stream(columns, from, to, output, into);
  }

  /// [#fillBlock] bar by bar, as the engine feeds an indicator.
  protected final void stream(BarColumns columns, int from, int to, int output, double[] into) {
    long[] open = columns.open();
    long[] high = columns.high();
    long[] low = columns.low();
    long[] close = columns.close();
    long[] volume = columns.volume();
    int firstValue = Math.min(to, readyAt(from, warmUpBars(output)));
    for (int i = from; i < firstValue; i++) {
      take(open[i], high[i], low[i], close[i], volume[i]);
      bars++;
    }
    for (int i = firstValue; i < to; i++) {
      take(open[i], high[i], low[i], close[i], volume[i]);
      bars++;
      into[i - from] = output(output);
    }
  }

  /// The bar after which a number of bars will have been taken, if bar `from` comes next.
  private int readyAt(int from, int needed) {
    return from + (int) Math.max(0, needed - bars - 1);
  }

  @Override
  public final int warmUpBars() {
    return warmUpBars;
  }

  @Override
  public final boolean isReady() {
    return bars >= warmUpBars;
  }

  @Override
  public final boolean isReady(int output) {
    return bars >= warmUpBars(output);
  }

  @Override
  public final double value() {
    return value(0);
  }

  @Override
  public final double value(int output) {
    requireOutput(output);
    if (!isReady(output)) {
      throw new IllegalStateException(
          ("Indicator has no value yet: name=%s, output=%s, bars=%d, warmUpBars=%d."
                  + " Ask isReady first.")
              .formatted(name, outputNames[output], bars, warmUpBars(output)));
    }
    return output(output);
  }

  private void requireOutput(int output) {
    if (output < 0 || output >= outputNames.length) {
      throw new IllegalArgumentException(
          "Indicator has no such output: name=%s, output=%d, outputs=%s."
              .formatted(name, output, String.join(" ", outputNames)));
    }
  }

  @Override
  public final int outputs() {
    return outputNames.length;
  }

  @Override
  public final String outputName(int output) {
    return outputNames[output];
  }

  @Override
  public final void rescale(long numerator, long denominator) {
    rescale(new PriceScale(numerator, denominator));
  }

  @Override
  public String toString() {
    return name;
  }

  /// `kind(parameter,parameter)`; the price field close, which is the default, is left out.
  /// Numbers that are not whole must be above 0.
  protected static String label(String kind, Object... parameters) {
    StringBuilder text = new StringBuilder(kind).append('(');
    String separator = "";
    for (Object parameter : parameters) {
      if (parameter != PriceField.CLOSE) {
        text.append(separator).append(text(kind, parameter));
        separator = ",";
      }
    }
    return text.append(')').toString();
  }

  private static String text(String kind, Object parameter) {
    if (!(parameter instanceof Double number)) {
      return parameter.toString().toLowerCase(Locale.ROOT);
    }
    if (!Double.isFinite(number) || number <= 0) {
      throw new IllegalArgumentException(
          "Indicator parameter is not usable: indicator=%s, parameter=%s. Give a number above 0."
              .formatted(kind, number));
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /// The period, if it is at least `least`.
  protected static int period(String kind, int period, int least) {
    if (period < least) {
      throw new IllegalArgumentException(
          "Indicator period is too short: indicator=%s, period=%d. Use at least %d."
              .formatted(kind, period, least));
    }
    return period;
  }

  /// The slow period, if the fast one is shorter.
  protected static int slowPeriod(String kind, int fast, int slow) {
    if (period(kind, fast, 1) >= slow) {
      throw new IllegalArgumentException(
          ("Indicator periods are in the wrong order: indicator=%s, fast=%d, slow=%d."
                  + " Make fast shorter.")
              .formatted(kind, fast, slow));
    }
    return slow;
  }
}
