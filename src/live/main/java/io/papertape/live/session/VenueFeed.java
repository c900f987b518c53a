package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedSupervisor;
import io.papertape.live.transport.HandOver;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestException;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// One venue as a feed: its connections, the frames they bring, and what is fetched over REST
/// (bars that warm indicators up or were missed, snapshots of books).
public final class VenueFeed implements LiveFeed {
  /// Bars fetched before a new session begins, so that indicators are warm at its first bar.
  public static final int WARM_UP_BARS = 300;

  private static final long WAIT_NANOS = 200_000_000;
  private static final long NOTES_NANOS = 1_000_000_000L;
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final long CLOCK_NANOS = 100_000_000L;

  /// So long frames wait for the bars that a session begins with.
  private static final long MOST_WARM_UP_NANOS = 10_000_000_000L;

  private static final int MOST_FRAMES = 1 << 14;
  private static final long MOST_BYTES = 64L << 20;

  private final Venue venue;
  private final List<TapeInstrument> instruments;
  private final TransportRules rules;
  private final RestClient rest;
  private final RandomGenerator random;
  private final LongSupplier nanos;
  private final Consumer<String> problems;
  private final SeldomNotes seldom;
  private final HandOver handOver = new HandOver(MOST_FRAMES, MOST_BYTES);
  private final AtomicReference<Optional<FeedSupervisor>> supervisor =
      new AtomicReference<>(Optional.empty());
  private final Map<String, Boolean> fetching = new ConcurrentHashMap<>();
  private final Map<Integer, Long> barsUntil = new ConcurrentHashMap<>();
  private final BlockingQueue<Consumer<VenueIntake>> fetched = new LinkedBlockingQueue<>();
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
    seldom = new SeldomNotes(nanos, problems);
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
  public long knownUntil(long nowNanos) {
    return handOver.knownUntil(nowNanos);
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
  public void barsUntil(int instrument, long closeNanos) {
    barsUntil.put(instrument, closeNanos);
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    Thread own =
        Thread.ofPlatform().daemon().name("feed-" + venue.name()).unstarted(() -> runOrSay(sink));
    thread = Optional.of(own);
    own.start();
  }

  /// A feed that breaks off says so: nobody is left to believe that its prices are live.
  private void runOrSay(FeedSink sink) {
    try {
      run(sink);
    } catch (RuntimeException | Error e) {
      if (!isClosed) {
        problems.accept(
            "Feed broke off: venue=%s, cause=%s. Its session halts.".formatted(venue.name(), e));
        FeedEnds.tellBroken(sink, instruments, venue.name(), nanos.getAsLong(), e.toString());
      }
    }
  }

  private void run(FeedSink sink) {
    List<Stream> streams = streams(venue, instruments);
    StepWatch steps = new StepWatch(nanos);
    long startNanos = nanos.getAsLong();
    long warmUpNanos = warmUpNanos(startNanos);
    VenueIntake intake =
        new VenueIntake(
            venue,
            instruments,
            streams,
            startNanos,
            instrument -> barsUntil.getOrDefault(instrument, warmUpNanos),
            sink,
            new Asked());
    FeedSupervisor connections =
        FeedSupervisor.start(venue, streams, rules, rest.paces(), random, nanos, handOver);
    supervisor.set(Optional.of(connections));
    try {
      intake.onClock(nanos.getAsLong()); // asks for bars while the connections are being made
      warmUp(intake, startNanos + MOST_WARM_UP_NANOS);
      listen(intake, streams, connections, steps);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.close(); // also one that was made while the feed was being closed
    }
  }

  /// From where on bars are wanted of an instrument that has none on the tape.
  private long warmUpNanos(long startNanos) {
    long barNanos = 0;
    for (TapeInstrument one : instruments) {
      boolean isFetched =
          one.venue().equals(venue.name())
              && one.hasBars()
              && venue
                  .bars(one.venueSymbol(), one.barNanos(), startNanos - one.barNanos(), startNanos)
                  .isPresent();
      barNanos = isFetched ? Math.max(barNanos, one.barNanos()) : barNanos;
    }
    return startNanos - WARM_UP_BARS * barNanos;
  }

  /// Bars of before the start are told before any that comes, or they would come too late. What
  /// the connections bring meanwhile waits in the hand-over.
  private void warmUp(VenueIntake intake, long untilNanos) throws InterruptedException {
    while (!isClosed && intake.awaitsBars() && nanos.getAsLong() < untilNanos) {
      takeFetched(intake, fetched.poll(WAIT_NANOS, TimeUnit.NANOSECONDS));
    }
  }

  private void listen(
      VenueIntake intake, List<Stream> streams, FeedSupervisor connections, StepWatch steps)
      throws InterruptedException {
    long tickedNanos = nanos.getAsLong();
    long clockNanos = tickedNanos;
    long notedNanos = tickedNanos;
    while (!isClosed) {
      if (!handOver.next(intake, 0)) {
        counts = intake.counts(); // whoever waits until all has been heard looks at them
        handOver.next(intake, WAIT_NANOS);
      }
      intake.notes().requireConnections();
      takeFetched(intake, fetched.poll());
      long now = nanos.getAsLong();
      if (now - clockNanos >= CLOCK_NANOS) {
        clockNanos = now;
        steps.look(intake, now);
        intake.onClock(knownUntil(now));
      }
      if (now - tickedNanos >= TICK_NANOS) {
        tickedNanos = now;
        connections.tick(); // the supervisor waits in real time, and a feed's clock may be faster
      }
      if (now - notedNanos >= NOTES_NANOS) {
        notedNanos = now;
        note(intake, streams);
      }
    }
  }

  private void takeFetched(VenueIntake intake, Consumer<VenueIntake> first) {
    for (var answer = first; answer != null; answer = fetched.poll()) {
      answer.accept(intake);
    }
  }

  private void note(VenueIntake intake, List<Stream> streams) {
    counts = intake.counts();
    List<String> lines = new ArrayList<>(intake.notes().lines(venue.findings(streams)));
    lines.addAll(intake.waiting());
    notes = List.copyOf(lines);
    intake.notes().tell(notes, venue.name(), nanos.getAsLong(), problems);
  }

  /// Fetches finished bars that opened from a time on. They are told before what waits meanwhile,
  /// and so as of then.
  ///
  /// @return what to tell the intake of them
  private Consumer<VenueIntake> fetchBars(int instrument, long fromNanos) {
    TapeInstrument one = instruments.get(instrument);
    long barNanos = one.barNanos();
    long sent = nanos.getAsLong();
    long end = sent - Math.floorMod(sent, barNanos);
    long from = fromNanos - Math.floorMod(fromNanos, barNanos);
    List<BarState> bars = new ArrayList<>();
    OptionalLong venueNanos = OptionalLong.empty();
    while (from < end && !isClosed) {
      long to = Math.min(end, from + venue.barsPerRequest() * barNanos);
      Optional<URI> address = venue.bars(one.venueSymbol(), barNanos, from, to);
      if (address.isEmpty()) {
        break; // the venue tells its bars over the socket alone; those that were missed stay so
      }
      try {
        var answer = rest.answer(address.get(), venue.limitOf(address.get()));
        venueNanos = answer.venueNanos(); // of the last, which has the newest
        for (BarState bar : venue.readBars(one.venueSymbol(), barNanos, answer.body())) {
          if (bar.isFinal() && bar.openNanos() >= from && bar.closeNanos() <= to) {
            bars.add(bar);
          }
        }
      } catch (RestException | FrameException e) {
        seldom.tell(
            "bars " + instrument,
            "Bars could not be fetched: venue=%s, symbol=%s, %s. They are asked for again."
                .formatted(venue.name(), one.venueSymbol(), e.getMessage()));
        long until = from;
        return intake -> intake.noBars(instrument, bars, until, knownUntil(nanos.getAsLong()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return _ -> {};
      }
      from = to;
    }
    OptionalLong answered = venueNanos;
    return intake -> intake.bars(instrument, bars, answered, sent, knownUntil(nanos.getAsLong()));
  }

  /// Fetches away from the feed's thread, one request of a kind at a time.
  ///
  /// @param fetch     returns what to tell the intake
  /// @param otherwise told if that ends in a defect
  private void aside(
      String key, Supplier<Consumer<VenueIntake>> fetch, Consumer<VenueIntake> otherwise) {
    if (fetching.putIfAbsent(key, true) == null) {
      Thread.ofVirtual()
          .name("fetch-" + key)
          .start(
              () -> {
                Consumer<VenueIntake> answer = otherwise;
                try {
                  answer = fetch.get();
                } catch (RuntimeException | Error e) {
                  seldom.tell(
                      key + " defect",
                      ("Nothing could be fetched: venue=%s, what=%s, cause=%s. It is asked for"
                              + " again.")
                          .formatted(venue.name(), key, e));
                } finally {
                  fetching.remove(key); // before the answer, which may ask for more
                  fetched.add(answer);
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

    @Override
    public void subscribe(int connection, List<Stream> streams) {
      supervisor.get().ifPresent(one -> one.subscribe(connection, streams));
    }

    /// A venue that streams its snapshots sends one to a new connection.
    @Override
    public void snapshot(int connection, String symbol) {
      Optional<URI> address = venue.bookSnapshot(symbol);
      if (address.isEmpty()) {
        supervisor.get().ifPresent(one -> one.renew(connection));
        return;
      }
      aside("book " + symbol, () -> fetchBook(connection, symbol, address.get()), _ -> {});
    }

    private Consumer<VenueIntake> fetchBook(int connection, String symbol, URI address) {
      long sent = nanos.getAsLong();
      try {
        FeedEvent event = venue.readBookSnapshot(symbol, rest.get(address, venue.limitOf(address)));
        return intake -> intake.snapshot(connection, event, sent, nanos.getAsLong());
      } catch (RestException e) {
        seldom.tell(
            "book " + symbol,
            "Book could not be fetched: venue=%s, symbol=%s, %s. It stays unusable."
                .formatted(venue.name(), symbol, e.getMessage()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return _ -> {};
    }

    @Override
    public void bars(int instrument, long fromNanos) {
      aside(
          "bars " + instrument,
          () -> fetchBars(instrument, fromNanos),
          intake -> intake.noBars(instrument, List.of(), fromNanos, nanos.getAsLong()));
    }

    @Override
    public void clock() {
      aside("clock", this::fetchClock, intake -> intake.noClock(nanos.getAsLong()));
    }

    /// The time of ours at which the answer has come is read before anything else happens to it.
    private Consumer<VenueIntake> fetchClock() {
      long sent = nanos.getAsLong();
      try {
        Optional<URI> address = venue.clock();
        if (address.isPresent()) {
          byte[] body = rest.get(address.get(), venue.limitOf(address.get()));
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
    thread.ifPresent(FeedEnds::end);
    rest.close();
  }
}
