package io.papertape.live.venue;

import java.util.OptionalLong;

/// One stream of market data that a session asks of a venue.
///
/// @param symbol   as the venue spells it
/// @param barNanos length of the bars, present for [Kind#BARS] alone
public record Stream(Kind kind, String symbol, OptionalLong barNanos) {
  /// What is streamed.
  public enum Kind {
    TRADES,
    TOP_OF_BOOK,
    BOOK,
    BARS
  }

  public Stream {
    if ((kind == Kind.BARS) != barNanos.isPresent()) {
      throw new IllegalArgumentException(
          "Stream of %s with barNanos=%s. Give a length for bars, and for nothing else."
              .formatted(kind, barNanos));
    }
  }

  public static Stream of(Kind kind, String symbol) {
    return new Stream(kind, symbol, OptionalLong.empty());
  }

  public static Stream bars(String symbol, long barNanos) {
    return new Stream(Kind.BARS, symbol, OptionalLong.of(barNanos));
  }
}
