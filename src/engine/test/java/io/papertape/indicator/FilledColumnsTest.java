package io.papertape.indicator;

import static io.papertape.indicator.ColumnCheck.assertColumnsEqualTheStream;

import io.papertape.market.BarColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Columns of every indicator equal its stream to the bit, whatever the bars and however they
/// are cut.
class FilledColumnsTest {
  private static final BarColumns LONG = RandomBars.walk(11, 2_600);
  private static final List<String> OTHERS =
      List.of(
          "sma(1)",
          "sma(7,typical)",
          "sma(50,median)",
          "sma(1100)",
          "ema(1)",
          "ema(9,typical)",
          "wma(1)",
          "wma(7,high)",
          "rsi(1)",
          "rsi(5,typical)",
          "rsi(9,open)",
          "standardDeviation(1)",
          "standardDeviation(21,median)",
          "variance(7,low)",
          "zScore(2)",
          "zScore(25,typical)",
          "zScore(1100)",
          "bollinger(7,1.5,high)",
          "rateOfChange(1)",
          "rateOfChange(33,typical)",
          "momentum(1,open)",
          "macd(3,7,2,typical)",
          "cmo(5,median)",
          "atr(1)",
          "donchian(1)",
          "donchian(7,previous)",
          "mfi(3)",
          "cci(3)",
          "adx(3)");

  /// One fresh indicator of each name.
  static Stream<Supplier<Indicator>> indicators() {
    Map<String, Supplier<Indicator>> byName = new LinkedHashMap<>();
    for (KnownColumns.Known known : KnownColumns.all()) {
      byName.putIfAbsent(known.indicator().get().name(), known.indicator());
    }
    OTHERS.forEach(name -> byName.put(name, () -> IndicatorCatalog.create(name)));
    return byName.values().stream();
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void onAWalkOverSeveralBlocks(Supplier<Indicator> fresh) {
    assertColumnsEqualTheStream(fresh, LONG, 1);
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void onSeriesShorterThanAnyWindow(Supplier<Indicator> fresh) {
    for (int size : new int[] {0, 1, 2, 5, 19, 20, 21, 51}) {
      assertColumnsEqualTheStream(fresh, RandomBars.walk(size + 1, size), size);
    }
  }

  /// Prices of 10⁷ to 10⁹, whose sums no `double` holds.
  @ParameterizedTest
  @MethodSource("indicators")
  void onPricesTooLargeForExactDoubles(Supplier<Indicator> fresh) {
    if (fresh.get().warmUpBars() < 100) {
      assertColumnsEqualTheStream(fresh, times(RandomBars.walk(3, 1_300), 100_003), 2);
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void onSmallPricesThatStandStillWithoutVolume(Supplier<Indicator> fresh) {
    assertColumnsEqualTheStream(fresh, quiet(1_500), 3);
  }

  /// The bars the known answers were computed from.
  @ParameterizedTest
  @MethodSource("indicators")
  void onRealBars(Supplier<Indicator> fresh) {
    for (String dataset : List.of("GOOG_D", "EURUSD_H1")) {
      assertColumnsEqualTheStream(fresh, IndicatorOracle.input(dataset), 4);
    }
  }

  private static BarColumns times(BarColumns bars, long factor) {
    return new BarColumns(
        bars.size(),
        bars.openTimeNanos(),
        bars.closeTimeNanos(),
        times(bars.open(), factor),
        times(bars.high(), factor),
        times(bars.low(), factor),
        times(bars.close(), factor),
        bars.volume());
  }

  private static long[] times(long[] column, long factor) {
    return Arrays.stream(column).map(price -> price * factor).toArray();
  }

  /// A price of a few units of 10⁻⁸ that moves at every 50th bar, and volume in every other
  /// stretch of 40.
  private static BarColumns quiet(int size) {
    long[] close = IntStream.range(0, size).mapToLong(i -> 3 + (i / 50) % 3).toArray();
    long[] volume = IntStream.range(0, size).mapToLong(i -> i / 40 % 2 * 7L).toArray();
    BarColumns times = RandomBars.walk(1, size);
    return new BarColumns(
        size, times.openTimeNanos(), times.closeTimeNanos(), close, close, close, close, volume);
  }
}
