package io.papertape.live.session;

import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeCut;
import io.papertape.live.tape.TapeWriter;
import io.papertape.simulation.RunKeeper;
import io.papertape.simulation.RunState;
import io.papertape.state.UnkeptStateException;
import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Takes snapshots of a session between two moments, has them proved, and lets a recovery begin
/// with one. They are a cache: whatever goes wrong with them, the session does what it would do
/// without.
final class Snapshots {
  private static final long PATIENCE_SECONDS = 10;
  private static final long AGAIN_NANOS = 60_000_000_000L;

  private final SessionManifest manifest;
  private final SessionDisks disks;
  private final Supplier<Strategy> twins;
  private final SnapshotPlan plan;
  private final LongSupplier ticker;
  private final AtomicLong steps;
  private final SnapshotFiles files;
  private final List<String> refused = new ArrayList<>();
  private volatile boolean isOff;
  private volatile boolean isClosed;
  private volatile boolean isAwaited;
  private final BackgroundWork work;
  private CountDownLatch check = new CountDownLatch(0);
  private volatile Prefix prefix = Prefix.RIGHT;
  private volatile String prefixProblem = "";
  private Optional<Snapshot> resumed = Optional.empty();
  private long checkedNanos;
  private boolean isFirst = true;
  private long lastMoments;
  private long lastNanos;

  /// What is known of the journal from before the snapshot that a recovery began with.
  private enum Prefix {
    RIGHT,
    PENDING,
    WRONG,
    /// It could not be read.
    UNKNOWN
  }

  /// @param twins makes new instances of the strategy that share nothing with that of the session
  /// @param steps of the session's thread
  Snapshots(
      SessionManifest manifest,
      SessionDisks disks,
      Supplier<Strategy> twins,
      SnapshotPlan plan,
      LongSupplier ticker,
      AtomicLong steps) {
    this.manifest = manifest;
    this.disks = disks;
    this.twins = twins;
    this.plan = plan;
    work = new BackgroundWork(plan.prover());
    this.ticker = ticker;
    this.steps = steps;
    files = new SnapshotFiles(disks.record());
    isOff = !plan.isOn();
    lastNanos = ticker.getAsLong();
  }

  private void note(Kind kind, String text) {
    plan.notes().accept(new SnapshotNote(kind, text));
  }

  /// Those that a recovery may begin with, the newest first.
  List<Snapshot> candidates() {
    List<Snapshot> candidates = new ArrayList<>();
    if (isOff) {
      return candidates;
    }
    try {
      for (String name : files.names()) {
        try {
          Snapshot one = files.read(name);
          Optional<String> why = objection(one);
          why.ifPresent(text -> refuse(name, text));
          if (why.isEmpty()) {
            candidates.add(one);
          }
        } catch (IllegalArgumentException e) {
          refuse(name, e.getMessage());
        }
      }
    } catch (IOException e) {
      note(Kind.FAILED, "Snapshots cannot be read: " + e.getMessage());
    }
    return candidates;
  }

  private Optional<String> objection(Snapshot one) throws IOException {
    if (!one.code().equals(ProgramCode.hash())) {
      return Optional.of("another version of the program took it");
    }
    if (!one.manifest().equals(manifest.hash())) {
      return Optional.of("it is that of another session");
    }
    return JournalPrefix.checkEnd(disks.record(), one);
  }

  /// One is not used, and never again.
  void refuse(Snapshot one, String why) {
    refuse("%018d.snapshot".formatted(one.tape().moments()), why);
  }

  private void refuse(String name, String why) {
    note(Kind.REFUSED, "Snapshot is not used: file=%s, %s.".formatted(name, why));
    refused.add(name);
  }

  /// What was refused has still told how far the tape once went: it goes when the tape is seen to
  /// go as far.
  void deleteRefused() {
    for (String name : refused) {
      try {
        files.delete(name);
      } catch (IOException e) {
        note(Kind.FAILED, "Snapshot cannot be deleted: " + e.getMessage());
      }
    }
    refused.clear();
  }

  /// The tape has lost its end at its opening.
  void noteCuts(List<TapeCut> cuts) {
    if (!cuts.isEmpty()) {
      note(Kind.CUT, "Tape was cut where it was not whole: %s.".formatted(TapeCut.text(cuts)));
    }
  }

  /// A recovery has begun with one: what it has not made again is looked at in the background.
  void resumed(Snapshot from) {
    lastMoments = from.tape().moments();
    note(
        Kind.RESUMED,
        "Recovery begins with the snapshot at moment %d, entry %d."
            .formatted(from.tape().moments(), from.journalEntries()));
    resumed = Optional.of(from);
    checkInBackground(from);
  }

  private void checkInBackground(Snapshot from) {
    checkedNanos = ticker.getAsLong();
    prefix = Prefix.PENDING;
    check =
        work.begin(
            () -> {
              prefix = Prefix.UNKNOWN; // until it has been read to its end
              checkPrefix(from);
            },
            this::unchecked);
  }

  private void unchecked(Throwable e) {
    prefix = Prefix.UNKNOWN;
    failed(e);
  }

  private void failed(Throwable e) {
    boolean isOfDisk = e instanceof IOException || e instanceof UncheckedIOException;
    note(Kind.FAILED, "Snapshot failed: " + (isOfDisk ? e.getMessage() : e));
  }

  private void checkPrefix(Snapshot from) throws IOException {
    Optional<String> problem = JournalPrefix.checkAll(stepping(disks.record()), from);
    prefixProblem = problem.orElse("");
    prefix = problem.isPresent() ? Prefix.WRONG : Prefix.RIGHT;
  }

