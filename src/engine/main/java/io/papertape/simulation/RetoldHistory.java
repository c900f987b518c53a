package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.HistoryCursor;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.util.List;

/// Histories told as a feed tells them: whoever listens has nothing but what has come.
final class RetoldHistory implements EventSource {
  private final BarColumns[] bars;
  private final HistoryCursor cursor;
  private final MutableMarket known;
  private MutableMarket told;

  /// @param market that it is told to
  RetoldHistory(
      MutableMarket market,
      BarColumns[] bars,
      List<PagedHistory<QuoteColumns>> quotes,
      List<PagedHistory<TradeTickColumns>> ticks) {
    this.bars = bars;
    told = market;
    cursor = new HistoryCursor(bars, quotes, ticks);
    Instrument[] instruments = new Instrument[bars.length];
    for (int i = 0; i < instruments.length; i++) {
      instruments[i] = market.instrument(i);
    }
    known = new MutableMarket(instruments, bars);
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

  /// Nothing: the market restates what it has been told.
  @Override
  public void split(int instrument, long newShares, long oldShares) {}

  @Override
  public BarHistory history(int instrument) {
    return told.history(instrument);
  }
}
