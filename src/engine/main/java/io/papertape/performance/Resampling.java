package io.papertape.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Bootstrap intervals of several figures on the same resamples of the same series.
final class Resampling {
  /// Fewer observations carry no interval.
  static final int FEWEST = 20;

  private final List<double[]> series;
  private final PerformanceOptions options;
  private final double blockLength;

  /// @param series      of one length, resampled together
  /// @param blockLength expected length of a block, at least 1; 1 takes observations as
  ///      independent
  Resampling(List<double[]> series, PerformanceOptions options, double blockLength) {
    this.series = series;
    this.options = options;
    this.blockLength = blockLength;
  }

  /// The measures with their intervals.
  List<Measure> within(List<Measure> measures, Function<List<double[]>, double[]> figures) {
    return attached(measures, intervals(measures.size(), figures));
  }

  /// Intervals of figures; all empty for too few observations or no resamples.
  ///
  /// @param figures values for series drawn in the given order; NaN where undefined
  List<Optional<Interval>> intervals(int count, Function<List<double[]>, double[]> figures) {
    int n = series.getFirst().length;
    if (n < FEWEST || options.resamples() == 0) {
      return Collections.nCopies(count, Optional.empty());
    }
    return Arrays.stream(resampled(n, count, figures))
        .map(values -> StationaryBootstrap.percentiles(values, options.confidence()))
        .toList();
  }

  /// The measures, each with its interval if there is one.
  static List<Measure> attached(List<Measure> measures, List<Optional<Interval>> intervals) {
    List<Measure> out = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      Measure plain = measures.get(i);
      out.add(intervals.get(i).map(plain::within).orElse(plain));
    }
    return List.copyOf(out);
  }

  private double[][] resampled(int n, int count, Function<List<double[]>, double[]> figures) {
    var bootstrap = new StationaryBootstrap(new SplittableRandom(options.seed()), blockLength);
    List<double[]> drawn = series.stream().map(s -> new double[n]).toList();
    double[][] values = new double[count][options.resamples()];
    int[] index = new int[n];
    for (int k = 0; k < options.resamples(); k++) {
      bootstrap.resample(index);
      for (int s = 0; s < drawn.size(); s++) {
        take(series.get(s), index, drawn.get(s));
      }
      double[] found = figures.apply(drawn);
      for (int f = 0; f < count; f++) {
        values[f][k] = found[f];
      }
    }
    return values;
  }

  private static void take(double[] from, int[] index, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = from[index[i]];
    }
  }
}