  /// What could not be read is looked at again from time to time.
  ///
  /// @throws SessionDivergence if the journal from before the snapshot has turned out to be
  ///     another
  void requireJournalSoFar() {
    if (prefix == Prefix.WRONG) {
      throw new SessionDivergence(prefixProblem);
    }
    if (prefix == Prefix.UNKNOWN
        && !work.isUnderWay()
        && ticker.getAsLong() - checkedNanos >= AGAIN_NANOS) {
      checkInBackground(resumed.orElseThrow());
    }
  }

  /// The same once all of it has been looked at; nothing is sealed before.
  ///
  /// @throws IOException if it cannot be read
  void requireJournal() throws IOException {
    isAwaited = true;
    await(check);
    if (prefix == Prefix.PENDING || prefix == Prefix.UNKNOWN) {
      checkPrefix(resumed.orElseThrow());
    }
    isAwaited = false;
    if (prefix == Prefix.WRONG) {
      throw new SessionDivergence(prefixProblem);
    }
  }

  /// What is read while the session waits for it is a step of the session.
  private Disk stepping(Disk disk) {
    return new SteppingDisk(
        disk,
        () -> {
          if (isAwaited) {
            steps.incrementAndGet();
          }
        });
  }

  /// True if one is due, and nothing is under way.
  boolean isDue(long moments) {
    return !isOff
        && plan.isDue(isFirst, moments - lastMoments, ticker.getAsLong() - lastNanos)
        && !work.isUnderWay();
  }

  /// Takes one. Everything is durable, and the simulation has dealt with all of the tape.
  void take(RunState state, LiveMoments moments, TapeWriter tape, SessionJournal journal) {
    isFirst = false;
    lastMoments = tape.moments();
    lastNanos = ticker.getAsLong();
    Snapshot taken;
    try {
      taken =
          new Snapshot(
              ProgramCode.hash(),
              manifest.hash(),
              tape.position(),
              journal.position(),
              state.entries(),
              state.lastHash(),
              state.root(),
              state.take(),
              moments.memoryState());
    } catch (UnkeptStateException e) {
      off(e.getMessage());
      return;
    } catch (RuntimeException e) {
      off("it cannot be taken, " + e);
      return;
    } catch (VirtualMachineError | LinkageError | AssertionError e) {
      failed(e); // such as: no more memory
      return;
    }
    work.begin(() -> prove(taken), this::unproved);
  }

  private void prove(Snapshot taken) throws IOException {
    Snapshot there = files.draft(taken);
    List<String> names = files.names();
    Optional<Snapshot> before =
        names.isEmpty() ? Optional.empty() : Optional.of(files.read(names.getFirst()));
    ProofPace pace = new ProofPace(ticker, plan.restShare(), LockSupport::parkNanos);
    Optional<String> disproof =
        SnapshotProof.disprove(manifest, disks.tape(), twins, before, there, pace, () -> isClosed);
    if (isClosed) {
      files.deleteDraft();
    } else if (disproof.isPresent()) {
      files.deleteAll();
      off("a snapshot is not right, " + disproof.get());
    } else {
      files.keep(there);
      note(
          Kind.KEPT,
          "Snapshot at moment %d, entry %d: bytes=%d."
              .formatted(
                  there.tape().moments(), there.journalEntries(), there.simulation().length));
    }
  }

  private void off(String why) {
    isOff = true;
    note(
        Kind.OFF,
        "Snapshots are off: %s. Recovery runs the tape from its start, %d moments now."
            .formatted(why, lastMoments));
  }

  private void unproved(Throwable e) {
    if (e instanceof RuntimeException && !(e instanceof UncheckedIOException)) {
      off("it cannot be proved, " + e);
    } else {
      failed(e);
    }
    giveRoomBack();
  }

  /// A draft on a disk that is full takes the place of what matters.
  private void giveRoomBack() {
    try {
      files.deleteDraft();
    } catch (IOException | UncheckedIOException _) {
      // the next draft tries again
    }
  }

  /// Ends what is under way. A twin whose strategy hangs is left behind; it writes nothing more.
  void close() {
    isClosed = true;
    try {
      boolean isDone = work.latest().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!isDone) {
        note(Kind.FAILED, "Snapshot is not done: its proof does not end.");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch work) {
    try {
      work.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a run is kept by.
  ///
  /// @param from where it begins
  RunKeeper keeper(Optional<Snapshot> from, Resumption resumption) {
    return state -> {
      resumption.state = Optional.of(state);
      if (from.isPresent()) {
        resumption.resume(state, from.get());
      }
      state.problem().filter(_ -> !isOff).ifPresent(this::off);
    };
  }

  /// Puts a snapshot back into what runs.
  static final class Resumption {
    private final LiveMoments moments;
    private final SessionJournal journal;
    private Optional<RunState> state = Optional.empty();
    private Optional<SnapshotRefusal> refusal = Optional.empty();

    Resumption(LiveMoments moments, SessionJournal journal) {
      this.moments = moments;
      this.journal = journal;
    }

    private void resume(RunState run, Snapshot from) {
      try {
        run.restore(from.simulation());
        if (run.entries() != from.journalEntries()
            || !run.lastHash().equals(from.journalHash())
            || !run.root().equals(from.journalRoot())) {
          throw new UnkeptStateException("its chain is not that of its journal");
        }
        moments.resume(from);
        journal.goTo(from.journalBytes(), from.journalEntries());
      } catch (RuntimeException e) {
        journal.mute();
        refusal = Optional.of(new SnapshotRefusal(e.getMessage(), e));
        throw e;
      }
    }

    Optional<RunState> state() {
      return state;
    }

    Optional<SnapshotRefusal> refusal() {
      return refusal;
    }
  }
}
