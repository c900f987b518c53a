package io.papertape.live.session;

import io.papertape.journal.RecordLevel;
import io.papertape.live.session.SessionManifest.Recovery;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeWriter;
import io.papertape.live.transport.ModelClient;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.RunState;
import io.papertape.simulation.RunView;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.StrategyFrame;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One life of a session, on the thread that calls it: from its start or its recovery to its end.
///
/// Nothing is told to a [SessionListener] or shows in [#status] before it is durable: tape first,
/// then journal. A disk that does not take it ends the life with a reason that is durable itself;
/// see [HaltFile].
public final class SessionRun {
  private final String id;
  private final SessionManifest manifest;
  private final SessionDisks disks;
  private final Supplier<Strategy> strategies;
  private final SnapshotPlan plan;
  private final LiveFeed feed;
  private final RemoteModels remote;
  private final LongSupplier ticker;
  private final Arrivals arrivals;
  private final SessionListener listener;
  private final AtomicLong steps = new AtomicLong();
  private final RecentEntries recent;
  private final HaltFile haltFile;
  private volatile SessionStatus status = SessionStatus.starting();
  private volatile boolean isCaughtUp;
  private final LifeEnd end;

  /// @param strategies makes new instances of the strategy, which share nothing that may change:
  ///     one to live with, and others for each proof of a snapshot beside it
  /// @param plan       when snapshots are taken
  /// @param models     asks what is remote
  /// @param ticker     steady nanoseconds of the process
  /// @param arrivals   what the feed and the operator tell it
  public SessionRun(
      String id,
      SessionManifest manifest,
      SessionDisks disks,
      Supplier<Strategy> strategies,
      SnapshotPlan plan,
      LiveFeed feed,
      ModelClient models,
      LongSupplier ticker,
      Arrivals arrivals,
      SessionListener listener) {
    this.id = id;
    this.manifest = SessionManifest.read(manifest.bytes()); // as the next process will have it
    this.disks = disks;
    this.strategies = strategies;
    this.plan = feed.wantsPlaces() ? plan.off() : plan;
    this.feed = feed;
    remote = new RemoteModels(models, arrivals, ticker);
    this.ticker = ticker;
    this.arrivals = arrivals;
    this.listener = listener;
    recent = RecentEntries.left(disks.record());
    haltFile = new HaltFile(disks.record());
    end = new LifeEnd(feed, models, arrivals, haltFile);
  }

  /// Makes the room for the reason of a halt.
  ///
  /// @throws WorkspaceException if it halted and nobody has cleared that
  public void prepare() {
    Optional<Halt> halted = haltFile.read();
    if (halted.isPresent()) {
      throw WorkspaceException.configuration(
          "Session has halted: session=%s, reason=%s, %s. Clear it with paper start --session."
              .formatted(id, halted.get().code(), halted.get().detail()));
    }
    haltFile.prepare();
  }

  /// As it stood after its last durable entry.
  public SessionStatus status() {
    return status;
  }

  /// True once its tape has been run again: what it is told from then on goes on the tape.
  boolean isCaughtUp() {
    return isCaughtUp;
  }

  /// How often its thread has asked for what comes next, or made something durable.
  long steps() {
    return steps.get();
  }

  /// Lives: goes on where the tape ends, to the end of the session or of this life of it.
  ///
  /// @return how it ended; that of a life which was halted from outside if it was
  public SessionStatus run() {
    try {
      State how = State.HALTED;
      Optional<Halt> halt = Optional.empty();
      Optional<String> why = Optional.empty();
      try {
        RunResult result = lived();
        how = result.failure().isEmpty() ? State.STOPPED : State.FAILED;
        why = result.failure().map(StrategyFrame::failure);
      } catch (Throwable e) { // whatever it is: nobody else could say that the session has ended
        halt = Optional.of(end.reason(e));
      }
      if (end.byItsThread()) {
        ended(how, halt.isPresent() ? halt.map(end::write) : why);
        listener.published(List.of(), status);
      }
    } finally {
      end.letGoAndWait();
    }
    return status;
  }

