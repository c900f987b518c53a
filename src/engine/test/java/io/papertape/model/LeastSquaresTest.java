package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  /// NIST StRD, "Longley": employment, then deflator, GNP, unemployed, armed forces, population,
  /// year.
  private static final double[][] LONGLEY = {
    {60323, 83.0, 234289, 2356, 1590, 107608, 1947},
    {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
    {60171, 88.2, 258054, 3682, 1616, 109773, 1949},
    {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
    {63221, 96.2, 328975, 2099, 3099, 112075, 1951},
    {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
    {64989, 99.0, 365385, 1870, 3547, 115094, 1953},
    {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
    {66019, 101.2, 397469, 2904, 3048, 117388, 1955},
    {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
    {68169, 108.4, 442769, 2936, 2798, 120445, 1957},
    {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
    {68655, 112.6, 482704, 3813, 2552, 123366, 1959},
    {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
    {69331, 115.7, 518173, 4806, 2572, 127852, 1961},
    {70551, 116.9, 554894, 4007, 2827, 130081, 1962},
  };

  /// NIST StRD, "Norris": y, x.
  private static final double[][] NORRIS = {
    {0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
    {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
    {0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
    {557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
    {0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
    {10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5},
  };

  @Test
  void theCertifiedValuesOfLongleyAreFound() {
    double[] certified = {
      -3482258.63459582,
      15.0618722713733,
      -0.358191792925910E-01,
      -2.02022980381683,
      -1.03322686717359,
      -0.511041056535807E-01,
      1829.15146461355
    };
    double[] found = LeastSquares.fit(features(LONGLEY), targets(LONGLEY), 0);

    for (int i = 0; i < certified.length; i++) {
      assertThat(found[i]).isCloseTo(certified[i], within(Math.abs(certified[i]) * 1e-9));
    }
  }

  @Test
  void theCertifiedValuesOfNorrisAreFound() {
    double[] found = LeastSquares.fit(features(NORRIS), targets(NORRIS), 0);

    assertThat(found[0]).isCloseTo(-0.262323073774029, within(1e-11));
    assertThat(found[1]).isCloseTo(1.00211681802045, within(1e-13));
  }

  /// Against numpy 2.4.6 by the dual form `Z'(ZZ' + 1.6 I)⁻¹ y`, which shares no step with ours.
  @Test
  void ridgeEqualsTheDualForm() {
    double[][] scaled =
        Scaler.of(Scaler.Method.STANDARD, features(LONGLEY)).apply(features(LONGLEY));
    double[] dual = {
      65317.0,
      874.1103128742253,
      1034.5099675347938,
      -614.9272484813605,
      -107.80227245579816,
      806.2359338678457,
      965.0096687911628
    };
    double[] found = LeastSquares.fit(scaled, targets(LONGLEY), 0.1 * 16);

    for (int i = 0; i < dual.length; i++) {
      assertThat(found[i]).isCloseTo(dual[i], within(1e-7));
    }
  }

  @Test
  void dependentColumnsAreRefused() {
    double[][] x = {{1, 2}, {2, 4}, {3, 6}, {5, 10}};

    assertThatThrownBy(() -> LeastSquares.fit(x, new double[] {1, 2, 3, 4}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Features depend on each other: features=2."
                + " Leave one out, or use ridge with lambda > 0.");
    assertThat(LeastSquares.fit(x, new double[] {1, 2, 3, 4}, 1)).hasSize(3);
  }

  @Test
  void fewerRowsThanUnknownsAreRefused() {
    assertThatThrownBy(() -> LeastSquares.fit(new double[][] {{1, 2}}, new double[] {1}, 0))
        .hasMessage("Too few rows to fit: rows=1, features=2. Give a longer window.");
  }

  private static double[][] features(double[][] rows) {
    double[][] x = new double[rows.length][rows[0].length - 1];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 1, x[i], 0, x[i].length);
    }
    return x;
  }

  private static double[] targets(double[][] rows) {
    double[] y = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      y[i] = rows[i][0];
    }
    return y;
  }
}
