package io.papertape.benchmark;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.PassingDisk;
import java.io.IOException;
import java.util.function.LongConsumer;

/// A folder whose syncs of one kind of file are timed.
final class TimedDisk extends PassingDisk {
  private final String ending;
  private final LongConsumer nanos;

  /// @param ending of the names of these files
  /// @param nanos  takes how long each sync has taken
  TimedDisk(Disk disk, String ending, LongConsumer nanos) {
    super(disk);
    this.ending = ending;
    this.nanos = nanos;
  }

  @Override
  protected DiskFile standIn(String name, DiskFile file) {
    return name.endsWith(ending) ? timed(file) : file;
  }

  private DiskFile timed(DiskFile file) {
    return new PassingFile(file) {
      @Override
      public void sync() throws IOException {
        long start = System.nanoTime();
        super.sync();
        nanos.accept(System.nanoTime() - start);
      }
    };
  }
}
