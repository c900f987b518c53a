package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A venue's frames from a log, such as a topic of Kafka, as a feed.
///
/// Each event goes on the tape with its place in the log. After a restart reading goes on at the
/// oldest record of which something is not on the tape, and what is on it is left out: nothing is
/// told twice, and nothing is missed that the log still has. What it has no longer is a gap, which
/// is told. Until the end is reached that the log had when reading began, or when it was found
/// again after an outage or a pause, events are told and marked as backfilled, so that no order
/// rests on them.
public final class LogFeed implements LiveFeed {
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final long ASK_NANOS = 5_000_000_000L;
  private static final long NOTES_NANOS = 1_000_000_000L;
  private static final int CONNECTION = 1;

  /// Not to have read for longer is to be behind; while nothing comes, reading waits for
  /// [#WAIT].
  private static final long MOST_PAUSE_NANOS = 1_500_000_000L;

  private final FrameLogs logs;
  private final LogText log;
  private final VenueStreams asked;
  private final LongSupplier nanos;
  private final Consumer<String> problems;
  private final List<FeedPlace> onTape = new ArrayList<>();
  private final Map<Integer, Long> barsUntil = new ConcurrentHashMap<>();
  private final Map<Integer, Long> oldest = new HashMap<>();
  private volatile boolean isClosed;
  private volatile List<String> notes = List.of();
  private Optional<Thread> thread = Optional.empty();

