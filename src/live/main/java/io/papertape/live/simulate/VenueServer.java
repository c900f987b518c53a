package io.papertape.live.simulate;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.venue.Stream;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A venue that speaks the protocol of a real one, and the way to it. Each kind of misfortune is
/// on or off; what it then hits is drawn.
final class VenueServer {
  /// What can go wrong on the way, or with the venue itself.
  enum Fault {
    /// Connections break and nobody answers.
    DOWN,
    /// Connections are closed, and all that is asked is answered by 503.
    MAINTENANCE,
    /// The connections that are there seem to stand, and nothing comes through them any more.
    HALF_OPEN,
    /// Messages of one stream do not come, those of others do.
    SILENT_STREAM,
    /// Now and then a message is lost.
    GAPS,
    DUPLICATES,
    REORDERING,
    CROSSED_BOOKS,
    OUTLIERS,
    /// Updates of books hold what is not in the book.
    WRONG_BOOKS,
    /// Bars take up to a minute and a half.
    LATE_BARS,
    /// Now and then a bar does not come at all.
    MISSING_BARS,
    /// The venue's clock is elsewhere.
    CLOCK_STEP,
    /// Requests fail.
    REST_DOWN,
    /// Requests and connections are refused: come again later.
    RATE_LIMIT,
    /// Messages have other fields than before, lack some, or are of a kind that nobody knows.
    SCHEMA
  }

  /// The longest that a venue tells others to stay away.
  static final long MOST_RETRY_AFTER = 20 * World.SECOND;

  private static final long PING_NANOS = 20 * World.SECOND;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int NOBODY = 0;

  private final World world;
  private final Dialect dialect;
  private final SplittableRandom random;
  private final SchemaDrift drift;
  private final Map<String, Market> markets = new TreeMap<>();
  private final Set<Fault> active = EnumSet.noneOf(Fault.class);
  private final List<ServedConnection> connections = new ArrayList<>();
  private final Map<Integer, Long> quietUntil = new TreeMap<>();
  private long clockNanos;
  private int silentStream;

  VenueServer(World world, Dialect dialect, SplittableRandom random) {
    this.world = world;
    this.dialect = dialect;
    this.random = random;
    drift = new SchemaDrift(random.split());
  }

  /// Gives a sign of life.
  void beat() {
    if (Math.floorMod(world.due(), PING_NANOS) == 0) {
      connections.forEach(ServedConnection::ping);
    }
    dialect.heartbeat().ifPresent(this::sendAll);
  }

  private void sendAll(String frame) {
    List.copyOf(connections).forEach(connection -> connection.send(frame, 0));
  }

  Dialect dialect() {
    return dialect;
  }

  void add(Market market) {
    markets.put(market.symbol(), market);
  }

  /// Whether anybody listens to one of its markets.
  boolean isUsed() {
    return !markets.isEmpty();
  }

  void set(Fault fault, boolean value) {
    if (value) {
      active.add(fault);
    } else {
      active.remove(fault);
    }
    switch (fault) {
      case DOWN -> {
        if (value) {
          breakOff();
        }
      }
      case MAINTENANCE -> {
        if (keepsConnections()) {
          dialect.state(value).ifPresent(this::sendAll);
        } else if (value) {
          breakOff();
        }
      }
      case HALF_OPEN -> connections.forEach(ServedConnection::die);
      case CLOCK_STEP -> clockNanos = value ? (random.nextInt(8_000) - 4_000) * World.MILLI : 0;
      case SILENT_STREAM -> silentStream = random.nextInt(12);
      default -> {
        // looked at when it matters
      }
    }
  }

  /// True for a venue that says over its connections that it is in maintenance.
  private boolean keepsConnections() {
    return dialect.state(true).isPresent();
  }

  private boolean is(Fault fault) {
    return active.contains(fault);
  }

  private boolean isNow(Fault fault, int oneOf) {
    return is(fault) && random.nextInt(oneOf) == 0;
  }

  /// The venue's clock.
  long clock() {
    return world.due() + clockNanos;
  }

