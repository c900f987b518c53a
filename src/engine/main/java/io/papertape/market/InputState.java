package io.papertape.market;

/// How far an instrument's prices can be relied on now; history is always live.
public enum InputState {
  LIVE("live"),
  /// What comes was fetched after a gap: it warms indicators up, and decides nothing.
  BACKFILLED("backfilled"),
  /// Nothing has come for longer than the stream's own rhythm explains.
  STALE("stale"),
  /// What comes contradicts itself: a gap in the sequence, a crossed book.
  BROKEN("broken");

  private final String code;

  InputState(String code) {
    this.code = code;
  }

  /// The stable text in journals and tables.
  public String code() {
    return code;
  }
}
