package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorOrigin;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelVersion;
import io.papertape.strategy.Input;
import io.papertape.strategy.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The registered indicators and inputs: feeds them, knows when an instrument is warm, and
/// collects what a decision rests on.
final class IndicatorBank {
  private final MutableMarket market;
  private final List<List<Indicator>> registered = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Indicator[][] indicators;

  /// What decisions record of an instrument: each name once, for two indicators of one name give
  /// the same values, unless they are somebody's own.
  private final Recorded[][] recorded;

  private record Recorded(Indicator indicator, int output) {}

  private final SeriesColumns source;
  private final List<List<ColumnSeries>> registeredSeries = new ArrayList<>();
  private final ColumnSeries[][] series;
  private final double[][][] columns;
  private final int[] firstReady;
  private boolean hasScores;

  /// Columns that another series of the same name need not equal: scores, and own indicators.
  private final List<IndicatorColumn> alone = new ArrayList<>();

  private final boolean isRecording;

  private final String[][] names;
  private final boolean[] isWarm;
  private String[] inputNames = new String[0];
  private double[] values = new double[0];

  /// @param source      makes the columns of series
  /// @param isRecording whether decisions are recorded, and so the features of scores needed
  IndicatorBank(MutableMarket market, SeriesColumns source, boolean isRecording) {
    this.market = market;
    this.source = source;
    this.isRecording = isRecording;
    int count = market.instruments();
    for (int i = 0; i < count; i++) {
      registered.add(new ArrayList<>());
      registeredSeries.add(new ArrayList<>());
    }
    series = new ColumnSeries[count][];
    columns = new double[count][][];
    firstReady = new int[count];
    indicators = new Indicator[count][];
    recorded = new Recorded[count][];
    names = new String[count][];
    isWarm = new boolean[count];
  }

  void add(int instrument, Indicator indicator) {
    registered.get(instrument).add(indicator);
  }

  Series addSeries(int instrument, Indicator fresh) {
    if (IndicatorOrigin.isOwn(fresh)) {
      return registerOwn(instrument, source.of(instrument, fresh));
    }
    return named(instrument, fresh.name())
        .orElseGet(() -> register(instrument, source.of(instrument, fresh)));
  }

  /// The series of a name, if the name tells its values.
  private Optional<ColumnSeries> named(int instrument, String name) {
    return registeredSeries.get(instrument).stream()
        .filter(known -> known.name().equals(name) && !alone.contains(known.column()))
        .findFirst();
  }

  private ColumnSeries registerOwn(int instrument, IndicatorColumn column) {
    alone.add(column);
    return register(instrument, column);
  }

  private ColumnSeries register(int instrument, IndicatorColumn column) {
    ColumnSeries added = new ColumnSeries(market, instrument, column);
    registeredSeries.get(instrument).add(added);
    return added;
  }

  /// The scores of a model as a series, after its features if decisions are recorded.
  Series addScores(int instrument, ModelVersion version) {
    IndicatorColumn column = source.scores(instrument, version);
    for (ColumnSeries known : registeredSeries.get(instrument)) {
      if (known.column() == column) {
        return known;
      }
    }
    if (isRecording) {
      version.features().forEach(feature -> addSeries(instrument, feature.createAlone()));
    }
    hasScores = true;
    alone.add(column);
    return register(instrument, column);
  }

  /// Where series get their columns.
  SeriesColumns columns() {
    return source;
  }

  /// See [SeriesColumns#requireScores].
  void requireScores() {
    if (hasScores) {
      source.requireScores();
    }
  }

  /// See [SeriesColumns#firstFailure].
  int firstFailure() {
    return source.firstFailure();
  }

  List<Series> addOutputs(int instrument, Indicator fresh) {
    boolean isOwn = IndicatorOrigin.isOwn(fresh);
    List<Series> outputs = new ArrayList<>();
    for (IndicatorColumn column : source.outputs(instrument, fresh)) {
      outputs.add(
          isOwn
              ? registerOwn(instrument, column)
              : named(instrument, column.name()).orElseGet(() -> register(instrument, column)));
    }
    return outputs;
  }

  /// A series that is neither recorded nor waited for.
  Series aside(int instrument, Indicator fresh) {
    return new ColumnSeries(market, instrument, source.of(instrument, fresh));
  }

