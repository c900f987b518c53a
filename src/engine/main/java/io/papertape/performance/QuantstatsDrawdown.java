package io.papertape.performance;

import java.util.Arrays;
import java.util.List;

/// One line of quantstats' drawdown table. Indexes are those of the returns.
///
/// @param start          first period below the peak
/// @param valley         deepest period
/// @param end            last period below the peak
/// @param depthPercent   deepest fall, negative percent
/// @param depth99Percent deepest fall without the deepest hundredth of the periods, negative
///     percent
public record QuantstatsDrawdown(
    int start, int valley, int end, double depthPercent, double depth99Percent) {
  private static final double PERCENT = -100;

  /// The deepest falls of the wealth that returns make of 1, deepest first.
  public static List<QuantstatsDrawdown> deepest(double[] returns, int count) {
    double[] wealth = Growth.wealth(1, returns);
    double[] depth = Drawdowns.underwater(wealth);
    return Drawdowns.deepest(wealth, count).stream()
        .map(
            fall ->
                new QuantstatsDrawdown(
                    fall.peak(),
                    fall.trough() - 1,
                    fall.last() - 1,
                    PERCENT * fall.depth(),
                    PERCENT * withoutOutliers(fall, depth)))
        .toList();
  }

  private static double withoutOutliers(Drawdown fall, double[] depth) {
    double[] inside = Arrays.copyOfRange(depth, fall.peak() + 1, fall.last() + 1);
    double limit = Sample.quantile(inside, 0.99);
    double[] kept = Arrays.stream(inside).filter(d -> d < limit).toArray();
    return kept.length == 0 ? fall.depth() : Sample.maximum(kept);
  }
}
