package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.PassingDisk;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session whose tape is large takes steps while the tape is read through.
class OpenedTapeTest {
  private static final int READ_BYTES = 64;
  private static final int STOPS_AT = 10;

  @TempDir private Path home;
  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch stops = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /// Reads little at a time, and stops for a while before the tenth read.
  private Disk slow(Disk disk) {
    return new PassingDisk(disk) {
      @Override
      protected DiskFile standIn(String name, DiskFile file) {
        return new PassingFile(file) {
          @Override
          public int read(ByteBuffer into, long position) throws IOException {
            if (reads.incrementAndGet() == STOPS_AT) {
              stops.countDown();
              try {
                goesOn.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }
            int end = into.limit();
            into.limit(Math.min(end, into.position() + READ_BYTES));
            try {
              return super.read(into, position);
            } finally {
              into.limit(end);
            }
          }
        };
      }
    };
  }

  private static PaperSession session(SessionFolder folder, SessionDisks disks, ToldFeed feed) {
    return new PaperSession(
        folder.id(), folder.manifest(), disks, new Crosses(), feed, System::nanoTime, (_, _) -> {});
  }

  @Test
  void whatIsReadOfATapeWhileItIsOpenedIsAStep() throws Exception {
    SessionFolder folder = SessionFolder.create(new Workspace(home), ToldFeed.manifest(0), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession first = session(folder, SessionDisks.of(folder), feed).start();
    feed.live();
    for (int i = 1; i < 100; i++) {
      feed.quote(i, ToldFeed.START + i * 1_000_000L);
    }
    Patience.until("a tape", () -> first.status().moments() >= 50);
    first.haltFromOutside("session-broke", "as it was told to");
    first.awaitThread();
    new HaltFile(folder.record()).clear();

    PaperSession again =
        session(
            folder,
            new SessionDisks(slow(folder.tape()), folder.record(), false),
            new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND));
    again.start();
    stops.await();
    assertThat(again.isCaughtUp()).isFalse();
    assertThat(again.steps()).isEqualTo(STOPS_AT - 1);
    goesOn.countDown();
    Patience.until("it goes on", again::isCaughtUp);
    again.haltFromOutside("session-broke", "over");
    again.awaitThread();
  }
}
