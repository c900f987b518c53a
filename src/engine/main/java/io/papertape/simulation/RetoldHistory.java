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
public final class RetoldHistory implements EventSource {
  private final BarColumns[] bars;
  private final HistoryCursor cursor;
  private final MutableMarket known;
  private MutableMarket told;

  /// @param quotes of each instrument; empty if there are none at all
  /// @param ticks  trade ticks of each instrument; empty if there are none at all
  public RetoldHistory(
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> ticks) {
    this.bars = bars.toArray(BarColumns[]::new);
    cursor = new HistoryCursor(this.bars, quotes, ticks);
    known = new MutableMarket(instruments.toArray(Instrument[]::new), this.bars);
    told = known;
  }

  public void close() {
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
