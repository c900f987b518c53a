package io.papertape.benchmark;

import io.papertape.live.tape.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;

/// A folder whose syncs of one kind of file are timed.
///
/// @param ending of the names of these files
/// @param nanos  takes how long each sync has taken
record TimedDisk(Disk disk, String ending, LongConsumer nanos) implements Disk {
  @Override
  public List<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return timed(name, disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return timed(name, disk.open(name));
  }

  private DiskFile timed(String name, DiskFile file) {
    return name.endsWith(ending) ? new TimedFile(file, nanos) : file;
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void syncFolder() throws IOException {
    disk.syncFolder();
  }

  private record TimedFile(DiskFile file, LongConsumer nanos) implements DiskFile {
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

    @Override
    public void sync() throws IOException {
      long start = System.nanoTime();
      file.sync();
      nanos.accept(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
