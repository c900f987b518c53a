package io.papertape.live.feed;

import java.util.function.Consumer;

/// Makes bars of trades, by the venue's time, to hold decoded trades against bars that others made
/// of them. An interval without a trade is an EMPTY bar: it states the previous close, no volume
/// and no trades. Before the first trade there is no bar.
public final class BarBuilder {
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
    this.symbol = symbol;
    this.barNanos = barNanos;
    this.bars = bars;
  }

  /// Adds a trade and tells the bars that ended before it.
  public void add(FeedEvent.Trade trade) {
    if (hasPrice) {
      advanceTo(trade.venueNanos());
    } else {
      hasPrice = true;
      openNanos = Math.floorDiv(trade.venueNanos(), barNanos) * barNanos;
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
