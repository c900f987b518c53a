package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A disk of which each answer to a read is a step: a large file that is read through is no hang,
/// and a disk that does not answer is one.
final class SteppingDisk extends PassingDisk {
  private final Runnable step;

  SteppingDisk(Disk disk, Runnable step) {
    super(disk);
    this.step = step;
  }

  @Override
  protected DiskFile standIn(String name, DiskFile file) {
    return new PassingFile(file) {
      @Override
      public int read(ByteBuffer into, long position) throws IOException {
        int count = super.read(into, position);
        step.run();
        return count;
      }
    };
  }
}
