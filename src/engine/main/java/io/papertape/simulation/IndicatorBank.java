package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The registered indicators and inputs: feeds them, knows when an instrument is warm, and
/// collects what a decision rests on.
final class IndicatorBank {
  private final MutableMarket market;
  private final List<List<Indicator>> registered = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Indicator[][] indicators;
  private final String[][] names;
  private final boolean[] isWarm;
  private String[] inputNames = new String[0];
  private double[] values = new double[0];

  IndicatorBank(MutableMarket market) {
    this.market = market;
    int count = market.instruments();
    for (int i = 0; i < count; i++) {
      registered.add(new ArrayList<>());
    }
    indicators = new Indicator[count][];
    names = new String[count][];
    isWarm = new boolean[count];
  }

  void add(int instrument, Indicator indicator) {
    registered.get(instrument).add(indicator);
  }

  Input addInput(String name) {
    Input input = new Input(name);
    inputs.add(input);
    return input;
  }

  /// Ends registration.
  void freeze() {
    int most = 0;
    for (int i = 0; i < indicators.length; i++) {
      indicators[i] = registered.get(i).toArray(Indicator[]::new);
      isWarm[i] = indicators[i].length == 0;
      List<String> labels = new ArrayList<>();
      for (Indicator indicator : indicators[i]) {
        for (int output = 0; output < indicator.outputs(); output++) {
          labels.add(label(indicator, output));
        }
      }
      inputs.forEach(input -> labels.add(input.name()));
      names[i] = distinct(labels);
      most = Math.max(most, labels.size());
    }
    inputNames = distinct(inputs.stream().map(Input::name).toList());
    values = new double[Math.max(most, inputs.size())];
  }

  /// The journal keeps inputs under their names: of two called `sma(5)` the second is `sma(5)#2`.
  private static String[] distinct(List<String> labels) {
    Set<String> taken = new LinkedHashSet<>();
    for (String label : labels) {
      String name = label;
      for (int number = 2; !taken.add(name); number++) {
        name = label + "#" + number;
      }
    }
    return taken.toArray(String[]::new);
  }

  private static String label(Indicator indicator, int output) {
    return indicator.outputs() == 1
        ? indicator.name()
        : indicator.name() + "." + indicator.outputName(output);
  }

  /// Feeds the instrument's new bar.
  void update(int instrument) {
    long open = market.open(instrument);
    long high = market.high(instrument);
    long low = market.low(instrument);
    long close = market.close(instrument);
    long volume = market.volume(instrument);
    for (Indicator indicator : indicators[instrument]) {
      indicator.update(open, high, low, close, volume);
    }
  }

  boolean isWarm(int instrument) {
    return isWarm[instrument] || warmsUp(instrument);
  }

  private boolean warmsUp(int instrument) {
    for (Indicator indicator : indicators[instrument]) {
      if (!indicator.isReady()) {
        return false;
      }
    }
    isWarm[instrument] = true;
    return true;
  }

  void rescale(int instrument, long newShares, long oldShares) {
    for (Indicator indicator : indicators[instrument]) {
      indicator.rescale(oldShares, newShares);
    }
  }

  /// Collects the inputs of a decision on an instrument, or on the moment (−1), into [#values].
  ///
  /// @return how many there are
  int collect(int instrument) {
    int count = 0;
    if (instrument >= 0 && isWarm[instrument]) {
      for (Indicator indicator : indicators[instrument]) {
        for (int output = 0; output < indicator.outputs(); output++) {
          values[count++] = indicator.value(output);
        }
      }
    } else if (instrument >= 0) {
      return 0;
    }
    for (Input input : inputs) {
      values[count++] = input.value();
    }
    return count;
  }

  double[] values() {
    return values;
  }

  String[] names(int instrument) {
    return instrument >= 0 ? names[instrument] : inputNames;
  }
}
