package io.papertape.live.session;

import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.HistoryCursor;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.EventSource;
import io.papertape.simulation.Notice;
import java.util.ArrayList;
import java.util.List;

/// Histories that begin with bars at which nothing may be ordered, as in a session that fetched
/// bars to warm up its indicators.
final class WarmedHistory implements EventSource {
  private final BarColumns[] bars;
  private final HistoryCursor cursor;
  private final MutableMarket known;
  private final long beginNanos;
  private final List<Notice> notices = new ArrayList<>();
  private MutableMarket told;
  private boolean isWarming;
  private boolean isLive;

  /// @param beginNanos orders are admitted after this time
  WarmedHistory(
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> ticks,
      long beginNanos) {
    this.bars = bars.toArray(BarColumns[]::new);
    this.beginNanos = beginNanos;
    cursor = new HistoryCursor(this.bars, quotes, ticks);
    known = new MutableMarket(instruments.toArray(Instrument[]::new), this.bars);
    told = known;
  }

  void close() {
    cursor.close();
  }

  @Override
  public long nextNanos() {
    return cursor.nextNanos();
  }

  @Override
  public void advance(MutableMarket market) {
    told = market;
    cursor.advance(known);
    market.beginMoment(known.timeNanos());
    note(known.timeNanos());
    for (int i = 0; i < known.changedCount(); i++) {
      int instrument = known.changed(i);
      switch (known.changedBy(i)) {
        case QUOTE ->
            market.quote(
                instrument,
                known.bid(instrument),
                known.bidSize(instrument),
                known.ask(instrument),
                known.askSize(instrument));
        case TRADE_TICK ->
            market.tradeTick(
                instrument, known.tradePrice(instrument), known.tradeQuantity(instrument));
        case BAR -> market.bar(instrument, bars[instrument].bar(known.barIndex(instrument)));
      }
    }
  }

  private void note(long nanos) {
    notices.clear();
    if (nanos <= beginNanos && !isWarming) {
      isWarming = true;
      note(InputState.BACKFILLED, nanos);
    } else if (nanos > beginNanos && !isLive) {
      isLive = true;
      note(InputState.LIVE, nanos);
    }
  }

  private void note(InputState state, long nanos) {
    for (int i = 0; i < bars.length; i++) {
      notices.add(new Notice.Input(i, state, "backfill", nanos));
    }
  }

  @Override
  public List<Notice> notices() {
    return notices;
  }

  @Override
  public void split(int instrument, long newShares, long oldShares) {
    throw new UnsupportedOperationException(
        "Warmed-up history has no corporate actions: instrument=%d.".formatted(instrument));
  }

  @Override
  public BarHistory history(int instrument) {
    return told.history(instrument);
  }
}
