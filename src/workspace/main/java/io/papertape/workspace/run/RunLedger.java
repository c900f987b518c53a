package io.papertape.workspace.run;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.time.Clock;
import java.util.function.Consumer;

/// Puts finished runs into the ledger, once each: a run made again adds nothing, and one whose
/// entry a crash prevented is added when it is made again. What came out otherwise than the run on
/// disk was never sealed, so it has no entry.
public final class RunLedger {
  private RunLedger() {}

  /// @param clock   gives the entry's wall time
  /// @param notices takes a sentence if a torn line had to be moved
  /// @return true if an entry was added
  public static boolean record(
      Workspace workspace, Backtest.Outcome outcome, Clock clock, Consumer<String> notices) {
    if (outcome.parting().isPresent()) {
      return false;
    }
    Ledger ledger = Ledger.in(workspace, notices);
    RunSealed sealed =
        new RunSealed(
            outcome.folder().id(),
            outcome.run().manifest().hash(),
            outcome.run().result().root(),
            RunSealed.Status.of(outcome.run().status()).orElseThrow());
    return ledger.appendOnce(sealed, clock).isPresent();
  }
}
