package io.papertape.benchmark.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How fast something grows from the tenth feed-day on, and how fast it may: the slope of the
/// straight line that fits the samples best.
///
/// @param perDay  NaN with fewer than two samples from then on
/// @param mostPerDay more of it, and in a year the process would no longer hold
public record Growth(String what, double perDay, double mostPerDay) {
  /// Before it, caches fill and code is compiled.
  public static final int FIRST_DAY = 10;

  /// Collected heap: 7 MB a year.
  private static final double MOST_HEAP = 20_000;

  /// Resident memory, in which code that is compiled late shows: 73 MB a year.
  private static final double MOST_RESIDENT = 200_000;

  /// Threads and descriptors: one more in the twenty days that are judged is too much.
  private static final double MOST_COUNT = 0.04;

  public static List<Growth> of(List<Sample> samples) {
    return List.of(
        growth("heap bytes", samples, Sample::heapBytes, MOST_HEAP),
        growth("resident bytes", samples, Sample::residentBytes, MOST_RESIDENT),
        growth("threads", samples, Sample::threads, MOST_COUNT),
        growth("descriptors", samples, Sample::descriptors, MOST_COUNT));
  }

  private static Growth growth(
      String what, List<Sample> samples, ToDoubleFunction<Sample> value, double most) {
    List<Sample> judged = samples.stream().filter(one -> one.day() >= FIRST_DAY).toList();
    double meanDay = judged.stream().mapToDouble(Sample::day).average().orElse(0);
    double meanValue = judged.stream().mapToDouble(value).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (Sample one : judged) {
      products += (one.day() - meanDay) * (value.applyAsDouble(one) - meanValue);
      squares += (one.day() - meanDay) * (one.day() - meanDay);
    }
    return new Growth(what, squares == 0 ? Double.NaN : products / squares, most);
  }

  public boolean isWithin() {
    return !(perDay > mostPerDay);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %+.3f a feed-day, at most %+.3f", what, perDay, mostPerDay);
  }
}