  /// Ends a life whose thread does not answer; it records nothing any more.
  ///
  /// @return false if it is ending by itself
  boolean haltFromOutside(String code, String detail) {
    if (!end.fromOutside()) {
      return false;
    }
    end.halt(code, detail, words -> ended(State.HALTED, Optional.of(words)));
    listener.published(List.of(), status);
    return true;
  }

  /// Whether the reason of its halt is on the disk, or on its way there.
  LifeEnd end() {
    return end;
  }

  private synchronized void ended(State how, Optional<String> why) {
    status = status.ended(how, why);
  }

  /// @return false if it was halted from outside, which stays the last word
  private synchronized boolean become(SessionStatus next) {
    if (end.isFromOutside()) {
      return false;
    }
    status = next;
    return true;
  }

  /// Begins with the newest snapshot that will do, or else at the start of the tape.
  private RunResult lived() throws IOException {
    long told = TapeExtent.told(disks.record()); // by what may be refused and deleted later
    Snapshots snapshots = new Snapshots(manifest, disks, strategies, plan, ticker, steps);
    try {
      for (Snapshot one : snapshots.candidates()) {
        try {
          return runTape(snapshots, told, Optional.of(one));
        } catch (SnapshotRefusal e) {
          snapshots.refuse(one, e.getMessage());
        }
      }
      return runTape(snapshots, told, Optional.empty());
    } finally {
      snapshots.close();
    }
  }

  private RunResult runTape(Snapshots snapshots, long told, Optional<Snapshot> from)
      throws IOException {
    try (SessionJournal journal = SessionJournal.open(disks.record(), true);
        TapeWriter tape =
            TapeWriter.open(
                disks.tape(steps), id, manifest.instruments(), _ -> {}, feed.leastTapeFileBytes());
        RecordedTape recorded = RecordedTape.of(manifest, disks, tape, told, from);
        Closeable _ = () -> end.leave(tape)) {
      snapshots.deleteRefused();
      snapshots.noteCuts(tape.cuts());
      RecordWitness witness = new RecordWitness(disks.record(), journal, tape, recorded.reader());
      Commits commits = new Commits(journal, tape, witness, snapshots, from);
      LiveMoments moments =
          new LiveMoments(
              arrivals,
              tape,
              recorded.reader(),
              manifest,
              remote,
              feed.clock(),
              ticker,
              commits,
              manifest.recovery() == Recovery.WAIT);
      commits.moments = Optional.of(moments);
      Snapshots.Resumption resumption = new Snapshots.Resumption(moments, journal);
      commits.resumption = Optional.of(resumption);
      SessionSource source = new SessionSource(moments, manifest);
      Simulation simulation =
          simulation(manifest, strategies.get(), source)
              .using(RunMemory.forgetting())
              .journal(journal, RecordLevel.EACH);
      if (plan.isOn()) {
        simulation.kept(snapshots.keeper(from, resumption));
      }
      RunResult result = run(simulation, from, resumption, moments, journal);
      if (!moments.isLive()) {
        witness.requireJournal();
        from.ifPresent(snapshots::resumed);
      }
      commits.last();
      return result;
    }
  }

  /// What goes wrong in a recovery that began with a snapshot is the snapshot's fault until it is
  /// seen to go wrong without.
  private static RunResult run(
      Simulation simulation,
      Optional<Snapshot> from,
      Snapshots.Resumption resumption,
      LiveMoments moments,
      SessionJournal journal) {
    try {
      RunResult result = simulation.run();
      moments.requireAnswers();
      if (resumption.refusal().isPresent()) {
        throw resumption.refusal().get();
      }
      return result;
    } catch (RuntimeException e) {
      if (resumption.refusal().isPresent()) {
        throw resumption.refusal().get();
      }
      throw from.isPresent() && (journal.hasDiverged() || moments.asksOtherwise())
          ? new SnapshotRefusal("the journal that follows from it is another", e)
          : e;
    }
  }

