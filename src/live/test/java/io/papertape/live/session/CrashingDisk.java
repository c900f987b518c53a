package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk that is full after so many writes, or so many bytes.
final class CrashingDisk implements Disk {
  private final Disk real;
  private int left;
  private long room;

  CrashingDisk(Disk real, int writes) {
    this(real, writes, Long.MAX_VALUE);
  }

  private CrashingDisk(Disk real, int writes, long bytes) {
    this.real = real;
    left = writes;
    room = bytes;
  }

  static CrashingDisk withRoomFor(long bytes, Disk real) {
    return new CrashingDisk(real, Integer.MAX_VALUE, bytes);
  }

  @Override
  public List<String> names() throws IOException {
    return real.names();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new Failing(real.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new Failing(real.open(name));
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

  private final class Failing implements DiskFile {
    private final DiskFile file;

    Failing(DiskFile file) {
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

    /// Tears the write that does not fit.
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      room -= bytes.remaining();
      if (left-- <= 0 || room < 0) {
        file.write(bytes.slice(0, bytes.limit() / 2), position);
        throw new IOException("no space left on device");
      }
      file.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
