package io.papertape.benchmark.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How fast something grows from the tenth feed-day on, and how fast it may.
///
/// Of counts it is the slope of the straight line that fits the samples best. Of bytes it is the
/// median of the slopes between any two days (Theil and Sen), which a day on which a collection
/// finds more than on those around it does not change.
///
/// @param perDay  NaN with fewer than two samples from then on
/// @param mostPerDay more of it, and in a year the process would no longer hold
public record Growth(String what, double perDay, double mostPerDay) {
  /// Before it, caches fill and code is compiled.
  public static final int FIRST_DAY = 10;

  /// Collected heap: 22 MB a year. What a collection finds differs by half a megabyte from day to
  /// day, so twenty days tell a slope to some 20 KB a day and no better.
  private static final double MOST_HEAP = 60_000;

  /// Resident memory, in which code that is compiled late shows: 73 MB a year.
  private static final double MOST_RESIDENT = 200_000;

  /// Threads and descriptors: one more in the twenty days that are judged is too much.
  private static final double MOST_COUNT = 0.04;

  public static List<Growth> of(List<Sample> samples) {
    return List.of(
        median("heap bytes", samples, Sample::heapBytes, MOST_HEAP),
        median("resident bytes", samples, Sample::residentBytes, MOST_RESIDENT),
        growth("threads", samples, Sample::threads, MOST_COUNT),
        growth("descriptors", samples, Sample::descriptors, MOST_COUNT));
  }

  private static Growth median(
      String what, List<Sample> samples, ToDoubleFunction<Sample> value, double most) {
    List<Sample> judged = samples.stream().filter(one -> one.day() >= FIRST_DAY).toList();
    double[] slopes =
        judged.stream()
            .flatMapToDouble(
                one ->
                    judged.stream()
                        .filter(other -> other.day() > one.day())
                        .mapToDouble(
                            other ->
                                (value.applyAsDouble(other) - value.applyAsDouble(one))
                                    / (other.day() - one.day())))
            .sorted()
            .toArray();
    return new Growth(what, slopes.length == 0 ? Double.NaN : slopes[slopes.length / 2], most);
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
