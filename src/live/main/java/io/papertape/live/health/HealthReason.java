package io.papertape.live.health;

/// Why market data are what they are. Codes are in journals and numbers on tapes; neither ever
/// changes.
public enum HealthReason {
  /// Nothing is wrong.
  HEALTHY(0, "healthy"),
  /// Nothing has come yet.
  STARTING(1, "starting"),
  /// The connection is gone.
  DISCONNECTED(2, "disconnected"),
  /// The venue says that it is in maintenance.
  MAINTENANCE(3, "maintenance"),
  /// Numbers are missing in the stream.
  SEQUENCE_GAP(4, "sequence-gap"),
  /// The venue's times leave out more than the stream ever did.
  TIME_GAP(5, "time-gap"),
  /// The stream is silent for longer than its own rhythm explains.
  STALL(6, "stall"),
  /// It came before.
  DUPLICATE(7, "duplicate"),
  /// Something newer came before it.
  OUT_OF_ORDER(8, "out-of-order"),
  /// It was long on its way.
  LATE(9, "late"),
  /// The best bid is above the best ask.
  CROSSED_BOOK(10, "crossed-book"),
  /// The price is nowhere near the recent ones.
  BAD_TICK(11, "bad-tick"),
  /// A price or quantity that nothing can have.
  IMPOSSIBLE(12, "impossible"),
  /// The venue's clock and ours are far apart.
  CLOCK_OFFSET(13, "clock-offset"),
  /// The venue's clock or ours has jumped.
  CLOCK_STEP(14, "clock-step"),
  /// The book does not have the venue's checksum.
  CHECKSUM(15, "checksum"),
  /// A bar that is due has not come.
  MISSING_BAR(16, "missing-bar"),
  /// Bars that were missing are told afterwards.
  BACKFILL(17, "backfill"),
  /// A bar that was told before came again and differs.
  REVISED_BAR(18, "revised-bar"),
  /// The process was not running.
  OUTAGE(19, "outage"),
  /// The session is behind: what it takes now came some time ago.
  LAG(20, "lag"),
  /// The venue does not send it, though it was asked to.
  REFUSED(21, "refused"),
  /// Nobody bids, or nobody asks: there is no price to act on.
  EMPTY_SIDE(22, "empty-side");

  private final int number;
  private final String code;

  HealthReason(int number, String code) {
    this.number = number;
    this.code = code;
  }

  public int number() {
    return number;
  }

  /// Code in journals, on screens and in REST.
  public String code() {
    return code;
  }

  public static HealthReason of(int number) {
    for (HealthReason one : values()) {
      if (one.number == number) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "Unknown reason: number=%d. A later version wrote it; use that one.".formatted(number));
  }
}
