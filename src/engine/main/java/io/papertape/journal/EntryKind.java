package io.papertape.journal;

import java.util.Optional;

/// The closed set of entry kinds.
public enum EntryKind {
  HEADER("header"),
  MARKET_GAP("market-gap"),
  CORPORATE_ACTION("corporate-action"),
  DECISION("decision"),
  HOLD("hold"),
  VETO("veto"),
  ORDER("order"),
  ORDER_STATE("order-state"),
  FILL("fill"),
  CASH("cash"),
  OPERATOR("operator"),
  FAILURE("failure"),
  SEAL("seal");

  private final String text;

  EntryKind(String text) {
    this.text = text;
  }

  /// The text in the journal.
  public String text() {
    return text;
  }

  public static Optional<EntryKind> of(String text) {
    for (EntryKind kind : values()) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
