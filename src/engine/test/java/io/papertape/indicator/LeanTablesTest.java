package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tables of other people's numbers, from the tests of Lean, where the definition is ours. The
/// tolerance is the rounding of the table, at most the 1e-2 that Lean itself accepts.
class LeanTablesTest {
  record Table(
      String file, String column, Supplier<Indicator> indicator, int output, double within) {
    @Override
    public String toString() {
      return file + " " + column;
    }
  }

  static Stream<Table> tables() {
    return Stream.of(
        new Table("spy_ema.csv", "EMA14", () -> new Ema(14), 0, 1e-9),
        new Table("spy_dema.txt", "DEMA_5", () -> new Dema(5), 0, 1e-9),
        new Table("spy_tema.txt", "TEMA_5", () -> new Tema(5), 0, 1e-9),
        new Table("spy_trix.txt", "TRIX_5", () -> new Trix(5), 0, 1e-9),
        new Table("spy_kama.txt", "KAMA_5", () -> new Kama(5), 0, 1e-9),
        new Table("spy_hma.txt", "HMA_16", () -> new Hma(16), 0, 1e-6),
        new Table("spy_natr.txt", "NATR_5", () -> new Natr(5), 0, 1e-9),
        new Table(
            "spy_ultosc.txt", "ULTOSC_7_14_28", () -> new UltimateOscillator(7, 14, 28), 0, 1e-9),
        new Table("spy_var.txt", "Var", () -> new Variance(10), 0, 1e-9),
        new Table("spy_with_williamsR14.txt", "Williams %R 14", () -> new WilliamsR(14), 0, 1e-2),
        new Table(
            "spy_bollinger_bands.txt",
            "Moving Average 20",
            () -> new BollingerBands(20, 2),
            0,
            1e-4),
        new Table(
            "spy_bollinger_bands.txt",
            "Bollinger Bands® 20 2 Top",
            () -> new BollingerBands(20, 2),
            1,
            1e-4),
        new Table(
            "spy_bollinger_bands.txt",
            "Bollinger Bands® 20 2 Bottom",
            () -> new BollingerBands(20, 2),
            2,
            1e-4),
        new Table(
            "spy_with_don50.txt", "Donchian Channels 50 Top", () -> new Donchian(50), 0, 1e-9),
        new Table(
            "spy_with_don50.txt", "Donchian Channels 50 Bottom", () -> new Donchian(50), 1, 1e-9),
        new Table(
            "spy_with_cci.txt", "Commodity Channel Index (CCI) 14", () -> new Cci(14), 0, 1e-2),
        new Table("spy_aroon_oscillator.txt", "Aroon Oscillator 14", () -> new Aroon(14), 2, 1e-4),
        new Table("spy_mfi.txt", "Money Flow Index 20", () -> new Mfi(20), 0, 1e-3),
        new Table("spy_cmf.txt", "CMF_20", () -> new Cmf(20), 0, 1e-5),
        new Table(
            "spy_with_stoch12k3.txt",
            "Stochastics 12 %K 3",
            () -> new Stochastic(12, 3, 5),
            0,
            1e-3),
        new Table("spy_with_stoch12k3.txt", "%D 5", () -> new Stochastic(12, 3, 5), 1, 1e-3),
        new Table("spy_with_macd.txt", "MACD", () -> new Macd(12, 26, 9), 0, 1e-3),
        new Table("spy_with_macd.txt", "Signal", () -> new Macd(12, 26, 9), 1, 1e-3),
        new Table("spy_with_ichimoku.csv", "Tenkan", Ichimoku::new, 0, 1e-3),
        new Table("spy_with_ichimoku.csv", "Kijun", Ichimoku::new, 1, 1e-3),
        new Table("spy_with_ichimoku.csv", "Senkou A", Ichimoku::new, 2, 1e-3),
        new Table("spy_with_ichimoku.csv", "Senkou B", Ichimoku::new, 3, 1e-3));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void equalsTheTable(Table table) {
    List<String[]> rows =
        IndicatorOracle.rows(
            IndicatorOracle.folder().resolve("indicators/lean-testdata").resolve(table.file()));
    double[] expected = IndicatorOracle.column(rows, table.column());
    double[] actual =
        IndicatorColumns.of(table.indicator().get(), IndicatorOracle.bars(rows), table.output());
    int compared = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!Double.isNaN(expected[i]) && !Double.isNaN(actual[i])) {
        compared++;
        assertThat(Math.abs(actual[i] - expected[i]))
            .as("row %d: actual=%s, expected=%s", i, actual[i], expected[i])
            .isLessThanOrEqualTo(table.within());
      }
    }
    assertThat(compared).isGreaterThan(expected.length / 2);
  }
}
