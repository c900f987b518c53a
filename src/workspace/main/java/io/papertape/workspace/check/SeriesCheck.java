package io.papertape.workspace.check;

import io.papertape.market.BarColumns;
import java.util.Arrays;

/// Findings on the bars of one series. None of them changes the data.
///
/// @param medianStepNanos  usual distance between open times; 0 below two bars
/// @param gaps             steps above 1.5 times the median, weekends and holidays included
/// @param largestStepNanos longest distance between open times
/// @param zeroVolume       bars without volume
/// @param largestMove      largest |close / previous close - 1|; 0.25 is a quarter
/// @param largestMoveNanos open time of the bar that made it; 0 if nothing moved
/// @param absurdMoves      closes that move by the factor of [#ABSURD_FACTOR] or more
/// @param farReaches       bars whose high or low lies far beyond open and close ([FarReach])
/// @param impossible       open or close outside low and high, or a price not above 0
/// @param unordered        bars that do not open after the one before, duplicates included
/// @param overlapping      bars that open before the one before has closed
public record SeriesCheck(
    long bars,
    long medianStepNanos,
    long gaps,
    long largestStepNanos,
    long zeroVolume,
    double largestMove,
    long largestMoveNanos,
    long absurdMoves,
    long farReaches,
    long impossible,
    long unordered,
    long overlapping) {
  /// A close this many times the one before, or that part of it, is absurd.
  public static final double ABSURD_FACTOR = 50;

  /// Looks at all bars.
  public static SeriesCheck of(BarColumns bars) {
    long[] steps = steps(bars.openTimeNanos(), bars.size());
    long[] sorted = steps.clone();
    Arrays.sort(sorted);
    long median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    double largest = 0;
    long largestAt = 0;
    long absurd = 0;
    for (int i = 1; i < bars.size(); i++) {
      double ratio = (double) bars.close()[i] / bars.close()[i - 1];
      double move = Math.abs(ratio - 1);
      if (move > largest) {
        largest = move;
        largestAt = bars.openTimeNanos()[i];
      }
      absurd += ratio >= ABSURD_FACTOR || 1 / ratio >= ABSURD_FACTOR ? 1 : 0;
    }
    return new SeriesCheck(
        bars.size(),
        median,
        Arrays.stream(steps).filter(step -> step > median + median / 2).count(),
        sorted.length == 0 ? 0 : sorted[sorted.length - 1],
        Arrays.stream(bars.volume(), 0, bars.size()).filter(volume -> volume == 0).count(),
        largest,
        largestAt,
        absurd,
        FarReach.count(bars),
        impossible(bars),
        Arrays.stream(steps).filter(step -> step <= 0).count(),
        overlapping(bars));
  }

  private static long[] steps(long[] times, int size) {
    long[] steps = new long[Math.max(0, size - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    return steps;
  }

  private static long impossible(BarColumns bars) {
    long count = 0;
    for (int i = 0; i < bars.size(); i++) {
      long low = bars.low()[i];
      long high = bars.high()[i];
      long open = bars.open()[i];
      long close = bars.close()[i];
      boolean inside = low <= open && open <= high && low <= close && close <= high;
      count += inside && low > 0 && bars.volume()[i] >= 0 ? 0 : 1;
    }
    return count;
  }

  private static long overlapping(BarColumns bars) {
    long count = 0;
    for (int i = 1; i < bars.size(); i++) {
      count += bars.openTimeNanos()[i] < bars.closeTimeNanos()[i - 1] ? 1 : 0;
    }
    return count;
  }

  /// True if no bar is wrong in itself; gaps and moves may still be worth a look.
  public boolean sound() {
    return impossible == 0 && unordered == 0 && overlapping == 0;
  }
}
