package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// Sessions over made bars, and what becomes of their snapshots.
abstract class StagedSnapshots {
  private static final int BARS = 2_000;
  private static final long MINUTE = 60_000_000_000L;

  /// Of the tape, about two thirds.
  static final long ROOM = 120_000;

  /// Time goes on by so much each time that it is looked at: commits every few dozen moments.
  static final long TICK_NANOS = 50_000;

  @TempDir Path home;
  final List<SnapshotNote> notes = new ArrayList<>();
  final AtomicLong ticks = new AtomicLong();
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));
  private final List<BarColumns> bars =
      List.of(MadeMinutes.walk(1, BARS), MadeMinutes.walk(2, BARS));

  ReplayFeed feed() {
    return new ReplayFeed(instruments, bars, List.of(), List.of(), 0, System::nanoTime);
  }

  SessionFolder folder(String under) {
    return SessionFolder.create(new Workspace(home.resolve(under)), manifest(), home);
  }

  SessionManifest manifest() {
    List<TapeInstrument> taped = new ArrayList<>();
    for (Instrument one : instruments) {
      taped.add(new TapeInstrument(one, "replay", one.symbol(), MINUTE));
    }
    return MadeManifest.of("crosses", "replay:made", feed().startNanos(), taped);
  }

  SnapshotPlan plan() {
    return new SnapshotPlan(300, 0, Runnable::run, notes::add);
  }

  SessionStatus live(
      SessionFolder folder, Disk tape, Supplier<Strategy> strategies, SnapshotPlan plan)
      throws InterruptedException {
    return live(folder, folder.manifest(), tape, strategies, plan);
  }

  SessionStatus live(
      SessionFolder folder,
      SessionManifest manifest,
      Disk tape,
      Supplier<Strategy> strategies,
      SnapshotPlan plan)
      throws InterruptedException {
    return new PaperSession(
            folder.id(),
            manifest,
            new SessionDisks(tape, folder.record()),
            strategies,
            plan,
            feed(),
            () -> ticks.addAndGet(TICK_NANOS),
            SessionListener.NONE)
        .start()
        .await(120_000)
        .orElseThrow();
  }

  /// Lives until its disk is full, which is mended then.
  SessionFolder halted(Supplier<Strategy> strategies) throws Exception {
    SessionFolder folder = folder("halted");
    Disk full = CrashingDisk.withRoomFor(ROOM, folder.tape());
    assertThat(live(folder, full, strategies, plan()).state()).isEqualTo(State.HALTED);
    new HaltFile(folder.record()).clear();
    return folder;
  }

  List<String> texts(Kind kind) {
    return notes.stream().filter(one -> one.kind() == kind).map(SnapshotNote::text).toList();
  }

  static List<Path> snapshots(SessionFolder folder) throws Exception {
    try (Stream<Path> files = Files.list(folder.path().resolve("record"))) {
      return files.filter(file -> file.toString().endsWith(".snapshot")).sorted().toList();
    }
  }

  static void changeByte(Path file, int at) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  void assertIdentical(SessionFolder folder, Strategy strategy) {
    SessionVerifier.Comparison twin = SessionVerifier.verify(folder, strategy);
    assertThat(twin.parting()).isEmpty();
    assertThat(twin.isSealed()).isTrue();
    assertThat(twin.missing()).isZero();
  }
}
