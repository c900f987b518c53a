package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FixLink;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.fix.FixRequest;
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
        Wanted wanted = listening.pass();
        if (wanted.isRenewal()) { // without the lock: the library has locks of its own
          link.renew();
        } else if (!wanted.requests().isEmpty()) {
          link.ask(wanted.requests());
        }
      }
    }
  }

  /// What is to be done about a session.
  ///
  /// @param isRenewal to log out and on again
  /// @param requests  to be sent again
  private record Wanted(boolean isRenewal, List<FixRequest> requests) {}

  /// What comes of the sessions, one after another; by the library's threads and by our own.
  private final class Listening implements FixLinks.Listener {
    private final List<Stream> streams = VenueFeed.streams(venue, instruments);
    private final StepWatch steps = new StepWatch(nanos);
    private final VenueIntake intake;
    private final FixRefusals refusals = new FixRefusals(streams);
    private int connection;
    private boolean isUsable;

    /// Why another session is wanted.
    private Optional<String> wanted = Optional.empty();

    /// Why we are logging out.
    private Optional<String> farewell = Optional.empty();

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
        want("The book has no snapshot that holds: symbol=%s".formatted(symbol));
      }

      @Override
      public void bars(int instrument, long fromNanos) {
        throw new IllegalStateException("FIX tells no bars.");
      }

      @Override
      public void clock() {}
    }

    private void want(String why) {
      wanted = wanted.or(() -> Optional.of(why));
    }

    @Override
    public synchronized void loggedOn() {
      long now = nanos.getAsLong();
      connection++;
      isUsable = true;
      wanted = Optional.empty();
      farewell = Optional.empty();
      renewNanos = now + pauseNanos;
      tell(FeedChange.State.LIVE, FeedChange.Reason.MESSAGE_CAME, "");
    }

    @Override
    public synchronized void message(byte[] text) {
      if (isUsable && !isClosed) {
        long now = nanos.getAsLong();
        intake.frame(connection, now, text, event -> hear(event, now));
      }
    }

    private void hear(FeedEvent event, long now) {
      if (refusals.hear(event, now)) {
        intake.mark(HealthReason.REFUSED, refusals::isRefused, now);
      }
    }

    @Override
    public synchronized void gap(String why) {
      if (isUsable) {
        want(why);
        end(FeedChange.State.LOST, FeedChange.Reason.BROKEN, why);
      }
    }

    /// A Logout that we asked for is none of the venue's.
    @Override
    public synchronized void loggedOut(String why) {
      FeedChange.State state = isUsable ? FeedChange.State.LOST : FeedChange.State.BACKING_OFF;
      wanted = Optional.empty();
      if (farewell.isPresent()) {
        end(state, FeedChange.Reason.ASKED, "We log on again for snapshots. " + farewell.get());
        farewell = Optional.empty();
      } else {
        boolean isIts = state == FeedChange.State.LOST;
        end(state, isIts ? FeedChange.Reason.CLOSED_BY_VENUE : FeedChange.Reason.UNREACHABLE, why);
      }
    }

    private void end(FeedChange.State state, FeedChange.Reason reason, String detail) {
      isUsable = false;
      tell(state, reason, detail);
      refusals.forget();
      if (!isClosed) {
        intake.mark(HealthReason.REFUSED, _ -> false, nanos.getAsLong());
      }
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
    /// @return what is wanted now
    synchronized Wanted pass() {
      long now = nanos.getAsLong();
      steps.look(intake, now);
      intake.onClock(now);
      if (now - notedNanos >= NOTES_NANOS) {
        notedNanos = now;
        note();
      }
      List<Stream> again = isUsable ? refusals.due(now) : List.of();
      if (wanted.isEmpty() && now > renewNanos + MOST_RENEW_NANOS) {
        pauseNanos = RENEW_NANOS;
      }
      if (wanted.isEmpty() || now < renewNanos) {
        return new Wanted(false, venue.requests(again));
      }
      farewell = wanted;
      wanted = Optional.empty();
      pauseNanos = Math.min(2 * pauseNanos, MOST_RENEW_NANOS);
      return new Wanted(true, List.of());
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
