package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk of which each answer to a read is a step: a large file that is read through is no hang,
/// and a disk that does not answer is one.
record SteppingDisk(Disk disk, Runnable step) implements Disk {
  @Override
  public List<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new SteppingFile(disk.create(name), step);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new SteppingFile(disk.open(name), step);
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

  private record SteppingFile(DiskFile file, Runnable step) implements DiskFile {
    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      int count = file.read(into, position);
      step.run();
      return count;
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
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
