package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.Series;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.FillLog;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that the report of a run shows.
///
/// @param parameters parameters in force, as text by name
/// @param notes      what a reader must know, such as the window a model was trained on
/// @param moments    equity at each moment, of a run so short that the ends of days hide its course
/// @param bars       history of each instrument, in the same order
/// @param volume     where a cap on our part of it can hold
/// @param roundTrips closed ones, in order of exit
/// @param audit      what a look-ahead audit found, in sentences; empty if there was none
public record ReportInput(
    RunFacts run,
    SortedMap<String, String> parameters,
    List<String> notes,
    Assumptions assumptions,
    RiskLimits limits,
    PerformanceReport performance,
    Optional<Series> moments,
    List<Instrument> instruments,
    List<BarColumns> bars,
    VolumeCap volume,
    FillLog fills,
    List<RoundTrip> roundTrips,
    FillSensitivity sensitivity,
    List<String> audit) {

  /// Runs of more days are drawn by their ends.
  private static final int MANY_DAYS = 20;

  public ReportInput {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    notes = List.copyOf(notes);
    audit = List.copyOf(audit);
    instruments = List.copyOf(instruments);
    bars = List.copyOf(bars);
    roundTrips = List.copyOf(roundTrips);
    if (instruments.isEmpty() || instruments.size() != bars.size()) {
      throw new IllegalArgumentException(
          "Bars do not fit the instruments: instruments=%d, bars=%d. Give one history each."
              .formatted(instruments.size(), bars.size()));
    }
  }

  /// What the ends of days would hide; empty if they are enough.
  public static Optional<Series> moments(EquityCurve curve, PerformanceReport performance) {
    Series days = performance.equity();
    if (days.size() > MANY_DAYS || curve.size() <= days.size()) {
      return Optional.empty();
    }
    long[] times = new long[curve.size() + 1];
    double[] values = new double[times.length];
    times[0] = days.timeNanos()[0]; // start of the account
    values[0] = days.values()[0];
    System.arraycopy(curve.times(), 0, times, 1, curve.size());
    System.arraycopy(curve.values(), 0, values, 1, curve.size());
    return Optional.of(new Series(times, values));
  }

  /// How close together the points of its charts are.
  String cadence() {
    if (moments.isEmpty()) {
      return "At the end of each day";
    }
    return volume.isOnTicks() ? "At the end of each minute" : "At each moment of the run";
  }

  /// Currency of the account.
  String currency() {
    return instruments.getFirst().currency();
  }
}
