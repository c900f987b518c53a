package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedSupervisor;
import io.papertape.live.transport.HandOver;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestException;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.InputState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// One venue as a feed: its connections, the frames they bring, and what is fetched over REST
/// (bars that warm indicators up or were missed, snapshots of books).
public final class VenueFeed implements LiveFeed {
  /// Bars fetched before a new session begins, so that indicators are warm at its first bar.
  public static final int WARM_UP_BARS = 300;

  private static final long WAIT_NANOS = 200_000_000;
  private static final long NOTES_NANOS = 1_000_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final int MOST_FRAMES = 1 << 14;
  private static final long MOST_BYTES = 64L << 20;

  private final Venue venue;
  private final List<TapeInstrument> instruments;
  private final TransportRules rules;
  private final RestClient rest;
  private final RandomGenerator random;
  private final LongSupplier nanos;
  private final Consumer<String> problems;
  private final HandOver handOver = new HandOver(MOST_FRAMES, MOST_BYTES);
  private final AtomicReference<Optional<FeedSupervisor>> supervisor =
      new AtomicReference<>(Optional.empty());
  private final Map<String, Boolean> fetching = new ConcurrentHashMap<>();
  private final Queue<Consumer<VenueIntake>> fetched = new ConcurrentLinkedQueue<>();
  private volatile boolean isClosed;
  private volatile Map<String, Long> counts = Map.of();
  private volatile List<String> notes = List.of();
  private volatile Optional<Thread> thread = Optional.empty();

  /// @param instruments of the session, in the order of their numbers
  /// @param random      for back-off alone
  /// @param nanos       nanoseconds since 1970-01-01 UTC that never run backwards
  /// @param problems    told what could not be fetched, for a log
  public VenueFeed(
      Venue venue,
      List<TapeInstrument> instruments,
      TransportRules rules,
      RestClient rest,
      RandomGenerator random,
      LongSupplier nanos,
      Consumer<String> problems) {
    this.venue = venue;
    this.instruments = List.copyOf(instruments);
    this.rules = rules;
    this.rest = rest;
    this.random = random;
    this.nanos = nanos;
    this.problems = problems;
  }

  /// The streams that an instrument needs: its bars, or its quotes and trades if it has none.
  static List<Stream> streams(Venue venue, List<TapeInstrument> instruments) {
    List<Stream> streams = new ArrayList<>();
    for (TapeInstrument one : instruments) {
      if (!one.venue().equals(venue.name())) {
        continue;
      }
      if (one.hasBars()) {
        streams.add(Stream.bars(one.venueSymbol(), one.barNanos()));
      } else {
        for (Stream.Kind kind : List.of(Stream.Kind.TOP_OF_BOOK, Stream.Kind.TRADES)) {
          if (venue.offers(kind)) {
            streams.add(Stream.of(kind, one.venueSymbol()));
          }
        }
      }
    }
    return streams;
  }

