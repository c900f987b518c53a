package io.papertape.workspace.ledger;

import java.time.Instant;

/// One line of the ledger.
///
/// @param seq          number of the entry, from 0 without a gap
/// @param prevHex      leaf hash of the line before, 64 hex digits; zeros at first
/// @param time         wall time of the append
/// @param event        what happened
/// @param leafHex      leaf hash of this line, SHA-256(0x00 ‖ line without its line feed)
public record LedgerEntry(
    long seq, String prevHex, Instant time, LedgerEvent event, String leafHex) {}
