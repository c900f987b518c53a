package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Holds the inputs of a run that begins later against those of the run itself, each from its
/// first value on: what a strategy answers before is no warm-up of that input, such as the HOLDs
/// of a schedule that is not due.
final class WarmUpComparison implements JournalSink {
  private static final String MOMENT = "*";

  private final RunTrace trace;
  private final Map<String, Double> scales;
  private final Map<String, BarColumns> bars = new TreeMap<>();

  /// Bars known at the first value, by instrument and input.
  private final Map<String, Map<String, Integer>> warmUps = new TreeMap<>();

  /// Instruments of which all inputs have had a value.
  private final Set<String> warm = new TreeSet<>();

  private final Map<String, WarmUpDifference> found;
  private final EvaluationKeys keys = new EvaluationKeys();

  /// @param started the bars of the run that begins later
  /// @param scales  greatest absolute value of each input
  /// @param found   what other starts have found; is updated
  WarmUpComparison(
      RunTrace trace,
      List<Instrument> instruments,
      List<BarColumns> started,
      Map<String, Double> scales,
      Map<String, WarmUpDifference> found) {
    this.trace = trace;
    this.scales = scales;
    this.found = found;
    for (int i = 0; i < instruments.size(); i++) {
      bars.put(instruments.get(i).symbol(), started.get(i));
    }
  }

  /// Greatest absolute value of each input of a sample.
  static Map<String, Double> scales(RunTrace trace) {
    Map<String, Double> scales = new TreeMap<>();
    for (Map<String, String> inputs : trace.sample().values()) {
      inputs.forEach((name, value) -> scales.merge(name, Math.abs(number(value)), Math::max));
    }
    return scales;
  }

  private static double number(String value) {
    return value.equals(JournalLine.NONE) ? 0 : Double.parseDouble(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    JournalLine line = new JournalLine(bytes, offset, length);
    if (!line.isEvaluation() || line.isWarmUp()) {
      return;
    }
    String key = keys.next(line);
    if (!line.hasInputs()) {
      return;
    }
    String symbol = line.instrument();
    Map<String, String> stored = trace.sample().getOrDefault(key, Map.of());
    if (stored.isEmpty() && warm.contains(symbol)) {
      return;
    }
    int known = known(symbol, JournalLine.nanos(line.time()));
    Map<String, String> inputs = line.inputs();
    Map<String, Integer> begun = begun(symbol, inputs, known);
    for (Map.Entry<String, Integer> one : begun.entrySet()) {
      String name = one.getKey();
      if (stored.containsKey(name) && inputs.containsKey(name)) {
        boolean isSettled = known >= (long) WarmUpDifference.SETTLED * one.getValue();
        compare(name, inputs.get(name), stored.get(name), known, isSettled, line);
      }
    }
  }

  /// Inputs of an instrument that have had a value, with the bars that were known at the first.
  private Map<String, Integer> begun(String symbol, Map<String, String> inputs, int known) {
    Map<String, Integer> begun = warmUps.computeIfAbsent(symbol, _ -> new TreeMap<>());
    if (!warm.contains(symbol)) {
      inputs.forEach(
          (name, value) -> {
            if (!value.equals(JournalLine.NONE)) {
              begun.putIfAbsent(name, known);
            }
          });
      if (begun.keySet().containsAll(inputs.keySet())) {
        warm.add(symbol);
      }
    }
    return begun;
  }

  private int known(String symbol, long nanos) {
    if (!symbol.equals(MOMENT)) {
      return FutureChange.knownAt(bars.get(symbol), nanos);
    }
    int most = 0;
    for (BarColumns columns : bars.values()) {
      most = Math.max(most, FutureChange.knownAt(columns, nanos));
    }
    return most;
  }

  private void compare(
      String name, String value, String was, int known, boolean isSettled, JournalLine line) {
    double difference = difference(was, value, scales.getOrDefault(name, 0.0));
    WarmUpDifference one =
        new WarmUpDifference(
            name,
            1,
            difference,
            known,
            isSettled ? difference : Double.NaN,
            JournalLine.nanos(line.time()),
            line.instrument());
    found.merge(name, one, WarmUpComparison::worse);
  }

  private static double difference(String was, String value, double scale) {
    if (was.equals(value)) {
      return 0;
    }
    if (was.equals(JournalLine.NONE) || value.equals(JournalLine.NONE) || scale == 0) {
      return 1;
    }
    return Math.abs(Double.parseDouble(was) - Double.parseDouble(value)) / scale;
  }

  private static WarmUpDifference worse(WarmUpDifference one, WarmUpDifference other) {
    WarmUpDifference larger = other.largest() > one.largest() ? other : one;
    boolean isOtherSettled = !Double.isNaN(other.settled());
    boolean isOtherWorse =
        isOtherSettled && (Double.isNaN(one.settled()) || other.settled() > one.settled());
    WarmUpDifference place =
        Double.isNaN(one.settled()) && Double.isNaN(other.settled())
            ? larger
            : isOtherWorse ? other : one;
    return new WarmUpDifference(
        one.input(),
        one.compared() + other.compared(),
        larger.largest(),
        larger.largestBars(),
        isOtherWorse ? other.settled() : one.settled(),
        place.atNanos(),
        place.instrument());
  }
}
