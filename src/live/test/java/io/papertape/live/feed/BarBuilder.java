package io.papertape.live.feed;

import java.util.function.Consumer;

/// Makes bars of trades, by the venue's time. An interval without a trade is an EMPTY bar: it
/// states the previous close, no volume and no trades. Before the first trade there is no bar,
/// because there is no price to state.
///
/// Owned by one thread. What it cannot know is whether trades were missed: after a gap, [#forget]
/// starts anew, and the bars of the gap are fetched from the venue.
public final class BarBuilder {
  /// Most bars that one trade may end; a trade whose time is further ahead has a wrong time, or
  /// comes after an outage that nobody told of.
  static final long MOST_BARS_AHEAD = 100_000;

  private final String symbol;
  private final long barNanos;
  private final Consumer<FeedEvent.BarState> bars;

  private boolean hasPrice;
  private long openNanos;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long trades;

  /// @param barNanos length of a bar; bars begin at multiples of it since 1970
  /// @param bars     is told each finished bar, oldest first
  public BarBuilder(String symbol, long barNanos, Consumer<FeedEvent.BarState> bars) {
    if (barNanos <= 0) {
      throw new IllegalArgumentException(
          "Bar has no length: barNanos=%d. Give a positive length.".formatted(barNanos));
    }
    this.symbol = symbol;
    this.barNanos = barNanos;
    this.bars = bars;
  }

  /// Adds a trade and tells the bars that ended before it. Trades of one bar count in the order of
  /// their coming. False if the trade is in no bar: its bar was told already, or lies more than
  /// 100 000 bars ahead.
  public boolean add(FeedEvent.Trade trade) {
    long start = Math.floorDiv(trade.venueNanos(), barNanos) * barNanos;
    if (hasPrice && (start < openNanos || (start - openNanos) / barNanos > MOST_BARS_AHEAD)) {
      return false;
    }
    if (hasPrice) {
      advanceTo(trade.venueNanos());
    } else {
      hasPrice = true;
      openNanos = start;
    }
    if (trades == 0) {
      open = trade.price();
      high = trade.price();
      low = trade.price();
    }
    high = Math.max(high, trade.price());
    low = Math.min(low, trade.price());
    close = trade.price();
    volume = Math.addExact(volume, trade.quantity());
    trades++;
    return true;
  }

  /// Tells the bars that end at or before a moment of the venue's time.
  public void advanceTo(long venueNanos) {
    while (hasPrice && openNanos + barNanos <= venueNanos) {
      bars.accept(finished());
      openNanos += barNanos;
      open = close;
      high = close;
      low = close;
      volume = 0;
      trades = 0;
    }
  }

  /// Forgets the bar under way and the price before it: trades may have been missed.
  public void forget() {
    hasPrice = false;
    volume = 0;
    trades = 0;
  }

  private FeedEvent.BarState finished() {
    return new FeedEvent.BarState(
        symbol,
        openNanos + barNanos,
        openNanos,
        openNanos + barNanos,
        open,
        high,
        low,
        close,
        volume,
        trades,
        true);
  }
}
