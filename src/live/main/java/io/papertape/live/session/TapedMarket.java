package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a tape holds of the market, by instrument: bars in the order of their opens, quotes and
/// trade ticks at the venue's times, whenever they were told. While it is open, ticks are in
/// files.
///
/// @param warmUp   backfilled bars that had closed when the session began
/// @param bars     all others, backfilled or not; minute bars made of the quotes or trade ticks, at
///     the times of their moments, if the session made its bars so
/// @param warmNanos when the last bar of the warm-up was told; the session's start without
/// @param endNanos up to where the session has seen the market, inclusive
record TapedMarket(
    List<BarColumns> warmUp,
    List<BarColumns> bars,
    List<SpilledTicks<QuoteColumns>> quotes,
    List<SpilledTicks<TradeTickColumns>> trades,
    long warmNanos,
    long endNanos,
    TapeFaults faults)
    implements AutoCloseable {

  /// Reads a tape to its end.
  ///
  /// @param scratch a folder for its ticks
  static TapedMarket read(TapeReader tape, SessionManifest manifest, Path scratch) {
    Collector collector = new Collector(manifest, scratch);
    boolean isRead = false;
    try {
      for (var next = tape.next(); next.isPresent(); next = tape.next()) {
        collector.add(next.get());
      }
      isRead = true;
      return collector.market();
    } finally {
      if (!isRead) {
        collector.close();
      }
    }
  }

  @Override
  public void close() {
    quotes.forEach(SpilledTicks::close);
    trades.forEach(SpilledTicks::close);
  }

  static boolean isWarmUp(TapedBar bar, SessionManifest manifest) {
    return bar.origin() == BarOrigin.BACKFILLED && bar.closeNanos() <= manifest.startNanos();
  }

  static Bar bar(TapedBar bar) {
    return new Bar(
        bar.openNanos(),
        bar.closeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }

  /// True if there are quotes of every instrument.
  boolean hasQuotes() {
    return quotes.stream().allMatch(one -> one.rows() > 0);
  }

  /// True if there are trade ticks of every instrument.
  boolean hasTrades() {
    return trades.stream().allMatch(one -> one.rows() > 0);
  }

  boolean isWarmedUp() {
    return warmUp.stream().anyMatch(one -> one.size() > 0);
  }

  private static final class Collector {
    private final SessionManifest manifest;
    private final List<List<Bar>> warmUp = new ArrayList<>();
    private final List<List<Bar>> bars = new ArrayList<>();
    private final List<SpilledTicks<QuoteColumns>> quotes = new ArrayList<>();
    private final List<SpilledTicks<TradeTickColumns>> trades = new ArrayList<>();
    private final TapeFaults.Counter faults = new TapeFaults.Counter();
    private final TapedMinutes.Collector minutes;
    private long warmNanos;
    private long endNanos;

    Collector(SessionManifest manifest, Path scratch) {
      this.manifest = manifest;
      minutes = new TapedMinutes.Collector(manifest);
      warmNanos = manifest.startNanos();
      endNanos = manifest.startNanos();
      for (int i = 0; i < manifest.instruments().size(); i++) {
        warmUp.add(new ArrayList<>());
        bars.add(new ArrayList<>());
        quotes.add(SpilledTicks.quotes(scratch.resolve(i + ".quotes")));
        trades.add(SpilledTicks.trades(scratch.resolve(i + ".trades")));
      }
    }

    void add(TapeMoment moment) {
      minutes.add(moment);
      boolean isMarket = false;
      for (TapeEvent event : moment.events()) {
        faults.count(event, manifest);
        isMarket |= event instanceof TapeEvent.OfMarket;
        add(event, moment.timeNanos());
      }
      endNanos = isMarket ? moment.timeNanos() : moment.timeNanos() - 1;
    }

    private void add(TapeEvent event, long momentNanos) {
      if (event instanceof TapedBar bar) {
        boolean isWarmUp = isWarmUp(bar, manifest);
        (isWarmUp ? warmUp : bars).get(bar.instrument()).add(bar(bar));
        warmNanos = isWarmUp ? momentNanos : warmNanos;
      } else if (event instanceof TapedQuote quote) {
        quotes
            .get(quote.instrument())
            .add(
                time(quote, momentNanos),
                quote.bid(),
                quote.bidSize(),
                quote.ask(),
                quote.askSize());
      } else if (event instanceof TapedTradeTick tick) {
        trades.get(tick.instrument()).add(time(tick, momentNanos), tick.price(), tick.quantity());
      }
    }

    private static long time(TapeEvent.OfMarket event, long momentNanos) {
      return event.venueNanos() == 0 ? momentNanos : event.venueNanos();
    }

    void close() {
      quotes.forEach(SpilledTicks::close);
      trades.forEach(SpilledTicks::close);
    }

    TapedMarket market() {
      return new TapedMarket(
          warmUp.stream().map(Collector::columns).toList(),
          manifest.minutesOf().isPresent()
              ? minutes.bars()
              : bars.stream().map(Collector::columns).toList(),
          quotes,
          trades,
          warmNanos,
          endNanos,
          faults.faults());
    }

    /// Each bar once: the first that was told.
    private static BarColumns columns(List<Bar> all) {
      Set<Long> opens = new HashSet<>();
      List<Bar> once = new ArrayList<>(all.size());
      for (Bar bar : all) {
        if (opens.add(bar.openTimeNanos())) {
          once.add(bar);
        }
      }
      once.sort(Comparator.comparingLong(Bar::openTimeNanos));
      return BarColumns.of(once);
    }
  }
}
