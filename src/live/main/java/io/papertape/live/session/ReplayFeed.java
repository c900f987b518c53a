package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Volume;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.HistoryCursor;
import io.papertape.market.Instrument;
import io.papertape.market.MarketEvent;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Side;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Histories told as a live feed: as they came, so many times faster, or as fast as the session
/// takes them.
///
/// A bar that the data do not have is not waited for: a gap in what is stored is none of a feed.
///
/// Its clock runs with the data, and stands still at what is not told yet, so that a busy machine
/// makes a replay slower and never makes it miss a bar. After a restart it tells the last moment
/// of the tape again, of which a crash may have kept a part, and goes on from there: this market
/// waits for whoever listens, and what is told twice is known by its number.
///
/// A walk over quotes or trade ticks is for one thread: the thread that tells opens and closes it.
public final class ReplayFeed implements LiveFeed {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MOST_WAIT_MILLIS = 100;

  /// A day passes in a minute and a half.
  private static final double FAST = 1_000;

  private static final long FAST_FILE_BYTES = 1 << 16;

  private final List<Instrument> instruments;
  private final BarColumns[] bars;
  private final List<PagedHistory<QuoteColumns>> quotes;
  private final List<PagedHistory<TradeTickColumns>> ticks;
  private final MutableMarket known;
  private final long firstNanos;
  private final double speed;
  private final LongSupplier ticker;
  private final AtomicLong reached;
  private volatile long untoldNanos;
  private volatile Optional<Pace> pace = Optional.empty();
  private volatile boolean isClosed;
  private volatile Optional<Thread> thread = Optional.empty();
  private long sequence;

  /// From where the clock runs: data time at a moment of the process.
  private record Pace(long ticks, long nanos) {
    /// Data time now, at the most.
    long at(long ticksNow, double speed, long mostNanos) {
      long passed = (long) ((ticksNow - ticks) * speed); // Long.MAX_VALUE if it is more
      return nanos + Math.min(passed, Math.max(0, mostNanos - nanos));
    }
  }

  /// @param quotes of each instrument; empty if there are none at all
  /// @param ticks  trade ticks of each instrument; empty if there are none at all
  /// @param speed  data seconds a second; 0: as fast as the session takes them
  /// @param ticker steady nanoseconds of the process
  public ReplayFeed(
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<PagedHistory<QuoteColumns>> quotes,
      List<PagedHistory<TradeTickColumns>> ticks,
      double speed,
      LongSupplier ticker) {
    if (!(speed >= 0 && speed <= 1e9)) {
      throw new IllegalArgumentException(
          "Speed out of range: speed=%s. Use 1, 60, or 0 for as fast as it goes.".formatted(speed));
    }
    this.instruments = List.copyOf(instruments);
    this.bars = bars.toArray(BarColumns[]::new);
    this.speed = speed;
    this.ticker = ticker;
    this.quotes = List.copyOf(quotes);
    this.ticks = List.copyOf(ticks);
    known = new MutableMarket(instruments.toArray(Instrument[]::new), this.bars);
    HistoryCursor cursor = walk();
    firstNanos = cursor.nextNanos();
    cursor.close();
    reached = new AtomicLong(startNanos());
    untoldNanos = firstNanos;
  }

  private HistoryCursor walk() {
    return new HistoryCursor(bars, quotes, ticks);
  }

  /// Just before the first event; 0 without any.
  public long startNanos() {
    return firstNanos == Long.MAX_VALUE ? 0 : firstNanos - 1;
  }

  @Override
  public boolean tellsHealth() {
    return false;
  }

  @Override
  public LongSupplier clock() {
    return this::now;
  }

  private long now() {
    Optional<Pace> from = pace;
    if (speed == 0 || from.isEmpty()) {
      return reached.get();
    }
    long nanos = from.get().at(ticker.getAsLong(), speed, untoldNanos);
    return reached.accumulateAndGet(nanos, Math::max);
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    long from = Math.max(reached.get(), afterNanos);
    reached.accumulateAndGet(from, Math::max);
    untoldNanos = Math.max(firstNanos, from);
    pace = Optional.of(new Pace(ticker.getAsLong(), from));
    Thread own =
        Thread.ofPlatform().daemon().name("replay").unstarted(() -> runOrSay(sink, afterNanos));
    thread = Optional.of(own);
    own.start();
  }

  private void runOrSay(FeedSink sink, long afterNanos) {
    try {
      HistoryCursor cursor = walk();
      try {
        pass(cursor, afterNanos, sink);
        run(cursor, sink);
      } finally {
        cursor.close();
      }
    } catch (RuntimeException | Error e) {
      if (!isClosed) {
        sink.broke(e.toString());
      }
    }
  }

