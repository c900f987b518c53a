package io.papertape.live.simulate;

import io.papertape.live.session.LiveFeed;
import io.papertape.live.session.SnapshotPlan;
import io.papertape.live.tape.Disk;
import io.papertape.live.transport.ModelClient;
import io.papertape.strategy.Strategy;
import java.util.List;

/// Where a test can put a broken part into a simulated session, to see that the simulator finds it.
class Doubles {
  /// Everything is as it is.
  static final Doubles NONE = new Doubles();

  /// Venues that a scenario draws of.
  List<Dialect> dialects() {
    return Dialects.all();
  }

  /// What goes wrong at venues.
  List<VenueFault> faults() {
    return List.of(VenueFault.values());
  }

  Scenario scenario(Scenario drawn) {
    return drawn;
  }

  Disk tape(Disk real) {
    return real;
  }

  Disk record(Disk real) {
    return real;
  }

  SnapshotPlan snapshots(SnapshotPlan real) {
    return real;
  }

  LiveFeed feed(LiveFeed real) {
    return real;
  }

  ModelClient models(ModelClient real) {
    return real;
  }

  Strategy strategy(Strategy real) {
    return real;
  }
}
