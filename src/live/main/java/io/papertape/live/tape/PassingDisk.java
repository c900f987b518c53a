package io.papertape.live.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A disk that passes all on to another one; what is to be different is overridden.
public abstract class PassingDisk implements Disk {
  private final Disk real;

  protected PassingDisk(Disk real) {
    this.real = real;
  }

  /// What stands for a file that was made or opened.
  protected DiskFile standIn(String name, DiskFile file) {
    return file;
  }

  @Override
  public List<String> names() throws IOException {
    return real.names();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return standIn(name, real.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return standIn(name, real.open(name));
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

  /// A file that passes all on to another one.
  public abstract static class PassingFile implements DiskFile {
    private final DiskFile file;

    protected PassingFile(DiskFile file) {
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
