package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A disk whose syncs take as long as its test says.
final class HeldDisk extends PassingDisk {
  final CountDownLatch waits = new CountDownLatch(1);
  final CountDownLatch mayGoOn = new CountDownLatch(1);
  private volatile boolean isHeld;

  HeldDisk(Disk real) {
    super(real);
  }

  /// From here on a sync waits.
  void hold() {
    isHeld = true;
  }

  @Override
  protected DiskFile standIn(String name, DiskFile file) {
    return new Held(file);
  }

  private final class Held extends PassingFile {
    Held(DiskFile file) {
      super(file);
    }

    /// A disk knows of no interrupt.
    @Override
    public void sync() throws IOException {
      boolean isInterrupted = false;
      while (isHeld && mayGoOn.getCount() > 0) {
        waits.countDown();
        try {
          mayGoOn.await();
        } catch (InterruptedException _) {
          isInterrupted = true;
        }
      }
      super.sync();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
