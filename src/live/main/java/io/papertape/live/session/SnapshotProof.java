package io.papertape.live.session;

import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunKeeper;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunState;
import io.papertape.simulation.RunView;
import io.papertape.state.UnkeptStateException;
import io.papertape.strategy.Strategy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether a snapshot is right: a twin of the session begins with the snapshot before it, or at
/// the start of the tape, is told the tape up to it, and must be in the same state byte for byte.
/// That tries the one before, from which it was made anew, and the new one at once: the state holds
/// the chain of the journal, so every entry in between is the same too. A second twin shows that
/// the new one can be put back: a recovery may need it before there is another.
final class SnapshotProof implements SessionSource.Moments, RunKeeper {
  private final Optional<Snapshot> before;
  private final Snapshot taken;
  private final TapeReader tape;
  private final TapeMemory memory;
  private final ProofPace pace;
  private final BooleanSupplier isCalledOff;
  private Optional<RunState> state = Optional.empty();
  private Optional<String> disproof = Optional.of("the twin ends before it");

  private SnapshotProof(
      SessionManifest manifest,
      Optional<Snapshot> before,
      Snapshot taken,
      TapeReader tape,
      ProofPace pace,
      BooleanSupplier isCalledOff) {
    this.before = before;
    this.taken = taken;
    this.tape = tape;
    this.pace = pace;
    this.isCalledOff = isCalledOff;
    memory = TapeMemory.of(manifest);
  }

  /// Tries a snapshot.
  ///
  /// @param strategies  makes new instances
  /// @param before      the snapshot to begin with; none: the start of the tape
  /// @param pace        told of each moment
  /// @param isCalledOff true once nobody waits for the answer any more
  /// @return why it is not right; empty if it is
  static Optional<String> disprove(
      SessionManifest manifest,
      Disk disk,
      Supplier<Strategy> strategies,
      Optional<Snapshot> before,
      Snapshot taken,
      ProofPace pace,
      BooleanSupplier isCalledOff) {
    Optional<String> disproof =
        disprove(manifest, disk, strategies.get(), before, taken, pace, isCalledOff);
    return disproof.isPresent()
        ? disproof
        : disprove(manifest, disk, strategies.get(), Optional.of(taken), taken, pace, isCalledOff);
  }

  private static Optional<String> disprove(
      SessionManifest manifest,
      Disk disk,
      Strategy strategy,
      Optional<Snapshot> before,
      Snapshot taken,
      ProofPace pace,
      BooleanSupplier isCalledOff) {
    try (TapeReader tape =
        before.isPresent()
            ? TapeReader.open(disk, before.get().tape())
            : SessionTape.openFromStart(disk, manifest)) {
      SnapshotProof proof = new SnapshotProof(manifest, before, taken, tape, pace, isCalledOff);
      SessionRun.simulation(manifest, strategy, new SessionSource(proof, manifest))
          .using(RunMemory.forgetting())
          .journal(JournalSink.NOWHERE, RecordLevel.EACH)
          .kept(proof)
          .run();
      return proof.disproof;
    }
  }

  @Override
  public void begin(RunView run) {
    // nobody looks
  }

  @Override
  public void started(RunState given) {
    state = Optional.of(given);
    try {
      before.ifPresent(
          one -> {
            given.restore(one.simulation());
            memory.restore(one.memory());
          });
    } catch (UnkeptStateException e) {
      String which = isPutBack() ? "it" : "the one before";
      disproof = Optional.of("%s cannot be put back: %s".formatted(which, e.getMessage()));
      throw e;
    }
  }

  /// Whether it begins with the very one that is tried.
  private boolean isPutBack() {
    return before.map(Snapshot::tape).equals(Optional.of(taken.tape()));
  }

  @Override
  public Optional<TapeMoment> next() {
    if (isCalledOff.getAsBoolean()) {
      disproof = Optional.of("called off");
      return Optional.empty();
    }
    if (tape.moments() == taken.tape().moments()) {
      compare();
      return Optional.empty();
    }
    pace.step();
    Optional<TapeMoment> next = tape.next();
    next.ifPresent(memory::replay);
    return next;
  }

  @Override
  public ModelAnswer answer(RemoteVersion version, double[][] rows) {
    return TapedAnswers.required(tape, version, rows);
  }

  private void compare() {
    RunState twin = state.orElseThrow();
    if (twin.entries() != taken.journalEntries() || !twin.root().equals(taken.journalRoot())) {
      disproof =
          Optional.of(
              "its twin has written another journal: entries=%d, expected=%d"
                  .formatted(twin.entries(), taken.journalEntries()));
    } else if (!Arrays.equals(twin.take(), taken.simulation())) {
      disproof = Optional.of("its twin is in another state");
    } else if (!Arrays.equals(memory.take(), taken.memory())) {
      disproof = Optional.of("its twin remembers the tape otherwise");
    } else {
      disproof = Optional.empty();
    }
  }
}