  @Override
  public LongSupplier clock() {
    return nanos;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  /// How often each kind of event came.
  public Map<String, Long> counts() {
    return counts;
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    Thread own =
        Thread.ofPlatform()
            .daemon()
            .name("feed-" + venue.name())
            .unstarted(() -> runOrSay(sink, afterNanos));
    thread = Optional.of(own);
    own.start();
  }

  /// A feed that breaks off says so: nobody is left to believe that its prices are live.
  private void runOrSay(FeedSink sink, long afterNanos) {
    try {
      run(sink, afterNanos);
    } catch (RuntimeException e) {
      problems.accept(
          "Feed broke off: venue=%s, cause=%s. Stop the session and start it again."
              .formatted(venue.name(), e));
      long now = nanos.getAsLong();
      for (int i = 0; i < instruments.size(); i++) {
        if (instruments.get(i).venue().equals(venue.name())) {
          sink.input(
              new TapeEvent.InputChange(i, now, InputState.BROKEN, HealthReason.DISCONNECTED, now));
        }
      }
    }
  }

  private void run(FeedSink sink, long afterNanos) {
    List<Stream> streams = streams(venue, instruments);
    long startNanos = nanos.getAsLong();
    long notedNanos = startNanos;
    VenueIntake intake =
        new VenueIntake(venue, instruments, streams, startNanos, startNanos, sink, new Asked());
    for (int i = 0; i < instruments.size(); i++) {
      if (listensToBars(i)) {
        long warmUp = startNanos - WARM_UP_BARS * instruments.get(i).barNanos();
        fetchBars(i, afterNanos == Long.MIN_VALUE ? warmUp : afterNanos).accept(intake);
      }
    }
    FeedSupervisor connections =
        FeedSupervisor.start(venue, streams, rules, random, nanos, handOver);
    supervisor.set(Optional.of(connections));
    long tickedNanos = nanos.getAsLong();
    try {
      while (!isClosed) {
        handOver.next(intake, WAIT_NANOS);
        if (nanos.getAsLong() - tickedNanos >= TICK_NANOS) {
          tickedNanos = nanos.getAsLong();
          connections.tick(); // the supervisor waits in real time, and a feed's clock may be faster
        }
        for (var answer = fetched.poll(); answer != null; answer = fetched.poll()) {
          answer.accept(intake);
        }
        long now = nanos.getAsLong();
        intake.onClock(now);
        counts = intake.counts();
        if (now - notedNanos >= NOTES_NANOS) {
          notedNanos = now;
          note(intake, streams);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.close(); // also one that was made while the feed was being closed
    }
  }

  private void note(VenueIntake intake, List<Stream> streams) {
    notes = intake.notes().lines(venue.findings(streams));
    intake.notes().tell(notes, venue.name(), problems);
  }

  private boolean listensToBars(int instrument) {
    TapeInstrument one = instruments.get(instrument);
    return one.venue().equals(venue.name()) && one.hasBars();
  }

  /// Fetches finished bars that opened from a time on.
  ///
  /// @return what to tell the intake of them
  private Consumer<VenueIntake> fetchBars(int instrument, long fromNanos) {
    TapeInstrument one = instruments.get(instrument);
    long barNanos = one.barNanos();
    long sent = nanos.getAsLong();
    long end = sent - Math.floorMod(sent, barNanos);
    long from = fromNanos - Math.floorMod(fromNanos, barNanos);
    List<BarState> bars = new ArrayList<>();
    while (from < end && !isClosed) {
      long to = Math.min(end, from + venue.barsPerRequest() * barNanos);
      Optional<URI> address = venue.bars(one.venueSymbol(), barNanos, from, to);
      if (address.isEmpty()) {
        break; // the venue tells its bars over the socket alone; those that were missed stay so
      }
      try {
        byte[] body = rest.get(address.get(), 1);
        for (BarState bar : venue.readBars(one.venueSymbol(), barNanos, body)) {
          if (bar.isFinal() && bar.openNanos() >= from && bar.closeNanos() <= to) {
            bars.add(bar);
          }
        }
      } catch (RestException | FrameException e) {
        problems.accept(
            "Bars could not be fetched: venue=%s, symbol=%s, %s. They are asked for again."
                .formatted(venue.name(), one.venueSymbol(), e.getMessage()));
        return intake -> intake.noBars(instrument, bars, nanos.getAsLong());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return _ -> {};
      }
      from = to;
    }
    return intake -> intake.bars(instrument, bars, sent, nanos.getAsLong());
  }

  /// Fetches away from the feed's thread, one request of a kind at a time.
  private void aside(String key, Runnable fetch) {
    if (fetching.putIfAbsent(key, true) == null) {
      Thread.ofVirtual()
          .name("fetch-" + key)
          .start(
              () -> {
                try {
                  fetch.run();
                } finally {
                  fetching.remove(key);
                }
              });
    }
  }

  /// What the intake asks for.
  private final class Asked implements IntakeRequests {
    @Override
    public void said(int connection, FeedEvent event) {
      supervisor.get().ifPresent(one -> one.said(connection, event));
    }

    /// A venue that streams its snapshots sends one to a new connection.
    @Override
    public void snapshot(int connection, String symbol) {
      Optional<URI> address = venue.bookSnapshot(symbol);
      if (address.isEmpty()) {
        supervisor.get().ifPresent(one -> one.renew(connection));
        return;
      }
      aside("book " + symbol, () -> fetchBook(connection, symbol, address.get()));
    }

    private void fetchBook(int connection, String symbol, URI address) {
      try {
        FeedEvent event = venue.readBookSnapshot(symbol, rest.get(address, 1));
        fetched.add(intake -> intake.snapshot(connection, event, nanos.getAsLong()));
      } catch (RestException e) {
        problems.accept(
            "Book could not be fetched: venue=%s, symbol=%s, %s. It stays unusable."
                .formatted(venue.name(), symbol, e.getMessage()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void bars(int instrument, long fromNanos) {
      aside("bars " + instrument, () -> fetched.add(fetchBars(instrument, fromNanos)));
    }

    @Override
    public void clock() {
      aside("clock", () -> fetched.add(fetchClock()));
    }

    /// The time of ours at which the answer has come is read before anything else happens to it.
    private Consumer<VenueIntake> fetchClock() {
      long sent = nanos.getAsLong();
      try {
        Optional<URI> address = venue.clock();
        if (address.isPresent()) {
          byte[] body = rest.get(address.get(), 1);
          long received = nanos.getAsLong();
          Venue.Reading reading = venue.readClock(body);
          return intake -> intake.clock(reading, sent, received);
        }
      } catch (RestException | FrameException _) {
        // asked for again soon; without it the events tell the clock, only later
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return intake -> intake.noClock(nanos.getAsLong());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    supervisor.getAndSet(Optional.empty()).ifPresent(FeedSupervisor::close);
    thread.ifPresent(Thread::interrupt);
    rest.close();
  }
}
