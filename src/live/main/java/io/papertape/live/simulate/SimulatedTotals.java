package io.papertape.live.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What many simulated sessions came to together.
public final class SimulatedTotals {
  private final Map<String, Long> faults = new TreeMap<>();
  private final List<SimulatedOutcome> failures = new ArrayList<>();
  private long sessions;
  private double days;
  private long events;
  private long lives;
  private long crashes;
  private long halts;
  private long snapshots;
  private long resumed;
  private long entries;
  private long orders;
  private long fills;

  public void add(SimulatedOutcome outcome) {
    sessions++;
    days += outcome.days();
    events += outcome.events();
    lives += outcome.lives();
    crashes += outcome.crashes();
    halts += outcome.halts();
    snapshots += outcome.snapshots();
    resumed += outcome.resumed();
    entries += outcome.entries();
    orders += outcome.orders();
    fills += outcome.fills();
    outcome.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    if (outcome.failure().isPresent()) {
      failures.add(outcome);
    }
  }

  /// Those in which something did not hold.
  public List<SimulatedOutcome> failures() {
    return List.copyOf(failures);
  }

  /// Faults that struck, by kind.
  public Map<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  /// Counts by name, in reading order; a name is a key of the JSON too.
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("sessions", sessions);
    counts.put("days", (long) days);
    counts.put("events", events);
    counts.put("lives", lives);
    counts.put("crashes", crashes);
    counts.put("halts", halts);
    counts.put("snapshots", snapshots);
    counts.put("resumed", resumed);
    counts.put("entries", entries);
    counts.put("orders", orders);
    counts.put("fills", fills);
    counts.put("failures", (long) failures.size());
    return counts;
  }
}
