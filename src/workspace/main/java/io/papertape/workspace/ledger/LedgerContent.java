package io.papertape.workspace.ledger;

import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a ledger file held when it was read.
///
/// @param entries entries of the chain, verified, up to the first fault
/// @param root    Merkle root of those entries, 64 hex digits
/// @param fault   what is wrong with the chain, if anything is; names the entry
/// @param torn    a last line without its line feed, which a crash left; the next append moves it
public record LedgerContent(
    List<LedgerEntry> entries, String root, Optional<String> fault, Optional<String> torn) {
  public LedgerContent {
    entries = List.copyOf(entries);
  }

  /// The first that is said of each run and session that is sealed: that stays the truth, whatever
  /// was added later.
  public Map<String, RunSealed> sealedRuns() {
    Map<String, RunSealed> sealed = new LinkedHashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.event() instanceof RunSealed run) {
        sealed.putIfAbsent(run.run(), run);
      }
    }
    return sealed;
  }
}
