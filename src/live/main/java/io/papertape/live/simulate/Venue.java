package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A venue and the way to it. Each kind of misfortune is on or off; what it then hits is drawn.
final class Venue {
  /// What can go wrong on the way, or with the venue itself.
  enum Fault {
    /// Connections break and new ones are refused.
    DOWN,
    /// The connection that is there seems to stand, and nothing comes through it any more.
    HALF_OPEN,
    /// Messages of one stream do not come, those of others do.
    SILENT_STREAM,
    /// Now and then a message is lost.
    GAPS,
    DUPLICATES,
    REORDERING,
    CROSSED_BOOKS,
    OUTLIERS,
    /// Bars take up to a minute and a half.
    LATE_BARS,
    /// Now and then a bar does not come at all.
    MISSING_BARS,
    /// The venue's clock is elsewhere.
    CLOCK_STEP,
    /// Requests fail.
    REST_DOWN
  }

  /// Who listens.
  interface Listener {
    void heard(int instrument, FeedEvent.OfMarket event);

    void heartbeat();

    void closed();
  }

  private final World world;
  private final SplittableRandom random;
  private final Set<Fault> active = EnumSet.noneOf(Fault.class);
  private Optional<Listener> listener = Optional.empty();
  private long connection;
  private long deadConnection = -1;
  private long lastArrival;
  private long clockNanos;
  private int silentStream;

  Venue(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
    world.every(20 * World.SECOND, this::beat);
  }

  private void beat() {
    send(false, Listener::heartbeat);
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
      case HALF_OPEN -> deadConnection = value ? connection : deadConnection;
      case CLOCK_STEP -> clockNanos = value ? (random.nextInt(8_000) - 4_000) * World.MILLI : 0;
      case SILENT_STREAM -> silentStream = random.nextInt(12);
      default -> {
        // looked at when it matters
      }
    }
  }

  private boolean is(Fault fault) {
    return active.contains(fault);
  }

  /// The venue's clock.
  long clock() {
    return world.now() + clockNanos;
  }

  /// Opens a connection; false if the venue refuses.
  boolean connect(Listener by) {
    if (is(Fault.DOWN)) {
      return false;
    }
    connection++;
    listener = Optional.of(by);
    return true;
  }

  /// Whoever listens does so no more.
  void leave() {
    connection++;
    listener = Optional.empty();
  }

  /// The connection is gone, and the other side knows it.
  void breakOff() {
    Optional<Listener> before = listener;
    leave();
    before.ifPresent(one -> world.in(latency(), one::closed));
  }

  /// An answer to a request, after a while; empty if it failed.
  <T> void ask(Supplier<T> answer, Consumer<Optional<T>> to) {
    boolean fails = is(Fault.REST_DOWN) || is(Fault.DOWN);
    world.in(10 * latency(), () -> to.accept(fails ? Optional.empty() : Optional.of(answer.get())));
  }

  private long latency() {
    return (5 + random.nextInt(45)) * World.MILLI;
  }

  /// The market has something to tell.
  void tell(int instrument, FeedEvent.OfMarket event) {
    boolean isBar = event instanceof BarState;
    int stream = instrument * 3 + (isBar ? 0 : event instanceof Trade ? 1 : 2);
    if ((is(Fault.SILENT_STREAM) && stream == silentStream)
        || (is(Fault.GAPS) && random.nextInt(5) == 0)
        || (is(Fault.MISSING_BARS) && isBar && random.nextInt(3) == 0)) {
      return;
    }
    FeedEvent.OfMarket told = spoilt(event);
    boolean isLate = is(Fault.LATE_BARS) && isBar && random.nextInt(3) == 0;
    send(isLate, to -> to.heard(instrument, told));
    if (is(Fault.DUPLICATES) && random.nextInt(3) == 0) {
      send(random.nextBoolean(), to -> to.heard(instrument, told));
    }
  }

  private FeedEvent.OfMarket spoilt(FeedEvent.OfMarket event) {
    return switch (event) {
      case TopOfBook quote when is(Fault.CROSSED_BOOKS) && random.nextInt(3) == 0 ->
          with(quote, /* bid= */ quote.ask(), /* ask= */ quote.bid());
      case TopOfBook quote when is(Fault.OUTLIERS) && random.nextInt(6) == 0 ->
          with(quote, quote.bid() * 3, quote.ask() * 3);
      case Trade trade when is(Fault.OUTLIERS) && random.nextInt(6) == 0 ->
          new Trade(
              trade.symbol(),
              trade.venueNanos(),
              trade.id(),
              trade.aggressor(),
              random.nextInt(3) == 0 ? 0 : trade.price() / 4,
              trade.quantity());
      default -> event;
    };
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

  private void send(boolean isLate, Consumer<Listener> what) {
    if (connection == deadConnection || listener.isEmpty()) {
      return;
    }
    long arrival = world.now() + latency();
    if (isLate) {
      arrival += 2 * World.SECOND + random.nextInt(90_000) * World.MILLI;
    } else if (is(Fault.REORDERING)) {
      arrival += random.nextInt(1_500) * World.MILLI;
    } else {
      arrival = Math.max(arrival, lastArrival);
      lastArrival = arrival;
    }
    long on = connection;
    world.at(
        arrival,
        () -> {
          if (on == connection) {
            listener.ifPresent(what);
          }
        });
  }

  static List<Fault> faults() {
    return List.of(Fault.values());
  }
}
