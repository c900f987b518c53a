package io.papertape.market;

import java.util.Arrays;
import java.util.List;

/// Walks through the bars, quotes and trade ticks of several instruments in the order in which
/// they became known; ties in the order of the instruments.
public final class HistoryCursor {
  static final long AT_END = Long.MAX_VALUE;

  private final BarColumns[] columns;
  private final QuoteCursor[] quotes;
  private final TradeTickCursor[] ticks;
  private final BarHistory[] histories;

  /// When the next bar of each instrument becomes known, unless they are aligned.
  private final long[] nextNanos;

  private final boolean isAligned;
  private final QuoteStretch stretch = new QuoteStretch();
  private long next;

  public HistoryCursor(BarColumns... columns) {
    this(columns, List.of(), List.of());
  }

  /// @param quotes quotes of each instrument; empty if there are none at all
  /// @param ticks  trade ticks of each instrument; empty if there are none at all
  public HistoryCursor(
      BarColumns[] columns,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> ticks) {
    this.columns = columns.clone();
    this.quotes = quotes.stream().map(QuoteCursor::new).toArray(QuoteCursor[]::new);
    this.ticks = ticks.stream().map(TradeTickCursor::new).toArray(TradeTickCursor[]::new);
    int count = columns.length;
    histories = new BarHistory[count];
    nextNanos = new long[count];
    for (int i = 0; i < count; i++) {
      histories[i] = new BarHistory(columns[i]);
      nextNanos[i] = columns[i].size() == 0 ? AT_END : columns[i].closeTimeNanos()[0];
    }
    isAligned = this.quotes.length + this.ticks.length == 0 && haveBarsTogether(this.columns);
    lookAhead();
  }

  private static boolean haveBarsTogether(BarColumns[] columns) {
    for (BarColumns one : columns) {
      if (!one.closesWith(columns[0])) {
        return false;
      }
    }
    return columns.length > 0 && columns[0].size() > 0;
  }

  /// When the next event becomes known; [Long#MAX_VALUE] at the end.
  public long nextNanos() {
    return next;
  }

  /// Finds out what comes next, and whether it is quotes of one instrument alone.
  private void lookAhead() {
    long other = AT_END;
    for (long nanos : nextNanos) {
      other = Math.min(other, nanos);
    }
    for (TradeTickCursor one : ticks) {
      other = Math.min(other, one.nextNanos());
    }
    long quote = AT_END;
    int quoted = 0;
    for (int i = 0; i < quotes.length; i++) {
      long nanos = quotes[i].nextNanos();
      if (nanos < quote) {
        other = Math.min(other, quote);
        quote = nanos;
        quoted = i;
      } else {
        other = Math.min(other, nanos);
      }
    }
    next = Math.min(quote, other);
    if (quote < other) {
      stretch.set(quoted, quotes[quoted].page(), quotes[quoted].row(), other);
    } else {
      stretch.clear();
    }
  }

  /// The quotes that come next, if they come alone. [#passQuotes] moves past them.
  public QuoteStretch stretch() {
    return stretch;
  }

  /// Passes over quotes of the stretch: who calls this has shown each of them to the market.
  ///
  /// @param row of the page that comes next
  public void passQuotes(int row) {
    quotes[stretch.instrument()].passTo(row);
    lookAhead();
  }

  /// Applies the events of the next moment: at most one quote and one trade tick an instrument;
  /// what is left of the same time makes further moments, and bars come with the last of them.
  public void advance(MutableMarket market) {
    market.beginMoment(next);
    if (isAligned) {
      takeAlignedBars(market);
      return;
    }
    if (quotes.length + ticks.length == 0 || !hasMoreTicks(market, next)) {
      takeBars(market, next);
    }
    lookAhead();
  }

  /// The times of one instrument are those of all.
  private void takeAlignedBars(MutableMarket market) {
    for (int i = 0; i < histories.length; i++) {
      market.nextBar(i);
      histories[i].advance();
    }
    next = closeTime(histories[0].size());
  }

  /// When a bar of aligned instruments closes.
  private long closeTime(int bar) {
    return bar < columns[0].size() ? columns[0].closeTimeNanos()[bar] : AT_END;
  }

  private boolean hasMoreTicks(MutableMarket market, long nanos) {
    boolean hasMoreQuotes = takeQuotes(market, nanos);
    boolean hasMoreTicks = takeTicks(market, nanos);
    return hasMoreQuotes || hasMoreTicks;
  }

  private void takeBars(MutableMarket market, long nanos) {
    for (int i = 0; i < nextNanos.length; i++) {
      if (nextNanos[i] == nanos) {
        take(market, i);
      }
    }
  }

  private boolean takeQuotes(MutableMarket market, long nanos) {
    boolean isMoreToCome = false;
    for (int i = 0; i < quotes.length; i++) {
      if (quotes[i].nextNanos() == nanos) {
        quotes[i].take(market, i);
        isMoreToCome |= quotes[i].nextNanos() == nanos;
      }
    }
    return isMoreToCome;
  }

  private boolean takeTicks(MutableMarket market, long nanos) {
    boolean isMoreToCome = false;
    for (int i = 0; i < ticks.length; i++) {
      if (ticks[i].nextNanos() == nanos) {
        ticks[i].take(market, i);
        isMoreToCome |= ticks[i].nextNanos() == nanos;
      }
    }
    return isMoreToCome;
  }

  private void take(MutableMarket market, int instrument) {
    market.nextBar(instrument);
    int following = histories[instrument].advance() + 1;
    BarColumns bars = columns[instrument];
    nextNanos[instrument] = following < bars.size() ? bars.closeTimeNanos()[following] : AT_END;
  }

  /// Restates an instrument's history for a split that takes effect before its next bar.
  public void split(int instrument, long newShares, long oldShares) {
    histories[instrument].split(newShares, oldShares);
  }

  /// The bars of an instrument up to now.
  public BarHistory history(int instrument) {
    return histories[instrument];
  }

  /// True if all instruments have a bar at each moment, and there are no quotes or trade ticks.
  public boolean isAligned() {
    return isAligned;
  }

  /// Passes over bars of aligned instruments: the bar at an index is the next to come.
  public void skipTo(MutableMarket market, int bar) {
    market.skipTo(bar - 1);
    for (BarHistory history : histories) {
      history.skipTo(bar - 1);
    }
    next = closeTime(bar);
  }

  /// Times of all moments to come, of aligned instruments.
  public long[] knownTimes() {
    long[] times = columns[0].closeTimeNanos();
    return times.length == columns[0].size() ? times : Arrays.copyOf(times, columns[0].size());
  }

  /// Gives back what the walks over quotes and trade ticks hold.
  public void close() {
    for (QuoteCursor one : quotes) {
      one.close();
    }
    for (TradeTickCursor one : ticks) {
      one.close();
    }
  }
}
