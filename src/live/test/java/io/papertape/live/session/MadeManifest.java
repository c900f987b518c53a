package io.papertape.live.session;

import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Manifests of sessions under the usual assumptions.
final class MadeManifest {
  private MadeManifest() {}

  /// @param startNanos when the session begins, in engine time and by the clock
  static SessionManifest of(
      String strategy, String feed, long startNanos, List<TapeInstrument> instruments) {
    return new SessionManifest(
        1,
        1,
        "test",
        strategy,
        new TreeMap<>(),
        new TreeMap<>(),
        feed,
        Optional.empty(),
        startNanos,
        startNanos,
        instruments,
        Assumptions.papertape(),
        RiskLimits.NONE,
        SequencerSettings.DEFAULT,
        SessionManifest.Recovery.RESUME);
  }
}
