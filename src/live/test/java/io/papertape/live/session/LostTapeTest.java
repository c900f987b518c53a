package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.HaltFile;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of a tape is lost of which nothing tells but the snapshots: no entry rests on it.
class LostTapeTest {
  private static final int QUOTES = 400;

  @TempDir private Path home;
  private final List<SnapshotNote> notes = Collections.synchronizedList(new ArrayList<>());
  private SessionFolder folder;
  private long told;

  /// Evaluates nothing.
  private static final class Silent implements Strategy {
    @Override
    public void onStart(Context context) {
      // and that is all
    }
  }

  private PaperSession session(ToldFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        Silent::new,
        new SnapshotPlan(100, 0, Runnable::run, notes::add),
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  @BeforeEach
  void leaveSnapshotsAndAnOlderTape() throws Exception {
    folder = SessionFolder.create(new Workspace(home), ToldFeed.manifest(0), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession first = session(feed).start();
    feed.live();
    for (int i = 1; i <= QUOTES; i++) {
      long at = ToldFeed.START + i * 1_000_000L;
      feed.now.set(at);
      feed.quote(i, at);
      int sent = i;
      Patience.until("it is on the tape", () -> first.status().moments() > sent);
    }
    first.haltFromOutside("session-broke", "as it was told to");
    first.awaitThread();
    new HaltFile(folder.record()).clear();
    told = TapeExtent.told(folder.record());
    assertThat(snapshots()).hasSize(2);
    assertThat(told).isGreaterThan(QUOTES / 2);
    Path tape = folder.path().resolve("tape").resolve("2025-11-25.tape");
    truncate(tape, Files.size(tape) / 4);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(folder.path().resolve("record"))) {
      return files.filter(file -> file.toString().endsWith(".snapshot")).sorted().toList();
    }
  }

  private void assertThatItHalts() throws Exception {
    List<Path> witnesses = snapshots();
    for (int life = 0; life < 2; life++) {
      PaperSession again = session(new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND)).start();
      SessionStatus end = again.await(60_000).orElseThrow();
      assertThat(end.state()).isEqualTo(State.HALTED);
      assertThat(end.halt())
          .get()
          .asString()
          .startsWith("tape-lost: Tape has lost what was durable: moments=")
          .contains(", were durable: moments=%d".formatted(told));
      assertThat(snapshots()).isEqualTo(witnesses);
      new HaltFile(folder.record()).clear();
    }
    assertThat(TapeExtent.told(folder.record())).isEqualTo(told);
    assertThat(notes).extracting(SnapshotNote::kind).doesNotContain(Kind.RESUMED);
  }

  @Test
  void snapshotsAreAskedHowLongTheTapeWasBeforeOneIsRefused() throws Exception {
    assertThatItHalts();
  }

  /// As those are that another version of the program took.
  @Test
  void snapshotsThatNobodyCanUseAreAskedToo() throws Exception {
    for (Path one : snapshots()) {
      truncate(one, Files.size(one) / 2);
    }
    assertThatItHalts();
  }

  /// Which is not the same as that the session never had one.
  @Test
  void aTapeThatIsGoneIsMissedBySnapshots() throws Exception {
    Files.delete(folder.path().resolve("tape").resolve("2025-11-25.tape"));
    assertThatItHalts();
  }
}
