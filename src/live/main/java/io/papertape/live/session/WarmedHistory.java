package io.papertape.live.session;

import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.EventSource;
import io.papertape.simulation.Notice;
import io.papertape.simulation.RetoldHistory;
import java.util.ArrayList;
import java.util.List;

/// Histories that begin with bars at which nothing may be ordered, as in a session that fetched
/// bars to warm up its indicators.
final class WarmedHistory implements EventSource {
  private final RetoldHistory history;
  private final int instruments;
  private final long beginNanos;
  private final List<Notice> notices = new ArrayList<>();
  private boolean isWarming;
  private boolean isLive;

  /// @param beginNanos orders are admitted after this time
  WarmedHistory(
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<? extends PagedHistory<QuoteColumns>> quotes,
      List<? extends PagedHistory<TradeTickColumns>> ticks,
      long beginNanos) {
    history = new RetoldHistory(instruments, bars, quotes, ticks);
    this.instruments = instruments.size();
    this.beginNanos = beginNanos;
  }

  void close() {
    history.close();
  }

  @Override
  public long nextNanos() {
    return history.nextNanos();
  }

  @Override
  public void advance(MutableMarket market) {
    history.advance(market);
    note(market.timeNanos());
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
    for (int i = 0; i < instruments; i++) {
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
    return history.history(instrument);
  }
}
