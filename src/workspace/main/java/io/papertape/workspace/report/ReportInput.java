package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTrip;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that the report of a run shows.
///
/// @param parameters parameters in force, as text by name
/// @param notes      what a reader must know, such as the window a model was trained on
/// @param bars       history of each instrument, in the same order
/// @param roundTrips closed ones, in order of exit
/// @param audit      what a look-ahead audit found, in sentences; empty if there was none
public record ReportInput(
    RunFacts run,
    SortedMap<String, String> parameters,
    List<String> notes,
    Assumptions assumptions,
    RiskLimits limits,
    PerformanceReport performance,
    List<Instrument> instruments,
    List<BarColumns> bars,
    FillLog fills,
    List<RoundTrip> roundTrips,
    FillSensitivity sensitivity,
    List<String> audit) {

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

  /// Currency of the account.
  String currency() {
    return instruments.getFirst().currency();
  }
}
