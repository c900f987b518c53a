package io.papertape.indicator;

import static io.papertape.indicator.PriceField.CLOSE;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes an indicator from its name, such as `sma(10)` or `bollinger(20,2,typical)`: the inverse
/// of [Indicator#name]. The kinds and their parameters are listed in `docs/indicators.md`.
public final class IndicatorCatalog {
  private static final SortedMap<String, Function<IndicatorText, Indicator>> KINDS =
      new TreeMap<>();

  static {
    averages();
    oscillators();
    ranges();
    volumes();
  }

  private IndicatorCatalog() {}

  /// The kinds that can be made, in alphabetical order.
  public static Set<String> kinds() {
    return Collections.unmodifiableSet(KINDS.keySet());
  }

  /// A fresh indicator of that name.
  ///
  /// @throws IllegalArgumentException if the kind is unknown or the parameters do not fit
  public static Indicator create(String name) {
    IndicatorText text = new IndicatorText(name);
    Function<IndicatorText, Indicator> maker = KINDS.get(text.kind());
    if (maker == null) {
      throw new IllegalArgumentException(
          "Unknown indicator: name=%s. Known are %s.".formatted(name, String.join(", ", kinds())));
    }
    Indicator indicator = maker.apply(text);
    text.end();
    return indicator;
  }

  private static void averages() {
    KINDS.put("sma", t -> new Sma(t.whole(), t.field(CLOSE)));
    KINDS.put("ema", t -> new Ema(t.whole(), t.field(CLOSE)));
    KINDS.put("wma", t -> new Wma(t.whole(), t.field(CLOSE)));
    KINDS.put("dema", t -> new Dema(t.whole(), t.field(CLOSE)));
    KINDS.put("tema", t -> new Tema(t.whole(), t.field(CLOSE)));
    KINDS.put("trima", t -> new Trima(t.whole(), t.field(CLOSE)));
    KINDS.put("kama", t -> new Kama(t.whole(), t.field(CLOSE)));
    KINDS.put("hma", t -> new Hma(t.whole(), t.field(CLOSE)));
    KINDS.put("rollingVwap", t -> new RollingVwap(t.whole()));
    KINDS.put("linearRegression", t -> new LinearRegression(t.whole(), t.field(CLOSE)));
    KINDS.put("price", t -> new Price(t.field(CLOSE)));
    KINDS.put("parabolicSar", t -> new ParabolicSar(t.decimal(), t.decimal()));
    KINDS.put("superTrend", t -> new SuperTrend(t.whole(), t.decimal()));
    KINDS.put("ichimoku", t -> new Ichimoku(t.whole(), t.whole(), t.whole()));
  }

  private static void oscillators() {
    KINDS.put("rsi", t -> new Rsi(t.whole(), t.field(CLOSE)));
    KINDS.put("cmo", t -> new Cmo(t.whole(), t.field(CLOSE)));
    KINDS.put("stochastic", t -> new Stochastic(t.whole(), t.whole(), t.whole()));
    KINDS.put("fastStochastic", t -> new FastStochastic(t.whole(), t.whole()));
    KINDS.put(
        "stochasticRsi", t -> new StochasticRsi(t.whole(), t.whole(), t.whole(), t.field(CLOSE)));
    KINDS.put("williamsR", t -> new WilliamsR(t.whole()));
    KINDS.put("cci", t -> new Cci(t.whole()));
    KINDS.put("macd", t -> new Macd(t.whole(), t.whole(), t.whole(), t.field(CLOSE)));
    KINDS.put("apo", t -> new Apo(t.whole(), t.whole(), t.field(CLOSE)));
    KINDS.put("ppo", t -> new Ppo(t.whole(), t.whole(), t.field(CLOSE)));
    KINDS.put("trix", t -> new Trix(t.whole(), t.field(CLOSE)));
    KINDS.put("momentum", t -> new Momentum(t.whole(), t.field(CLOSE)));
    KINDS.put("rateOfChange", t -> new RateOfChange(t.whole(), t.field(CLOSE)));
    KINDS.put("ultimateOscillator", t -> new UltimateOscillator(t.whole(), t.whole(), t.whole()));
    KINDS.put("aroon", t -> new Aroon(t.whole()));
    KINDS.put("adx", t -> new Adx(t.whole()));
    KINDS.put("adxr", t -> new Adxr(t.whole()));
    KINDS.put("balanceOfPower", t -> new BalanceOfPower());
    KINDS.put("zScore", t -> new ZScore(t.whole(), t.field(CLOSE)));
    KINDS.put("correlation", t -> new Correlation(t.whole(), t.field(CLOSE), t.field(CLOSE)));
    KINDS.put("beta", t -> new Beta(t.whole(), t.field(CLOSE), t.field(CLOSE)));
  }

  private static void ranges() {
    KINDS.put("trueRange", t -> new TrueRange());
    KINDS.put("atr", t -> new Atr(t.whole()));
    KINDS.put("natr", t -> new Natr(t.whole()));
    KINDS.put("standardDeviation", t -> new StandardDeviation(t.whole(), t.field(CLOSE)));
    KINDS.put("variance", t -> new Variance(t.whole(), t.field(CLOSE)));
    KINDS.put(
        "historicVolatility", t -> new HistoricVolatility(t.whole(), t.decimal(), t.field(CLOSE)));
    KINDS.put("bollinger", t -> new BollingerBands(t.whole(), t.decimal(), t.field(CLOSE)));
    KINDS.put("keltner", t -> new KeltnerChannel(t.whole(), t.whole(), t.decimal()));
    KINDS.put("donchian", IndicatorCatalog::donchian);
    KINDS.put("rollingMax", t -> RollingBound.max(t.whole(), t.field(CLOSE)));
    KINDS.put("rollingMin", t -> RollingBound.min(t.whole(), t.field(CLOSE)));
  }

  private static void volumes() {
    KINDS.put("obv", t -> new Obv());
    KINDS.put("accumulationDistribution", t -> new AccumulationDistribution());
    KINDS.put("chaikinOscillator", t -> new ChaikinOscillator(t.whole(), t.whole()));
    KINDS.put("mfi", t -> new Mfi(t.whole()));
    KINDS.put("cmf", t -> new Cmf(t.whole()));
  }

  private static Indicator donchian(IndicatorText text) {
    int period = text.whole();
    return text.takes("previous") ? Donchian.previous(period) : new Donchian(period);
  }
}