  /// Tries to connect; the wire is told what came of it.
  void connect(ServedConnection.Wire wire, Consumer<ServedConnection> opened) {
    world.in(
        3 * latency(),
        () -> {
          if (is(Fault.DOWN)) {
            wire.refused(NOBODY, OptionalLong.empty());
          } else if (is(Fault.MAINTENANCE) && !keepsConnections()) {
            wire.refused(UNAVAILABLE, OptionalLong.empty());
          } else if (is(Fault.RATE_LIMIT)) {
            wire.refused(TOO_MANY_REQUESTS, retryAfter());
          } else {
            ServedConnection connection = new ServedConnection(world, this, wire, random);
            connections.add(connection);
            opened.accept(connection);
            dialect.state(is(Fault.MAINTENANCE)).ifPresent(state -> connection.send(state, 0));
          }
        });
  }

  private OptionalLong retryAfter() {
    return random.nextBoolean()
        ? OptionalLong.empty()
        : OptionalLong.of((1 + random.nextInt(20)) * World.SECOND);
  }

  void gone(ServedConnection connection) {
    connections.remove(connection);
  }

  /// The connections are gone, and the other side knows it.
  void breakOff() {
    List.copyOf(connections).forEach(one -> one.close(is(Fault.MAINTENANCE) ? 1012 : 1006));
  }

  /// A client's frame has come.
  void asked(ServedConnection connection, String frame) {
    dialect.answers(frame, clock()).forEach(answer -> connection.send(answer, 0));
    for (Topic topic : dialect.asked(frame)) {
      connection.topics().add(topic);
      dialect
          .snapshot(topic, markets.get(topic.symbol()).book(), clock())
          .ifPresent(snapshot -> connection.send(snapshot, 0));
    }
  }

  /// What a request came to.
  ///
  /// @param status of HTTP; 0: there was no answer
  record Reply(int status, OptionalLong retryAfterNanos, String body) {}

  /// An answer to a request, after a while.
  void ask(URI address, Consumer<Reply> to) {
    world.in(
        5 * latency(),
        () -> {
          Reply reply = reply(address);
          world.in(5 * latency(), () -> to.accept(reply));
        });
  }

  private Reply reply(URI address) {
    if (is(Fault.REST_DOWN) || is(Fault.DOWN)) {
      return new Reply(NOBODY, OptionalLong.empty(), "");
    }
    if (is(Fault.MAINTENANCE)) {
      return refusal(UNAVAILABLE, OptionalLong.empty());
    }
    if (isNow(Fault.RATE_LIMIT, 2)) {
      return refusal(TOO_MANY_REQUESTS, retryAfter());
    }
    String body = dialect.fetched(address, markets::get, clock());
    return new Reply(200, OptionalLong.empty(), isNow(Fault.SCHEMA, 4) ? drift.spoilt(body) : body);
  }

  /// Some venues say it now in the status, now in the body.
  private Reply refusal(int status, OptionalLong retryAfterNanos) {
    Optional<String> body = dialect.refused(status);
    return body.isPresent() && random.nextBoolean()
        ? new Reply(200, OptionalLong.empty(), body.get())
        : new Reply(status, retryAfterNanos, "");
  }

  long latency() {
    return (5 + random.nextInt(45)) * World.MILLI;
  }

  /// A market has traded.
  void trade(int instrument, Trade trade) {
    Trade told = isNow(Fault.OUTLIERS, 6) ? outlier(trade) : trade;
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
    TopOfBook top = told(book.top(step.symbol(), clock(), step.sequence()));
    tell(instrument, new Topic(Stream.Kind.TOP_OF_BOOK, step.symbol()), () -> dialect.top(top), 0);
    Topic topic = new Topic(Stream.Kind.BOOK, step.symbol());
    if (isAsked(topic)) {
      boolean isWrong = isNow(Fault.WRONG_BOOKS, 4) && !step.bids().isEmpty();
      MarketBook.Step told = isWrong ? wrong(step) : step;
      tell(instrument, topic, () -> dialect.step(told, book, clock()), 0);
    }
  }

