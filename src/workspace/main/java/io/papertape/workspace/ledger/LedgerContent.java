package io.papertape.workspace.ledger;

import java.util.List;
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
}
