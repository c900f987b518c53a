package io.papertape.live.health;

/// What a venue promises of a stream.
///
/// @param isNumbered   its numbers, or the ids of its trades, rise by one: one that is left out
///     is lost
/// @param healsItself  each event is the whole state, so that after a gap the next one is right
public record StreamTraits(boolean isNumbered, boolean healsItself) {
  /// Best bid and ask without promise: each quote is whole.
  public static final StreamTraits QUOTES = new StreamTraits(false, true);

  /// Trades with ids that rise by one.
  public static final StreamTraits NUMBERED_TRADES = new StreamTraits(true, false);

  /// Trades without such ids.
  public static final StreamTraits TRADES = new StreamTraits(false, false);

  /// Bars.
  public static final StreamTraits BARS = new StreamTraits(false, true);
}
