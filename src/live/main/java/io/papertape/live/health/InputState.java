package io.papertape.live.health;

/// What may be done with an instrument's market data. The numbers are on tapes and never change.
public enum InputState {
  /// Whole and fresh: decisions may rest on it.
  LIVE(0),
  /// Nothing is wrong with what came, but it is old: no new orders.
  STALE(1),
  /// Something is missing or cannot be right: no new orders.
  BROKEN(2),
  /// Bars fetched afterwards are being told: indicators warm up, no new orders.
  BACKFILLED(3);

  private final int number;

  InputState(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// True if decisions may rest on it.
  public boolean isTradable() {
    return this == LIVE;
  }

  public static InputState of(int number) {
    for (InputState one : values()) {
      if (one.number == number) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "Unknown state of an input: number=%d. A later version wrote it; use that one."
            .formatted(number));
  }
}
