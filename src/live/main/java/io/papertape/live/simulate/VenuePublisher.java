package io.papertape.live.simulate;

import static io.papertape.live.simulate.VenueFault.CROSSED_BOOKS;
import static io.papertape.live.simulate.VenueFault.DUPLICATES;
import static io.papertape.live.simulate.VenueFault.GAPS;
import static io.papertape.live.simulate.VenueFault.LATE_BARS;
import static io.papertape.live.simulate.VenueFault.MAINTENANCE;
import static io.papertape.live.simulate.VenueFault.MISSING_BARS;
import static io.papertape.live.simulate.VenueFault.OUTLIERS;
import static io.papertape.live.simulate.VenueFault.SCHEMA;
import static io.papertape.live.simulate.VenueFault.SILENT_STREAM;
import static io.papertape.live.simulate.VenueFault.WRONG_BOOKS;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.venue.Stream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What a venue sends of its markets to those who have subscribed, and what becomes of it on its
/// way.
final class VenuePublisher {
  private final World world;
  private final VenueServer server;
  private final Dialect dialect;
  private final SplittableRandom random;
  private final SchemaDrift drift;
  private final Map<Integer, Long> quietUntil = new TreeMap<>();
  private int silentStream;

  VenuePublisher(World world, VenueServer server, SplittableRandom random, SchemaDrift drift) {
    this.world = world;
    this.server = server;
    this.random = random;
    this.drift = drift;
    dialect = server.dialect();
  }

  /// Chooses which stream falls silent.
  void drawSilentStream() {
    silentStream = random.nextInt(12);
  }

  private boolean isNow(VenueFault fault, int oneOf) {
    return server.isNow(fault, oneOf);
  }

  /// A market has traded.
  void trade(int instrument, Trade trade) {
    Trade told = isNow(OUTLIERS, 6) ? outlier(trade) : trade;
    tell(instrument, new Topic(Stream.Kind.TRADES, trade.symbol()), () -> dialect.trade(told), 0);
  }

  private Trade outlier(Trade trade) {
    return new Trade(
        trade.symbol(),
        trade.venueNanos(),
        trade.id(),
        trade.aggressor(),
        random.nextInt(3) == 0 ? 0 : trade.price() / 4,
        trade.quantity());
  }

  /// A market's book has changed.
  void step(int instrument, MarketBook.Step step, MarketBook book) {
    TopOfBook top = told(book.top(step.symbol(), server.clock(), step.sequence()));
    Topic best = new Topic(Stream.Kind.TOP_OF_BOOK, step.symbol());
    String frame = dialect.top(top, book); // some keep in mind what the best prices were
    tell(instrument, best, () -> frame, 0);
    Topic topic = new Topic(Stream.Kind.BOOK, step.symbol());
    if (server.isAsked(topic)) {
      boolean isWrong = isNow(WRONG_BOOKS, 4) && !step.bids().isEmpty();
      MarketBook.Step told = isWrong ? wrong(step) : step;
      tell(instrument, topic, () -> dialect.step(told, book, server.clock()), 0);
    }
  }

  private TopOfBook told(TopOfBook top) {
    if (isNow(CROSSED_BOOKS, 3)) {
      return with(top, /* bid= */ top.ask(), /* ask= */ top.bid());
    }
    return isNow(OUTLIERS, 6) ? with(top, 3 * top.bid(), 3 * top.ask()) : top;
  }

  /// Only where a checksum shows it: nobody can find it elsewhere.
  private MarketBook.Step wrong(MarketBook.Step step) {
    if (dialect.venue().bookRules().checksum() == BookChecksum.NONE) {
      return step;
    }
    MarketBook.Change first = step.bids().getFirst();
    return new MarketBook.Step(
        step.symbol(),
        step.sequence(),
        List.of(new MarketBook.Change(first.cents(), first.units() + 1)),
        step.asks());
  }

  private static TopOfBook with(TopOfBook quote, long bid, long ask) {
    return new TopOfBook(
        quote.symbol(),
        quote.venueNanos(),
        quote.sequence(),
        bid,
        quote.bidSize(),
        ask,
        quote.askSize());
  }

