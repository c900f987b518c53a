package io.papertape.performance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Bootstrap intervals of several figures on the same resamples of the same series.
final class Resampling {
  /// Fewer observations carry no interval.
  static final int FEWEST = 20;

  private final List<double[]> series;
  private final PerformanceOptions options;
  private final double blockLength;

  /// @param series      of one length, resampled together
  /// @param blockLength expected length of a block; 1 takes observations as independent
  Resampling(List<double[]> series, PerformanceOptions options, double blockLength) {
    this.series = series;
    this.options = options;
    this.blockLength = Math.max(1, blockLength);
  }

  /// The block length that suits a series; 1 where there is none.
  static double blockLength(double[] series) {
    boolean steady = Sample.minimum(series) == Sample.maximum(series);
    return series.length < FEWEST || steady ? 1 : BlockLength.of(series).stationary();
  }

  /// One interval a statistic; a statistic gets the resampled series in their order.
  List<Optional<Interval>> intervals(List<ToDoubleFunction<List<double[]>>> statistics) {
    int n = series.getFirst().length;
    double[][] values = new double[statistics.size()][options.resamples()];
    if (n < FEWEST || options.resamples() == 0) {
      return Arrays.stream(values).map(_ -> Optional.<Interval>empty()).toList();
    }
    var bootstrap = new StationaryBootstrap(new SplittableRandom(options.seed()), blockLength);
    List<double[]> drawn = series.stream().map(s -> new double[n]).toList();
    int[] index = new int[n];
    for (int k = 0; k < options.resamples(); k++) {
      bootstrap.resample(index);
      for (int s = 0; s < drawn.size(); s++) {
        take(series.get(s), index, drawn.get(s));
      }
      for (int f = 0; f < values.length; f++) {
        values[f][k] = statistics.get(f).applyAsDouble(drawn);
      }
    }
    return Arrays.stream(values)
        .map(v -> StationaryBootstrap.percentiles(v, options.confidence()))
        .toList();
  }

  /// The measures with their intervals; statistics in the order of the measures.
  List<Measure> within(List<Measure> measures, List<ToDoubleFunction<List<double[]>>> statistics) {
    List<Optional<Interval>> found = intervals(statistics);
    Measure[] out = new Measure[measures.size()];
    for (int i = 0; i < out.length; i++) {
      Measure plain = measures.get(i);
      out[i] = found.get(i).map(plain::within).orElse(plain);
    }
    return List.of(out);
  }

  private static void take(double[] from, int[] index, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = from[index[i]];
    }
  }
}
