package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FixLink;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.fix.FixVenue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A venue's market data by FIX as a feed.
///
/// Each session of FIX begins with a Logon, new numbers and new snapshots. A gap in the numbers, or
/// a message that is not understood, makes all of it worthless: the input is broken until the next
/// session has told its snapshots. Nothing is fetched that came while nobody was logged on.
public final class FixFeed implements LiveFeed {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final long NOTES_NANOS = 1_000_000_000L;

  /// Between two Logons that we ask for; doubled each time, until one has lasted.
  private static final long RENEW_NANOS = 1_000_000_000L;

  private static final long MOST_RENEW_NANOS = 60_000_000_000L;

  private final FixVenue venue;
  private final List<TapeInstrument> instruments;
  private final FixLinks links;
  private final Optional<String> password;
  private final LongSupplier nanos;
  private final Consumer<String> problems;
  private volatile boolean isClosed;
  private volatile List<String> notes = List.of();
  private Optional<Thread> thread = Optional.empty();

  FixFeed(
      FixVenue venue,
      List<TapeInstrument> instruments,
      FixLinks links,
      Optional<String> password,
      LongSupplier nanos,
      Consumer<String> problems) {
    this.venue = venue;
    this.instruments = List.copyOf(instruments);
    this.links = links;
    this.password = password;
    this.nanos = nanos;
    this.problems = problems;
  }

  @Override
  public LongSupplier clock() {
    return nanos;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    Thread own =
        Thread.ofPlatform().daemon().name("feed-" + venue.name()).unstarted(() -> run(sink));
    thread = Optional.of(own);
    own.start();
  }

  /// A feed that breaks off says so: nobody is left to believe that its prices are live.
  private void run(FeedSink sink) {
    try {
      listen(new Listening(sink));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      if (!isClosed) {
        problems.accept(
            "Feed broke off: venue=%s, cause=%s. Its session halts.".formatted(venue.name(), e));
        FeedEnds.tellBroken(sink, instruments, venue.name(), nanos.getAsLong(), e.toString());
      }
    }
  }

  private void listen(Listening listening) throws InterruptedException {
    try (FixLink link =
        links.open(venue.access(), password, venue.requests(listening.streams), listening)) {
      while (!isClosed) {
        Thread.sleep(PAUSE);
        if (listening.pass()) {
          link.renew(); // without the lock: the library has locks of its own
        }
      }
    }
  }

  /// What comes of the sessions, one after another; by the library's threads and by our own.
  private final class Listening implements FixLinks.Listener {
    private final List<Stream> streams = VenueFeed.streams(venue, instruments);
    private final StepWatch steps = new StepWatch(nanos);
    private final VenueIntake intake;
    private int connection;
    private boolean isUsable;
    private boolean wantsRenewal;
    private long renewNanos;
    private long pauseNanos = RENEW_NANOS;
    private long notedNanos;

    Listening(FeedSink sink) {
      long now = nanos.getAsLong();
      intake =
          new VenueIntake(venue, instruments, streams, true, now, _ -> now, sink, new Requests());
    }

    /// Nothing but a new session helps.
    private final class Requests implements IntakeRequests {
      @Override
      public void said(int of, FeedEvent event) {}

      @Override
      public void snapshot(int of, String symbol) {
        wantsRenewal = true;
      }

      @Override
      public void bars(int instrument, long fromNanos) {
        throw new IllegalStateException("FIX tells no bars.");
      }

      @Override
      public void clock() {}
    }

    @Override
    public synchronized void loggedOn() {
      long now = nanos.getAsLong();
      connection++;
      isUsable = true;
      wantsRenewal = false;
      renewNanos = now + pauseNanos;
      tell(FeedChange.State.LIVE, FeedChange.Reason.MESSAGE_CAME, "");
    }

    @Override
    public synchronized void message(byte[] text) {
      if (isUsable && !isClosed) {
        intake.frame(venue.name(), connection, nanos.getAsLong(), text);
      }
    }

    @Override
    public synchronized void gap(String why) {
      if (isUsable) {
        isUsable = false;
        wantsRenewal = true;
        tell(FeedChange.State.LOST, FeedChange.Reason.BROKEN, why);
      }
    }

    @Override
    public synchronized void loggedOut(String why) {
      boolean wasUsable = isUsable;
      isUsable = false;
      tell(
          wasUsable ? FeedChange.State.LOST : FeedChange.State.BACKING_OFF,
          wasUsable ? FeedChange.Reason.CLOSED_BY_VENUE : FeedChange.Reason.UNREACHABLE,
          why);
    }

    private void tell(FeedChange.State state, FeedChange.Reason reason, String detail) {
      if (!isClosed) {
        intake.change(
            new FeedChange(
                venue.name(), 0, connection, state, reason, nanos.getAsLong(), 0, false, detail));
        note();
      }
    }

    /// Lets time pass.
    ///
    /// @return whether another session is wanted now
    synchronized boolean pass() {
      long now = nanos.getAsLong();
      steps.look(intake, now);
      intake.onClock(now);
      if (now - notedNanos >= NOTES_NANOS) {
        notedNanos = now;
        note();
      }
      if (!wantsRenewal) {
        pauseNanos = now > renewNanos + MOST_RENEW_NANOS ? RENEW_NANOS : pauseNanos;
        return false;
      }
      if (now < renewNanos) {
        return false;
      }
      wantsRenewal = false;
      pauseNanos = Math.min(2 * pauseNanos, MOST_RENEW_NANOS);
      return true;
    }

    private void note() {
      notes = intake.notes().lines(venue.findings(streams));
      intake.notes().tell(notes, venue.name(), nanos.getAsLong(), problems);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.ifPresent(FeedEnds::letEnd);
  }
}
