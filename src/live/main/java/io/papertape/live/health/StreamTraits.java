package io.papertape.live.health;

/// What a venue promises of a stream.
///
/// @param isNumbered   its numbers, or the ids of its trades, rise by one: one that is left out
///     is lost
/// @param healsItself  a gap is over with the next event in order, as nothing will fill it
public record StreamTraits(boolean isNumbered, boolean healsItself) {
  /// Best bid and ask without promise: each quote is whole.
  public static final StreamTraits QUOTES = new StreamTraits(false, true);

  /// Trades with ids that rise by one.
  public static final StreamTraits NUMBERED_TRADES = new StreamTraits(true, false);

  /// The same where nobody fetches those that were left out: the loss is told once, and over with
  /// the next trade.
  public static final StreamTraits TOLD_TRADES = new StreamTraits(true, true);

  /// Trades without such ids.
  public static final StreamTraits TRADES = new StreamTraits(false, false);

  /// Bars.
  public static final StreamTraits BARS = new StreamTraits(false, true);
}