  /// Passes over what is on the tape, for which the clock stands still.
  private void pass(HistoryCursor cursor, long afterNanos, FeedSink sink) {
    boolean isNew = cursor.nextNanos() >= afterNanos;
    while (!isClosed && cursor.nextNanos() < afterNanos) {
      cursor.advance(known);
      sequence += known.changedCount();
    }
    for (int i = 0; i < bars.length; i++) {
      sink.noBars(i, Long.MIN_VALUE, nextClose(i));
    }
    if (isNew) {
      return;
    }
    pace = Optional.of(new Pace(ticker.getAsLong(), reached.get()));
    untoldNanos = cursor.nextNanos();
  }

  private void run(HistoryCursor cursor, FeedSink sink) {
    while (!isClosed && cursor.nextNanos() != Long.MAX_VALUE) {
      long next = cursor.nextNanos();
      if (!waitUntil(next)) {
        return;
      }
      cursor.advance(known);
      for (int i = 0; i < known.changedCount(); i++) {
        sink.event(known.changed(i), event(i), Math.max(next, now()));
      }
      tellGaps(sink);
      standStill(next);
      untoldNanos = cursor.nextNanos();
    }
    if (!isClosed) {
      sink.ended();
    }
  }

  /// Behind a bar that the next one does not follow at once there is none, which no session waits
  /// for.
  private void tellGaps(FeedSink sink) {
    for (int i = 0; i < known.changedCount(); i++) {
      int instrument = known.changed(i);
      if (known.changedBy(i) == MarketEvent.BAR && !hasFollowing(instrument)) {
        sink.noBars(instrument, known.timeNanos(), nextClose(instrument));
      }
    }
  }

  private boolean hasFollowing(int instrument) {
    int next = known.barIndex(instrument) + 1;
    return next < bars[instrument].size()
        && bars[instrument].openTimeNanos()[next] == known.timeNanos();
  }

  /// When the next bar closes that is not told yet; [Long#MAX_VALUE] without one.
  private long nextClose(int instrument) {
    int next = known.barIndex(instrument) + 1;
    BarColumns columns = bars[instrument];
    return next < columns.size() ? columns.closeTimeNanos()[next] : Long.MAX_VALUE;
  }

  /// What was told late was told in time: the clock goes on from there.
  private void standStill(long nanos) {
    long now = ticker.getAsLong();
    if (speed > 0 && pace.orElseThrow().at(now, speed, nanos) >= nanos) {
      pace = Optional.of(new Pace(now, nanos));
    }
  }

  private boolean waitUntil(long nanos) {
    if (speed == 0) {
      reached.accumulateAndGet(nanos, Math::max);
      return true;
    }
    try {
      for (long left = nanos - now(); left > 0 && !isClosed; left = nanos - now()) {
        long millis = (long) (left / speed / NANOS_PER_MILLI);
        Thread.sleep(Math.clamp(millis, 1, MOST_WAIT_MILLIS));
      }
      return !isClosed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private FeedEvent.OfMarket event(int change) {
    sequence++;
    int instrument = known.changed(change);
    String symbol = instruments.get(instrument).symbol();
    long nanos = known.timeNanos();
    return switch (known.changedBy(change)) {
      case QUOTE ->
          new FeedEvent.TopOfBook(
              symbol,
              nanos,
              sequence,
              known.bid(instrument),
              known.bidSize(instrument),
              known.ask(instrument),
              known.askSize(instrument));
      case TRADE_TICK ->
          new FeedEvent.Trade(
              symbol,
              nanos,
              Long.toString(sequence),
              Side.BUY,
              known.tradePrice(instrument),
              known.tradeQuantity(instrument));
      case BAR -> bar(instrument, symbol, nanos);
    };
  }

  private FeedEvent.BarState bar(int instrument, String symbol, long nanos) {
    Bar bar = bars[instrument].bar(known.barIndex(instrument));
    return new FeedEvent.BarState(
        symbol,
        nanos,
        bar.openTimeNanos(),
        bar.closeTimeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        new Volume(bar.volume(), instruments.get(instrument).volumeStep()),
        -1,
        true);
  }

  @Override
  public long leastTapeFileBytes() {
    return speed == 0 || speed >= FAST ? FAST_FILE_BYTES : 0;
  }

  @Override
  public void close() {
    isClosed = true;
    thread.ifPresent(FeedEnds::end);
  }
}
