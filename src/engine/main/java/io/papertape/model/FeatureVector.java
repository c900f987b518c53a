package io.papertape.model;

import io.papertape.indicator.Indicator;
import java.util.ArrayList;
import java.util.List;

/// The features of one instrument at one moment, in a reused array.
public final class FeatureVector {
  private final Indicator[] indicators;
  private final int[] outputs;
  private final double[] values;
  private boolean isReady;

  public FeatureVector(List<Feature> features) {
    indicators = features.stream().map(Feature::create).toArray(Indicator[]::new);
    outputs = features.stream().mapToInt(Feature::output).toArray();
    values = new double[indicators.length];
  }

  /// What must be fed with every bar of the instrument.
  public List<Indicator> indicators() {
    return new ArrayList<>(List.of(indicators));
  }

  public boolean isReady() {
    isReady = isReady || areReady();
    return isReady;
  }

  private boolean areReady() {
    for (int i = 0; i < indicators.length; i++) {
      if (!indicators[i].isReady()) {
        return false;
      }
    }
    return true;
  }

  /// Reads the indicators as they are now; ranks are taken later, by [CrossSection].
  void read() {
    for (int i = 0; i < values.length; i++) {
      values[i] = indicators[i].value(outputs[i]);
    }
  }

  /// The values last read, shared: the next moment overwrites them.
  public double[] values() {
    return values;
  }
}