  /// A bar of a market closes.
  ///
  /// @return false if the venue never tells it
  boolean close(int instrument, Market market, long closeNanos) {
    BarState bar = market.close(closeNanos, server.clock());
    if (dialect.venue().endsBars()) {
      if (!isNow(MISSING_BARS, 3)) {
        long late = isNow(LATE_BARS, 3) ? lateness() : 0;
        tell(instrument, new Topic(Stream.Kind.BARS, bar.symbol()), () -> dialect.bar(bar), late);
      }
      return true;
    }
    tellLast(bar);
    if (isNow(MISSING_BARS, 3)) {
      quietUntil.put(instrument, closeNanos + market.barNanos());
    } else if (isNow(LATE_BARS, 3)) {
      quietUntil.put(instrument, closeNanos + lateness());
    }
    if (!isQuiet(instrument, market, closeNanos)) {
      underWay(instrument, market);
    }
    return bar.trades() > 0 || dialect.tellsEmptyBars();
  }

  /// In some bars nobody trades for a while.
  private static boolean isQuiet(int instrument, Market market, long openNanos) {
    return openNanos / market.barNanos() % 20 == instrument;
  }

  /// A bar that lasts long is told again while it is under way.
  void goOn(int instrument, Market market) {
    boolean endsBars = dialect.venue().endsBars();
    if (endsBars || !isQuiet(instrument, market, market.openNanos(world.due()))) {
      underWay(instrument, market);
    }
  }

  /// The last trade of a bar whose end is told by the next one alone: it is neither lost nor
  /// passed on its way, as nothing would show that.
  private void tellLast(BarState bar) {
    Topic topic = new Topic(Stream.Kind.BARS, bar.symbol());
    boolean isTold = bar.trades() > 0 && !server.is(MAINTENANCE);
    for (ServedConnection connection : server.connections()) {
      if (isTold && connection.topics().contains(topic)) {
        String frame = connection.numbered(dialect.bar(bar));
        connection.sendInOrder(isNow(SCHEMA, 3) ? drift.spoilt(frame) : frame);
      }
    }
  }

  /// The bar that is under way is told, by some venues at each trade alone.
  void underWay(int instrument, Market market) {
    if (!market.hasBars()) {
      return;
    }
    boolean endsBars = dialect.venue().endsBars();
    long open = market.openNanos(world.due());
    BarState bar =
        endsBars ? market.underWay(open, server.clock()) : market.traded(open, server.clock());
    boolean isFaulty = server.is(MISSING_BARS) || server.is(LATE_BARS);
    if (!isFaulty || world.due() >= quietUntil.getOrDefault(instrument, Long.MIN_VALUE)) {
      long late = endsBars && isNow(LATE_BARS, 3) ? lateness() : 0;
      tell(instrument, new Topic(Stream.Kind.BARS, bar.symbol()), () -> dialect.bar(bar), late);
    }
  }

  private long lateness() {
    return 2 * World.SECOND + random.nextInt(90_000) * World.MILLI;
  }

  /// Bars and trades fall silent together.
  private static int place(Stream.Kind kind) {
    return switch (kind) {
      case TRADES, BARS -> 0;
      case TOP_OF_BOOK -> 1;
      case BOOK -> 2;
    };
  }

  /// What nothing could show is not done to a stream.
  ///
  /// @param text of the frame, written if anybody listens
  private void tell(int instrument, Topic topic, Supplier<String> text, long lateNanos) {
    boolean hidesLosses =
        topic.kind() == Stream.Kind.BOOK && dialect.venue().bookRules().hidesLosses();
    boolean isSilent =
        server.is(SILENT_STREAM) && instrument * 3 + place(topic.kind()) == silentStream;
    if ((isSilent && !hidesLosses) || server.is(MAINTENANCE)) {
      return;
    }
    boolean isInOrder = hidesLosses && !dialect.numbersFrames();
    boolean isLost = !isInOrder && isNow(GAPS, 5);
    if (!server.isAsked(topic)) {
      return;
    }
    String frame = text.get();
    for (ServedConnection connection : server.connections()) {
      if (connection.topics().contains(topic)) {
        String numbered = connection.numbered(frame);
        if (!isLost) {
          send(connection, topic, numbered, isInOrder, lateNanos);
        }
      }
    }
  }

  private void send(
      ServedConnection connection, Topic topic, String frame, boolean isInOrder, long lateNanos) {
    String sent = isNow(SCHEMA, 3) ? drift.spoilt(frame) : frame;
    if (isInOrder) {
      connection.sendInOrder(sent);
    } else {
      connection.send(sent, lateNanos);
    }
    if (isNow(SCHEMA, 8)) {
      connection.send(connection.numbered(dialect.unheardOf(topic.symbol())), 0);
    }
    if (!isInOrder && isNow(DUPLICATES, 3)) {
      connection.send(frame, random.nextBoolean() ? lateness() : 0);
    }
  }
}