  /// True if an indicator must see each bar.
  boolean hasStreaming() {
    return registered.stream().anyMatch(list -> !list.isEmpty());
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
      series[i] = registeredSeries.get(i).toArray(ColumnSeries[]::new);
      for (ColumnSeries one : series[i]) {
        firstReady[i] = Math.max(firstReady[i], one.column().firstReady());
      }
      isWarm[i] = indicators[i].length == 0 && firstReady[i] == 0;
      List<String> labels = new ArrayList<>();
      recorded[i] = recorded(indicators[i], labels);
      for (ColumnSeries one : series[i]) {
        labels.add(free(one.name(), labels));
      }
      inputs.forEach(input -> labels.add(free(input.name(), labels)));
      names[i] = labels.toArray(String[]::new);
      most = Math.max(most, labels.size());
    }
    List<String> labels = new ArrayList<>();
    inputs.forEach(input -> labels.add(free(input.name(), labels)));
    inputNames = labels.toArray(String[]::new);
    values = new double[Math.max(most, inputs.size())];
  }

  private static Recorded[] recorded(Indicator[] all, List<String> labels) {
    List<Recorded> kept = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (Indicator indicator : all) {
      boolean isOwn = IndicatorOrigin.isOwn(indicator);
      for (int output = 0; output < indicator.outputs(); output++) {
        String label = label(indicator, output);
        if (isOwn || !known.contains(label)) {
          labels.add(free(label, labels));
          kept.add(new Recorded(indicator, output));
        }
        if (!isOwn) {
          known.add(label);
        }
      }
    }
    return kept.toArray(Recorded[]::new);
  }

  /// The name, or the name with the first number that makes it one of its own.
  private static String free(String name, List<String> taken) {
    String free = name;
    for (int number = 2; taken.contains(free); number++) {
      free = name + "#" + number;
    }
    return free;
  }

  static String label(Indicator indicator, int output) {
    return indicator.outputs() == 1
        ? indicator.name()
        : indicator.name() + "." + indicator.outputName(output);
  }

  /// Feeds the instrument's new bar.
  void update(int instrument) {
    source.update(instrument);
    if (indicators[instrument].length == 0) {
      return;
    }
    long open = market.open(instrument);
    long high = market.high(instrument);
    long low = market.low(instrument);
    long close = market.close(instrument);
    long volume = market.volume(instrument);
    int fed = 0;
    try {
      for (Indicator indicator : indicators[instrument]) {
        indicator.update(open, high, low, close, volume);
        fed++;
      }
    } catch (ArithmeticException e) {
      String name = indicators[instrument][fed].name();
      throw BeyondRange.of(name, market.instrument(instrument).symbol(), high, e);
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
    for (ColumnSeries one : series[instrument]) {
      if (market.barIndex(instrument) < one.column().firstReady()) {
        return false;
      }
    }
    isWarm[instrument] = true;
    return true;
  }

  void rescale(int instrument, long newShares, long oldShares) {
    source.rescale(instrument, newShares, oldShares);
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
      for (Recorded one : recorded[instrument]) {
        values[count++] = one.indicator().value(one.output());
      }
      for (ColumnSeries one : series[instrument]) {
        values[count++] = one.value();
      }
    } else if (instrument >= 0) {
      return 0;
    }
    return collectInputs(count);
  }

  /// Collects the strategy's own inputs into [#values], from an index on.
  ///
  /// @return the index after them
  int collectInputs(int at) {
    int count = at;
    for (Input input : inputs) {
      values[count++] = input.value();
    }
    return count;
  }

  /// The columns of an instrument's series, `[series][bar]`.
  double[][] columns(int instrument) {
    if (columns[instrument] == null) {
      columns[instrument] =
          registeredSeries.get(instrument).stream()
              .map(one -> one.column().values())
              .toArray(double[][]::new);
    }
    return columns[instrument];
  }

  /// Index of the first bar at which all series of an instrument have a value.
  int firstReady(int instrument) {
    return firstReady[instrument];
  }

  double[] values() {
    return values;
  }

  String[] names(int instrument) {
    return instrument >= 0 ? names[instrument] : inputNames;
  }
}