  /// The simulation of a session over a source.
  static Simulation simulation(SessionManifest manifest, Strategy strategy, SessionSource source) {
    Simulation simulation =
        Simulation.of(strategy)
            .named(manifest.strategy())
            .under(manifest.assumptions())
            .within(manifest.limits())
            .manifest(manifest.hash())
            .asking(source)
            .from(source, manifest.startNanos());
    manifest.instruments().forEach(one -> simulation.on(one.instrument()));
    return simulation;
  }

  /// Makes durable and publishes, on the session's thread.
  private final class Commits implements SessionPauses {
    private final SessionJournal journal;
    private final TapeWriter tape;
    private final RecordWitness witness;
    private Optional<LiveMoments> moments = Optional.empty();
    private final Snapshots snapshots;
    private final Optional<Snapshot> from;
    private Optional<Snapshots.Resumption> resumption = Optional.empty();
    private Optional<RunView> view = Optional.empty();

    Commits(
        SessionJournal journal,
        TapeWriter tape,
        RecordWitness witness,
        Snapshots snapshots,
        Optional<Snapshot> from) {
      this.journal = journal;
      this.tape = tape;
      this.witness = witness;
      this.snapshots = snapshots;
      this.from = from;
    }

    @Override
    public void begin(RunView run) {
      view = Optional.of(run);
    }

    @Override
    public void rest() {
      Optional<RunState> state = resumption.flatMap(Snapshots.Resumption::state);
      if (state.isPresent() && !end.isFromOutside() && snapshots.isDue(tape.moments())) {
        snapshots.take(state.get(), moments.orElseThrow(), tape, journal);
      }
    }

    @Override
    public void requireLiving() {
      steps.incrementAndGet();
      end.requireLiving();
    }

    @Override
    public boolean tellsHealth() {
      return feed.tellsHealth();
    }

    @Override
    public void replayed() {
      try {
        witness.replayed();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void toldFrom(FeedPlace place) {
      feed.toldFrom(place);
    }

    @Override
    public Optional<String> caughtUp(TapeMemory taped) {
      if (!journal.isCaughtUp()) {
        throw witness.beyondTape();
      }
      Optional<String> lost = witness.requireJournal();
      from.ifPresent(snapshots::resumed);
      for (int i = 0; i < manifest.instruments().size(); i++) {
        if (taped.lastCloseNanos(i) != Long.MIN_VALUE) {
          feed.barsUntil(i, taped.lastCloseNanos(i));
        }
      }
      feed.start(arrivals, taped.lastMarketNanos());
      isCaughtUp = true;
      return lost;
    }

    @Override
    public void commit(RunView run) {
      view = Optional.of(run);
      requireLiving();
      try {
        snapshots.requireJournalSoFar();
        commit();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The seal, after the simulation has ended: from here on nobody halts it from outside.
    void last() throws IOException {
      if (!end.byItsThread()) {
        end.requireLiving();
      }
      snapshots.requireJournal();
      commit();
    }

    private void commit() throws IOException {
      tape.commit();
      end.requireLiving(); // a slow disk takes seconds
      List<String> lines = journal.commit();
      witness.committed();
      publish(lines);
    }

    private void publish(List<String> lines) {
      if (view.isEmpty() || (lines.isEmpty() && tape.moments() == status.moments())) {
        return;
      }
      recent.add(lines);
      boolean wasStopped = status.isDrawdownStopped();
      SessionStatus next =
          SessionSnapshots.of(
              view.get(),
              tape.moments(),
              journal.entries(),
              moments.orElseThrow().sequencer().dropped(),
              arrivals.depth(),
              recent.lines(),
              remote.health());
      if (become(next) && (!lines.isEmpty() || next.isDrawdownStopped() != wasStopped)) {
        listener.published(lines, next);
      }
    }
  }
}
