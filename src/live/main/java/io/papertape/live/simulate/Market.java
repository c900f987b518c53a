package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.FixedPoint;
import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import io.papertape.order.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One instrument's market as it is: a walk, its bars, quotes and trades. What a session hears
/// of it is another matter.
final class Market {
  private static final long CENT = FixedPoint.ONE / 100;

  private final String symbol;
  private final TradingCalendar calendar;
  private final long barNanos;
  private final SplittableRandom random;
  private final List<BarState> bars = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private Optional<Session> session = Optional.empty();
  private long cents = 10_000;
  private long open;
  private long high;
  private long low;
  private long volume;
  private final MarketBook book;

  /// @param barNanos length of its bars; 0: it has none
  Market(String symbol, String calendar, long barNanos, SplittableRandom random) {
    this.symbol = symbol;
    this.barNanos = barNanos;
    this.calendar = TradingCalendar.byName(calendar);
    this.random = random;
    book = new MarketBook(random.split());
    begin();
  }

  static Market of(TapeInstrument one, SplittableRandom random) {
    return new Market(one.venueSymbol(), one.instrument().calendar(), one.barNanos(), random);
  }

  String symbol() {
    return symbol;
  }

  TradingCalendar calendar() {
    return calendar;
  }

  long barNanos() {
    return barNanos;
  }

  boolean hasBars() {
    return barNanos > 0;
  }

  /// Whether a bar closes at a moment of an open market.
  boolean closesAt(long nanos) {
    return hasBars() && Math.floorMod(nanos, barNanos) == 0;
  }

  /// Whether the venue is open at a moment.
  boolean isOpen(long nanos) {
    if (session.isEmpty() || nanos >= session.get().closeNanos()) {
      LocalDate date = calendar.dateOf(nanos);
      session =
          calendar
              .session(date)
              .filter(today -> nanos < today.closeNanos())
              .or(() -> Optional.of(calendar.nextSession(date)));
    }
    return session.get().contains(nanos);
  }

  private void begin() {
    open = cents;
    high = cents;
    low = cents;
    volume = 0;
  }

  private void step(int most) {
    cents = Math.max(500, cents + random.nextInt(2 * most + 1) - most);
    high = Math.max(high, cents);
    low = Math.min(low, cents);
    volume += 1 + random.nextInt(100);
  }

  /// Ends the bar that closes at a time.
  ///
  /// @param venueNanos the venue's clock
  BarState close(long closeNanos, long venueNanos) {
    boolean isEmpty = volume == 0 && !bars.isEmpty() && random.nextInt(20) == 0;
    if (!isEmpty) {
      step(8);
      step(8);
    }
    BarState bar =
        new BarState(
            symbol,
            venueNanos,
            closeNanos - barNanos,
            closeNanos,
            open * CENT,
            high * CENT,
            low * CENT,
            cents * CENT,
            volume * FixedPoint.ONE,
            isEmpty ? 0 : 7,
            true);
    bars.add(bar);
    begin();
    return bar;
  }

  /// When the bar under way began: with the end of the one before, if the market has not closed
  /// in between.
  long openNanos(long nowNanos) {
    return bars.isEmpty() || calendar.sessionAt(bars.getLast().closeNanos()).isEmpty()
        ? nowNanos - Math.floorMod(nowNanos, barNanos)
        : bars.getLast().closeNanos();
  }

  /// The bar that is under way, with another trade in it.
  BarState traded(long openNanos, long venueNanos) {
    step(2);
    return underWay(openNanos, venueNanos);
  }

  /// The bar that is under way.
  BarState underWay(long openNanos, long venueNanos) {
    return new BarState(
        symbol,
        venueNanos,
        openNanos,
        openNanos + barNanos,
        open * CENT,
        high * CENT,
        low * CENT,
        cents * CENT,
        volume * FixedPoint.ONE,
        volume == 0 ? 0 : 7,
        false);
  }

  /// Lets the book change.
  MarketBook.Step stepBook() {
    step(3);
    return book.step(symbol, cents);
  }

  MarketBook book() {
    return book;
  }

  Trade trade(long venueNanos) {
    step(2);
    Trade trade =
        new Trade(
            symbol,
            venueNanos,
            Integer.toString(trades.size() + 1),
            random.nextBoolean() ? Side.BUY : Side.SELL,
            cents * CENT,
            FixedPoint.ofUnits(1 + random.nextInt(50)));
    trades.add(trade);
    return trade;
  }

  /// Bars that closed after a time, the oldest first.
  List<BarState> barsAfter(long nanos) {
    int from = place(nanos + 1);
    return List.copyOf(bars.subList(from, bars.size()));
  }

  /// The bar that closed at a time.
  Optional<BarState> barAt(long closeNanos) {
    int at = place(closeNanos);
    return at < bars.size() && bars.get(at).closeNanos() == closeNanos
        ? Optional.of(bars.get(at))
        : Optional.empty();
  }

  /// Index of the first bar that closes at or after a time.
  private int place(long nanos) {
    int low = 0;
    int high = bars.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bars.get(middle).closeNanos() < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Trades by their numbers, both inclusive.
  List<Trade> trades(long firstId, long lastId) {
    return List.copyOf(trades.subList((int) firstId - 1, (int) lastId));
  }
}
