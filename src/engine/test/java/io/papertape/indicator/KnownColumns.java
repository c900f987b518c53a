package io.papertape.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Which indicator and output each column of the known answers stands for.
final class KnownColumns {
  /// One column; `table` is `talib` or `extra`.
  record Known(String table, String column, Supplier<Indicator> indicator, int output) {
    String id(String dataset) {
      return dataset + "/" + table + "/" + column;
    }

    boolean is(String table, String column) {
      return this.table.equals(table) && this.column.equals(column);
    }

    @Override
    public String toString() {
      return column;
    }
  }

  private static final List<Known> ALL = new ArrayList<>();

  static {
    averages();
    oscillators();
    ranges();
    channels();
  }

  private KnownColumns() {}

  static List<Known> all() {
    return List.copyOf(ALL);
  }

  private static void talib(Supplier<Indicator> indicator, String... columns) {
    add("talib", indicator, columns);
  }

  private static void extra(Supplier<Indicator> indicator, String... columns) {
    add("extra", indicator, columns);
  }

  /// Columns in the order of the outputs; an empty name is an output without a column.
  private static void add(String table, Supplier<Indicator> indicator, String... columns) {
    for (int i = 0; i < columns.length; i++) {
      if (!columns[i].isEmpty()) {
        ALL.add(new Known(table, columns[i], indicator, i));
      }
    }
  }

  private static void averages() {
    talib(() -> new Sma(10), "SMA_10");
    talib(() -> new Sma(50), "SMA_50");
    talib(() -> new Ema(12), "EMA_12");
    talib(() -> new Ema(26), "EMA_26");
    talib(() -> new Ema(50), "EMA_50");
  }

  private static void oscillators() {
    talib(() -> new Rsi(14), "RSI_14");
    talib(() -> new RateOfChange(10), "ROC_10");
    talib(() -> new Momentum(10), "MOM_10");
  }

  private static void ranges() {
    talib(TrueRange::new, "TRANGE");
    talib(() -> new Atr(14), "ATR_14");
    talib(() -> new StandardDeviation(20), "STDDEV_20");
  }

  private static void channels() {
    talib(() -> new BollingerBands(20, 2), "BB_MIDDLE_20", "BB_UPPER_20", "BB_LOWER_20");
    talib(() -> new RollingMax(20, PriceField.HIGH), "MAX_HIGH_20");
    talib(() -> new RollingMin(20, PriceField.LOW), "MIN_LOW_20");
    extra(() -> new Donchian(20), "DONCHIAN_UPPER_20", "DONCHIAN_LOWER_20", "DONCHIAN_MID_20");
    extra(() -> Donchian.previous(20), "DONCHIAN_PREV_UPPER_20", "DONCHIAN_PREV_LOWER_20");
  }
}
