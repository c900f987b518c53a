package io.papertape.order;

/// How long an order works.
///
/// @param kind       what ends it
/// @param untilNanos last moment it may fill under [Kind#GTD], inclusive; 0 otherwise
public record TimeInForce(Kind kind, long untilNanos) {
  /// The five kinds known to every venue.
  public enum Kind {
    /// Good till cancelled.
    GTC,
    /// Until the close of the session in which it arrives.
    DAY,
    /// Good till a moment.
    GTD,
    /// Immediate or cancel: what does not fill at the first opportunity is cancelled.
    IOC,
    /// Fill or kill: all at the first opportunity, or nothing.
    FOK
  }

  public static final TimeInForce GTC = new TimeInForce(Kind.GTC, 0);
  public static final TimeInForce DAY = new TimeInForce(Kind.DAY, 0);
  public static final TimeInForce IOC = new TimeInForce(Kind.IOC, 0);
  public static final TimeInForce FOK = new TimeInForce(Kind.FOK, 0);

  public TimeInForce {
    if ((kind == Kind.GTD) != (untilNanos != 0)) {
      throw new IllegalArgumentException(
          "Time in force does not fit its end: kind=%s, untilNanos=%d. Give an end with GTD only."
              .formatted(kind, untilNanos));
    }
  }

  public static TimeInForce until(long nanos) {
    return new TimeInForce(Kind.GTD, nanos);
  }
}
