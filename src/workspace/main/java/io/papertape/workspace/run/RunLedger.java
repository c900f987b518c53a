package io.papertape.workspace.run;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.time.Clock;
import java.util.function.Consumer;

/// Puts finished runs into the ledger, once each: a run made again adds nothing, and one whose
/// entry a crash prevented is added when it is made again.
public final class RunLedger {
  private RunLedger() {}

  /// @param clock   gives the entry's wall time
  /// @param notices takes a sentence if a torn line had to be moved
  /// @return true if the run was not there yet
  public static boolean record(
      Workspace workspace, Backtest.Outcome outcome, Clock clock, Consumer<String> notices) {
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