  LogFeed(
      FrameLogs logs,
      LogText log,
      VenueStreams asked,
      LongSupplier nanos,
      Consumer<String> problems) {
    this.logs = logs;
    this.log = log;
    this.asked = asked;
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
  public void barsUntil(int instrument, long closeNanos) {
    barsUntil.put(instrument, closeNanos);
  }

  @Override
  public boolean wantsPlaces() {
    return true;
  }

  @Override
  public void toldFrom(FeedPlace place) {
    long before = Objects.requireNonNullElse(oldest.put(place.source(), place.oldest()), -1L);
    if (place.oldest() > before) { // what is older is left out by its offset alone
      onTape.removeIf(one -> one.source() == place.source() && one.offset() < place.oldest());
    }
    onTape.add(place);
  }

  /// Places that are kept until the feed begins.
  int keptPlaces() {
    return onTape.size();
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    PlacedSink placed = new PlacedSink(sink, log.places());
    onTape.forEach(placed::toldFrom);
    onTape.clear();
    Thread own =
        Thread.ofPlatform().daemon().name("feed-" + log.topic()).unstarted(() -> run(placed));
    thread = Optional.of(own);
    own.start();
  }

  /// One reading of the log, on its own thread.
  private final class Reading implements FrameLog.Listener {
    private final PlacedSink placed;
    private final VenueIntake intake;
    private final List<Stream> streams;
    private final LatestNotes said = new LatestNotes();
    private final LateSources late;
    private final RecordAges ages;

    /// What is known of a bar under way stands in records of before: from them on it is read again.
    private final boolean hasBars;

    private List<Long> goals = List.of();
    private Optional<String> trouble = Optional.empty();
    private boolean wantsGoals;
    private boolean isBehind;
    private boolean isMarked;
    private long readNanos;

    Reading(PlacedSink placed) {
      this.placed = placed;
      streams = VenueFeed.streams(asked.venue(), asked.instruments());
      late =
          new LateSources(asked.instruments().stream().map(TapeInstrument::venueSymbol).toList());
      ages = new RecordAges(log.topic(), late, said);
      hasBars = streams.stream().anyMatch(stream -> stream.kind() == Stream.Kind.BARS);
      intake =
          new VenueIntake(
              asked.venue(),
              asked.instruments(),
              streams,
              true, // whoever recorded them needed more connections than we do
              nanos.getAsLong(),
              instrument -> barsUntil.getOrDefault(instrument, nanos.getAsLong()),
              placed,
              new Unanswered(this::noBars));
    }

    private void noBars(int instrument) {
      intake.bars(instrument, List.of(), nanos.getAsLong(), nanos.getAsLong());
    }

    @Override
    public void frame(int source, long offset, long recordNanos, byte[] frame) {
      long now = nanos.getAsLong();
      notePause(now);
      noteAge(source, offset, recordNanos, now);
      placed.record(source, offset);
      intake.frame(
          CONNECTION,
          now,
          frame,
          event -> {
            placed.part(event);
            if (event instanceof FeedEvent.OfMarket market && late.tells(source, market.symbol())) {
              mark(now);
            }
          });
      if (!hasBars || !late.tells(source)) {
        placed.read(now);
      }
    }

    /// What came to it before it was found waits in it.
    @Override
    public void added(int source) {
      placed.reach(source + 1);
      said.add(
          "Partition was added: topic=%s, partition=%d. It is read from its beginning."
              .formatted(log.topic(), source));
      fallBehind(nanos.getAsLong());
    }

    @Override
    public void gap(int source, long fromOffset, long toOffset) {
      said.add(
          "Records are gone: topic=%s, partition=%d, from=%d, to=%d. They are a gap on the record."
              .formatted(log.topic(), source, fromOffset, toOffset - 1));
      intake.lost(CONNECTION, nanos.getAsLong());
    }

    /// False if nobody answers: that is said, and it may be tried again.
    private boolean isBegun() {
      try {
        FrameLogs.Description now = logs.describe(log.servers(), log.topic());
        if (!now.id().equals(log.id())) {
          throw FrameLogException.forGood(
              "Topic was made anew: topic=%s, then=%s, now=%s. Start a new session."
                  .formatted(log.topic(), log.id(), now.id()));
        }
        goals = now.newest();
        placed.reach(goals.size());
        wantsGoals = goals.size() < placed.starts().size(); // a partition that is new to the broker
      } catch (FrameLogException e) {
        if (e.isForGood()) {
          throw e;
        }
        intake.change(change(FeedChange.State.BACKING_OFF, e.getMessage()));
        note();
        return false;
      }
      intake.change(change(FeedChange.State.LIVE, ""));
      markBehind(nanos.getAsLong());
      return true;
    }

    private FeedChange change(FeedChange.State state, String detail) {
      return new FeedChange(
          asked.venue().name(),
          0,
          CONNECTION,
          state,
          state == FeedChange.State.LIVE
              ? FeedChange.Reason.MESSAGE_CAME
              : FeedChange.Reason.UNREACHABLE,
          nanos.getAsLong(),
          0,
          false,
          detail);
    }

    private void read() throws InterruptedException {
      try (FrameLog open = logs.open(log.servers(), log.topic(), log.id(), placed.starts())) {
        long askedNanos = nanos.getAsLong();
        long notedNanos = askedNanos;
        readNanos = askedNanos;
        StepWatch steps = new StepWatch(nanos);
        var health = new AsideQuestion<>("ask-" + log.topic(), open::trouble);
        while (!isClosed) {
          look(open, steps);
          long now = nanos.getAsLong();
          if (now - askedNanos >= ASK_NANOS) {
            askedNanos = now;
            health.ask(); // what the log still gives is read meanwhile
          }
          health.answer().ifPresent(this::hear);
          if (now - notedNanos >= NOTES_NANOS) {
            notedNanos = now;
            note();
          }
        }
      }
    }

    /// Tells what has come. That nobody answers is no end.
    private void look(FrameLog open, StepWatch steps) throws InterruptedException {
      try {
        open.poll(WAIT, this);
        long now = nanos.getAsLong();
        notePause(now);
        steps.look(intake, now);
        intake.onClock(now);
        findGoals(open);
        catchUp(open, nanos.getAsLong());
      } catch (FrameLogException e) {
        if (e.isForGood()) {
          throw e;
        }
        hear(Optional.of(e.getMessage()));
        Thread.sleep(WAIT); // it may have failed at once
      }
    }

    /// What came while nothing was read is as old as that pause.
    private void notePause(long now) {
      if (now - readNanos > MOST_PAUSE_NANOS) {
        fallBehind(now);
      }
      readNanos = now;
    }

    private void fallBehind(long now) {
      wantsGoals = true;
      markBehind(now);
    }

    private void markBehind(long now) {
      isBehind = true;
      mark(now);
    }

    /// What is behind or late is no market to act on.
    private void mark(long now) {
      isMarked = true;
      intake.mark(HealthReason.BACKFILL, symbol -> isBehind || late.isLate(symbol), now);
    }

    /// What waited in the log is expected to be old; what comes to it old is late, with all that
    /// comes from that source, until a record comes from there that is not.
    private void noteAge(int source, long offset, long recordNanos, long now) {
      boolean isWaiting = wantsGoals || (!goals.isEmpty() && offset < goals.get(source));
      if (ages.begins(source, offset, recordNanos, isWaiting, now)) {
        mark(now);
      }
    }

    /// Looks where the log ends now.
    private void findGoals(FrameLog open) {
      if (!wantsGoals || trouble.isPresent()) {
        return;
      }
      goals = logs.describe(log.servers(), log.topic()).newest();
      wantsGoals = goals.size() < open.positions().size(); // that broker does not know of all yet
      readNanos = nanos.getAsLong(); // what came meanwhile is before that end
    }

    /// What came before the reading began is no market to act on.
    private void catchUp(FrameLog open, long now) {
      if (wantsGoals || !isMarked || trouble.isPresent()) {
        return;
      }
      List<Long> positions = goals.isEmpty() ? List.of() : open.positions();
      for (int i = 0; i < positions.size(); i++) {
        if (positions.get(i) < goals.get(i)) {
          return;
        }
      }
      goals = List.of();
      isBehind = false;
      mark(now);
      isMarked = late.isAny();
    }

    private void hear(Optional<String> now) {
      if (now.isEmpty() && trouble.isPresent()) {
        fallBehind(nanos.getAsLong()); // before it is said to be there again
      }
      if (now.isPresent() != trouble.isPresent()) {
        intake.change(
            change(
                now.isPresent() ? FeedChange.State.BACKING_OFF : FeedChange.State.LIVE,
                now.orElse("")));
      }
      trouble = now;
    }

    private void note() {
      List<String> lines = new ArrayList<>(said.lines());
      lines.addAll(intake.notes().lines(asked.venue().findings(streams)));
      intake.notes().tell(lines, log.topic(), nanos.getAsLong(), problems);
      notes = List.copyOf(lines);
    }
  }

  /// A feed that breaks off says so: nobody is left to believe that its prices are live.
  private void run(PlacedSink placed) {
    try {
      Reading reading = new Reading(placed);
      while (!isClosed && !reading.isBegun()) {
        Thread.sleep(AGAIN);
      }
      if (!isClosed) {
        reading.read();
      }
    } catch (FrameLogException e) {
      breakOff(placed, "Log cannot be read: %s".formatted(e.getMessage()));
    } catch (RuntimeException | Error e) {
      breakOff(placed, "Feed broke off: cause=%s. Its session halts.".formatted(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void breakOff(PlacedSink placed, String why) {
    if (!isClosed) {
      notes = List.of(why);
      problems.accept("%s: %s".formatted(log.topic(), why));
      FeedEnds.tellBroken(
          placed, asked.instruments(), asked.venue().name(), nanos.getAsLong(), why);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.ifPresent(FeedEnds::letEnd);
  }
}
