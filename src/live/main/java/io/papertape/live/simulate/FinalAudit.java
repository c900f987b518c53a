package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.live.session.SessionVerifier;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;

/// What must hold of a session that has ended: its journal alone, its tape beside the markets as
/// they were, and the two beside each other, when the tape is run in one go.
record FinalAudit(long moments, long missingBars, long entries, long orders, long fills) {
  static final FinalAudit NONE = new FinalAudit(0, 0, 0, 0, 0);

  private static final String JOURNAL = "journal.jsonl";

  /// @param calmBars closes of bars that nothing kept from coming in time, by instrument
  static FinalAudit of(
      Scenario scenario,
      FaultyDevice device,
      List<Market> markets,
      RunningAudit running,
      List<Set<Long>> calmBars,
      Doubles doubles) {
    byte[] bytes = device.record().bytes(JOURNAL);
    require(device.record().isDurable(JOURNAL), "End of the journal is not durable");
    JournalAudit journal = running.whole(bytes, bytes.length);
    require(journal.isSealed(), "Journal is not sealed: entries=%d", journal.entries());
    TapeAudit tape = TapeAudit.of(scenario, device.tape(), markets);
    tape.requireInTime(calmBars);
    checkTwin(scenario, device, bytes, journal.entries(), doubles);
    return new FinalAudit(
        tape.moments(), tape.missingBars(), journal.entries(), journal.orders(), journal.fills());
  }

  private static void checkTwin(
      Scenario scenario, FaultyDevice device, byte[] journal, long entries, Doubles doubles) {
    SessionVerifier.Comparison twin =
        SessionVerifier.verify(
            scenario.manifest(),
            device.tape(),
            new ByteArrayInputStream(journal),
            doubles.strategy(ModelPlan.trader(scenario)));
    require(
        twin.isIdentical() && twin.missing() == 0 && twin.entries() == entries && twin.isSealed(),
        "Uninterrupted twin has another journal: %s",
        twin);
  }
}
