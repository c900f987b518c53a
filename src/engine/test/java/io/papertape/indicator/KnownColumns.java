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
    talib(() -> new Wma(20), "WMA_20");
    talib(() -> new Dema(20), "DEMA_20");
    talib(() -> new Tema(20), "TEMA_20");
    talib(() -> new Trima(20), "TRIMA_20");
    talib(() -> new Kama(10), "KAMA_10");
    talib(() -> new Price(PriceField.TYPICAL), "TYPPRICE");
    talib(() -> new LinearRegression(14), "LINEARREG_14", "LINEARREG_SLOPE_14", "TSF_14");
    extra(() -> new Hma(16), "HMA_16");
    extra(() -> new RollingVwap(20), "ROLLING_VWAP_20");
  }

  private static void oscillators() {
    talib(() -> new Rsi(14), "RSI_14");
    talib(() -> new Cmo(14), "CMO_14");
    talib(() -> new RateOfChange(10), "ROC_10");
    talib(() -> new Momentum(10), "MOM_10");
    talib(() -> new Adx(14), "ADX_14", "PLUS_DI_14", "MINUS_DI_14", "DX_14");
    talib(() -> new Adxr(14), "ADXR_14");
    talib(() -> new Macd(12, 26, 9), "MACD_12_26", "MACDSIGNAL_9", "MACDHIST");
    talib(() -> new Apo(12, 26), "APO_EMA");
    talib(() -> new Ppo(12, 26), "PPO_SMA");
    talib(() -> new Trix(14), "TRIX_14");
    talib(() -> new Stochastic(14, 3, 3), "STOCH_SLOWK_14_3", "STOCH_SLOWD_3");
    talib(() -> new FastStochastic(14, 3), "STOCHF_FASTK_14", "STOCHF_FASTD_3");
    talib(() -> new StochasticRsi(14, 14, 3), "STOCHRSI_FASTK", "STOCHRSI_FASTD");
    talib(() -> new Cci(20), "CCI_20");
    talib(() -> new Aroon(25), "AROON_UP_25", "AROON_DOWN_25", "AROONOSC_25");
    talib(() -> new WilliamsR(14), "WILLR_14");
    talib(() -> new UltimateOscillator(7, 14, 28), "ULTOSC_7_14_28");
    talib(BalanceOfPower::new, "BOP");
    talib(Obv::new, "OBV");
    talib(AccumulationDistribution::new, "AD");
    talib(() -> new ChaikinOscillator(3, 10), "ADOSC_3_10");
    talib(() -> new Mfi(14), "MFI_14");
    extra(() -> new Cmf(20), "CMF_20");
  }

  private static void ranges() {
    talib(TrueRange::new, "TRANGE");
    talib(() -> new Atr(14), "ATR_14");
    talib(() -> new Natr(14), "NATR_14");
    talib(() -> new StandardDeviation(20), "STDDEV_20");
    talib(() -> new Variance(20), "VAR_20");
    talib(() -> new Correlation(20, PriceField.HIGH, PriceField.LOW), "CORREL_HL_20");
    talib(() -> new Beta(5, PriceField.HIGH, PriceField.LOW), "BETA_HL_5");
    extra(() -> new HistoricVolatility(20, 252), "HIST_VOL_20_x252");
    extra(() -> new ZScore(20), "ZSCORE_20_ddof1");
  }

  private static void channels() {
    talib(() -> new BollingerBands(20, 2), "BB_MIDDLE_20", "BB_UPPER_20", "BB_LOWER_20");
    talib(() -> RollingBound.max(20, PriceField.HIGH), "MAX_HIGH_20");
    talib(() -> RollingBound.min(20, PriceField.LOW), "MIN_LOW_20");
    talib(ParabolicSar::new, "SAR_0.02_0.2");
    extra(() -> new Donchian(20), "DONCHIAN_UPPER_20", "DONCHIAN_LOWER_20", "DONCHIAN_MID_20");
    extra(() -> Donchian.previous(20), "DONCHIAN_PREV_UPPER_20", "DONCHIAN_PREV_LOWER_20");
    extra(
        () -> new KeltnerChannel(20, 10, 2),
        "KELTNER_MID_20",
        "KELTNER_UPPER_20_10_2",
        "KELTNER_LOWER_20_10_2");
    extra(() -> new SuperTrend(10, 3), "SUPERTREND_10_3", "SUPERTREND_DIR");
    extra(
        Ichimoku::new,
        "ICHIMOKU_TENKAN_9",
        "ICHIMOKU_KIJUN_26",
        "ICHIMOKU_SPAN_A_SHIFT26",
        "ICHIMOKU_SPAN_B_SHIFT26");
  }
}
