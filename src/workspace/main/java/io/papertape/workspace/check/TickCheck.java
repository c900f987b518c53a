package io.papertape.workspace.check;

import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.Session;
import io.papertape.market.TradeTickColumns;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.StoredTicks;
import java.time.LocalDate;
import java.util.Optional;

/// What a series of quotes or trade ticks looks like.
///
/// @param isIntact        the files have the hash that was stored with them
/// @param backward        rows before the one ahead of them
/// @param impossible      quotes whose ask is below their bid, prices of zero or below
/// @param largestGapNanos longest time between two rows
/// @param afterGapNanos   when it ended
/// @param outside         rows outside the sessions of its calendar, as far as that knows them: no
///     error, a feed can go on before and after the session
/// @param firstOutsideNanos the first of them; 0 if there is none
public record TickCheck(
    boolean isIntact,
    long backward,
    long impossible,
    long largestGapNanos,
    long afterGapNanos,
    long outside,
    long firstOutsideNanos) {
  /// Reads the series twice: once for its hash.
  public static TickCheck of(DataStore store, DataSet set, Series series) {
    Counting counting = new Counting(TradingCalendar.byName(series.instrument().calendar()));
    if (series.resolution().equals(Resolution.QUOTE)) {
      StoredTicks<QuoteColumns> quotes = store.quotes(set, series);
      counting.quotes(quotes);
      return counting.result(quotes.contentHash().equals(series.hash()));
    }
    StoredTicks<TradeTickColumns> trades = store.trades(set, series);
    counting.trades(trades);
    return counting.result(trades.contentHash().equals(series.hash()));
  }

  /// True if a run may rely on the series.
  public boolean sound() {
    return isIntact && backward == 0 && impossible == 0;
  }

  private static final class Counting {
    private final TradingCalendar calendar;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;
    private boolean isClosed;
    private long outside;
    private long firstOutside;
    private long last = Long.MIN_VALUE;
    private long backward;
    private long impossible;
    private long largestGap;
    private long afterGap;

    Counting(TradingCalendar calendar) {
      this.calendar = calendar;
    }

    void quotes(PagedHistory<QuoteColumns> quotes) {
      try (PagedHistory.Pages<QuoteColumns> pages = quotes.pages()) {
        for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
          for (int i = 0; i < page.size(); i++) {
            time(page.timeNanos()[i]);
            boolean isPossible =
                page.bid()[i] > 0
                    && page.ask()[i] >= page.bid()[i]
                    && page.bidSize()[i] >= 0
                    && page.askSize()[i] >= 0;
            impossible += isPossible ? 0 : 1;
          }
        }
      }
    }

    void trades(PagedHistory<TradeTickColumns> trades) {
      try (PagedHistory.Pages<TradeTickColumns> pages = trades.pages()) {
        for (TradeTickColumns page = pages.next(); page.size() > 0; page = pages.next()) {
          for (int i = 0; i < page.size(); i++) {
            time(page.timeNanos()[i]);
            impossible += page.price()[i] > 0 && page.quantity()[i] >= 0 ? 0 : 1;
          }
        }
      }
    }

    private void time(long nanos) {
      if (nanos < last) {
        backward++;
      } else if (last != Long.MIN_VALUE && nanos - last > largestGap) {
        largestGap = nanos - last;
        afterGap = nanos;
      }
      last = nanos;
      if (nanos < from || nanos >= until) {
        look(nanos);
      }
      if (isClosed) {
        firstOutside = outside == 0 ? nanos : firstOutside;
        outside++;
      }
    }

    /// Whether the market is open at a moment, and from when to when that is so.
    private void look(long nanos) {
      LocalDate date = calendar.dateOf(nanos);
      boolean isKnown = !date.isBefore(calendar.firstDay());
      Optional<Session> open = isKnown ? calendar.sessionAt(nanos) : Optional.empty();
      isClosed = isKnown && open.isEmpty();
      from = open.map(Session::openNanos).orElse(nanos);
      until =
          open.map(Session::closeNanos).orElseGet(() -> isClosed ? opening(date, nanos) : nanos);
    }

    private long opening(LocalDate date, long nanos) {
      return calendar
          .session(date)
          .filter(today -> nanos < today.openNanos())
          .orElseGet(() -> calendar.nextSession(date))
          .openNanos();
    }

    TickCheck result(boolean isIntact) {
      return new TickCheck(
          isIntact, backward, impossible, largestGap, afterGap, outside, firstOutside);
    }
  }
}
