package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A disk whose syncs take as long as its test says.
final class HeldDisk implements Disk {
  final CountDownLatch waits = new CountDownLatch(1);
  final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final Disk real;
  private volatile boolean isHeld;

  HeldDisk(Disk real) {
    this.real = real;
  }

  /// From here on a sync waits.
  void hold() {
    isHeld = true;
  }

  @Override
  public List<String> names() throws IOException {
    return real.names();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new Held(real.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new Held(real.open(name));
  }

  @Override
  public void delete(String name) throws IOException {
    real.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    real.rename(from, to);
  }

  @Override
  public void syncFolder() throws IOException {
    real.syncFolder();
  }

  private final class Held implements DiskFile {
    private final DiskFile file;

    Held(DiskFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      file.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
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
      file.sync();
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
