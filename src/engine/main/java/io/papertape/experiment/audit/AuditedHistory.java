package io.papertape.experiment.audit;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.util.SplittableRandom;

/// What one instrument shows to an audited run.
///
/// @param bars   some or none
/// @param quotes [QuoteColumns#NONE] if there are none
/// @param trades trade ticks; [TradeTickColumns#NONE] if there are none
public record AuditedHistory(
    BarColumns bars, PagedHistory<QuoteColumns> quotes, PagedHistory<TradeTickColumns> trades) {

  /// Bars alone.
  public static AuditedHistory of(BarColumns bars) {
    return new AuditedHistory(bars, QuoteColumns.NONE, TradeTickColumns.NONE);
  }

  /// The same up to a moment, and after it another future. Bars, quotes and trade ticks jump
  /// alike.
  AuditedHistory changed(FutureChange change, long cutNanos, Instrument instrument, long seed) {
    return new AuditedHistory(
        change.apply(bars, cutNanos, instrument.priceStep(), new SplittableRandom(seed)),
        quotes == QuoteColumns.NONE
            ? quotes
            : change.apply(quotes, PageRows.QUOTES, cutNanos, instrument, seed),
        trades == TradeTickColumns.NONE
            ? trades
            : change.apply(trades, PageRows.TRADES, cutNanos, instrument, seed));
  }

  /// What begins at a moment or later.
  AuditedHistory from(long nanos) {
    return new AuditedHistory(
        bars.between(nanos, Long.MAX_VALUE),
        quotes == QuoteColumns.NONE ? quotes : PageRows.QUOTES.from(quotes, nanos),
        trades == TradeTickColumns.NONE ? trades : PageRows.TRADES.from(trades, nanos));
  }

  /// How many bars, quotes and trade ticks are known at a moment, all together.
  long rowsUpTo(long nanos) {
    return FutureChange.knownAt(bars, nanos)
        + PageRows.QUOTES.count(quotes, nanos)
        + PageRows.TRADES.count(trades, nanos);
  }

  /// The last moment after which there is a future to change: the last quote or trade tick, or
  /// without them the last bar; 0 without any.
  long lastNanos() {
    long last = Math.max(PageRows.QUOTES.lastNanos(quotes), PageRows.TRADES.lastNanos(trades));
    if (last > Long.MIN_VALUE) {
      return last;
    }
    return bars.size() == 0 ? 0 : bars.closeTimeNanos()[bars.size() - 1];
  }
}
