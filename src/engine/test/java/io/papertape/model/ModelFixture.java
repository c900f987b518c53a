package io.papertape.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A small model for tests.
public final class ModelFixture {
  private ModelFixture() {}

  /// Ridge with the given features, all scaled by one and weighted alike.
  public static CoefficientVersion ridge(long trainedToNanos, String... names) {
    List<Feature> features = Stream.of(names).map(Feature::parse).toList();
    double[] ones = new double[names.length];
    Arrays.fill(ones, 1);
    FitFigures figures = new FitFigures(10, 0.1, Optional.of(0.2), 0.5, 0.01);
    return new CoefficientVersion(
        "0001",
        features,
        new Scaler(Scaler.Method.STANDARD, new double[names.length], ones),
        new CoefficientModel.Ridge(0.5, Coefficients.of(ones), 0.1),
        Target.parse("return(5)"),
        new Training("made", List.of("A"), "1d", 0, trainedToNanos, 10, "0".repeat(64), 1),
        new Baseline(figures, figures, new ShiftTest(0.2, 100, 0.3)));
  }
}