  private TopOfBook told(TopOfBook top) {
    if (isNow(Fault.CROSSED_BOOKS, 3)) {
      return with(top, /* bid= */ top.ask(), /* ask= */ top.bid());
    }
    return isNow(Fault.OUTLIERS, 6) ? with(top, 3 * top.bid(), 3 * top.ask()) : top;
  }

  private boolean isAsked(Topic topic) {
    for (ServedConnection connection : connections) {
      if (connection.topics().contains(topic)) {
        return true;
      }
    }
    return false;
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
  void close(int instrument, Market market, long closeNanos) {
    BarState bar = market.close(closeNanos, clock());
    if (dialect.venue().endsBars()) {
      if (!isNow(Fault.MISSING_BARS, 3)) {
        long late = isNow(Fault.LATE_BARS, 3) ? lateness() : 0;
        tell(instrument, new Topic(Stream.Kind.BARS, bar.symbol()), () -> dialect.bar(bar), late);
      }
      return;
    }
    tellLast(bar);
    if (isNow(Fault.MISSING_BARS, 3)) {
      quietUntil.put(instrument, closeNanos + Scenario.BAR_NANOS);
    } else if (isNow(Fault.LATE_BARS, 3)) {
      quietUntil.put(instrument, closeNanos + lateness());
    }
    // in some minutes nobody trades for a while
    if (closeNanos / Scenario.BAR_NANOS % 20 != instrument) {
      underWay(instrument, market);
    }
  }

  /// The last trade of a bar whose end is told by the next one alone: it is neither lost nor
  /// passed on its way, as nothing would show that.
  private void tellLast(BarState bar) {
    Topic topic = new Topic(Stream.Kind.BARS, bar.symbol());
    boolean isTold = bar.trades() > 0 && !is(Fault.MAINTENANCE);
    for (ServedConnection connection : List.copyOf(connections)) {
      if (isTold && connection.topics().contains(topic)) {
        String frame = dialect.bar(bar);
        connection.sendInOrder(isNow(Fault.SCHEMA, 3) ? drift.spoilt(frame) : frame);
      }
    }
  }

  /// The bar that is under way is told, by some venues at each trade alone.
  void underWay(int instrument, Market market) {
    boolean endsBars = dialect.venue().endsBars();
    long open = market.openNanos(world.due());
    BarState bar = endsBars ? market.underWay(open, clock()) : market.traded(open, clock());
    if (world.due() >= quietUntil.getOrDefault(instrument, Long.MIN_VALUE)) {
      long late = endsBars && isNow(Fault.LATE_BARS, 3) ? lateness() : 0;
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

  /// @param text of the frame, written if anybody listens
  private void tell(int instrument, Topic topic, Supplier<String> text, long lateNanos) {
    int stream = instrument * 3 + place(topic.kind());
    boolean isLost = (is(Fault.SILENT_STREAM) && stream == silentStream) || isNow(Fault.GAPS, 5);
    if (isLost || is(Fault.MAINTENANCE)) {
      return;
    }
    if (!isAsked(topic)) {
      return;
    }
    String frame = text.get();
    for (ServedConnection connection : List.copyOf(connections)) {
      if (connection.topics().contains(topic)) {
        connection.send(isNow(Fault.SCHEMA, 3) ? drift.spoilt(frame) : frame, lateNanos);
        if (isNow(Fault.SCHEMA, 8)) {
          connection.send(dialect.unheardOf(topic.symbol()), 0);
        }
        if (isNow(Fault.DUPLICATES, 3)) {
          connection.send(frame, random.nextBoolean() ? lateness() : 0);
        }
      }
    }
  }

  /// How much longer a message is on its way than it need be.
  long detour() {
    return is(Fault.REORDERING) ? random.nextInt(1_500) * World.MILLI : 0;
  }

  static List<Fault> faults() {
    return List.of(Fault.values());
  }
}
