package io.papertape.model;

import io.papertape.indicator.Indicator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The features of all instruments at one moment. Training and trading both read them here, so
/// they cannot differ.
///
/// At each moment: feed the indicators, [#clear], [#take] each instrument that has a bar,
/// [#rank]. Ranks take time with the square of the number of instruments; nothing is allocated.
public final class CrossSection {
  private final FeatureVector[] vectors;
  private final boolean[] isPresent;
  private final int[] ranked;
  private final double[] before;
  private int present;

  public CrossSection(List<Feature> features, int instruments) {
    vectors = new FeatureVector[instruments];
    for (int i = 0; i < instruments; i++) {
      vectors[i] = new FeatureVector(features);
    }
    isPresent = new boolean[instruments];
    before = new double[instruments];
    ranked = IntStream.range(0, features.size()).filter(i -> features.get(i).isRanked()).toArray();
  }

  public int instruments() {
    return vectors.length;
  }

  /// What must be fed with every bar of the instrument.
  public List<Indicator> indicators(int instrument) {
    return vectors[instrument].indicators();
  }

  /// Begins a moment.
  public void clear() {
    Arrays.fill(isPresent, false);
    present = 0;
  }

  /// Takes an instrument that has a new bar; false while a feature of it has no value.
  public boolean take(int instrument) {
    FeatureVector vector = vectors[instrument];
    if (!vector.isReady()) {
      return false;
    }
    vector.read();
    isPresent[instrument] = true;
    present++;
    return true;
  }

  /// Replaces the values of ranked features by their ranks among the instruments taken.
  public void rank() {
    for (int feature : ranked) {
      for (int i = 0; i < before.length; i++) {
        before[i] = vectors[i].values()[feature];
      }
      for (int i = 0; i < before.length; i++) {
        if (isPresent[i]) {
          vectors[i].values()[feature] = rankOf(before[i]);
        }
      }
    }
  }

  private double rankOf(double value) {
    int lower = 0;
    int equal = 0;
    for (int i = 0; i < before.length; i++) {
      if (isPresent[i]) {
        int order = Double.compare(before[i], value);
        lower += order < 0 ? 1 : 0;
        equal += order == 0 ? 1 : 0;
      }
    }
    return present == 1 ? 0 : (lower + (equal - 1) / 2.0) / (present - 1) - 0.5;
  }

  /// Whether the instrument was taken at this moment.
  public boolean isPresent(int instrument) {
    return isPresent[instrument];
  }

  /// Features of an instrument that is present, in their order; shared, overwritten later.
  public double[] values(int instrument) {
    return vectors[instrument].values();
  }
}
