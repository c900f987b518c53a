package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A disk that is full after so many writes, or so many bytes.
final class CrashingDisk extends PassingDisk {
  private int left;
  private long room;

  CrashingDisk(Disk real, int writes) {
    this(real, writes, Long.MAX_VALUE);
  }

  private CrashingDisk(Disk real, int writes, long bytes) {
    super(real);
    left = writes;
    room = bytes;
  }

  static CrashingDisk withRoomFor(long bytes, Disk real) {
    return new CrashingDisk(real, Integer.MAX_VALUE, bytes);
  }

  @Override
  protected DiskFile standIn(String name, DiskFile file) {
    return new Failing(file);
  }

  private final class Failing extends PassingFile {
    Failing(DiskFile file) {
      super(file);
    }

    /// Tears the write that does not fit.
    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      room -= bytes.remaining();
      if (left-- <= 0 || room < 0) {
        super.write(bytes.slice(0, bytes.limit() / 2), position);
        throw new IOException("no space left on device");
      }
      super.write(bytes, position);
    }
  }
}
