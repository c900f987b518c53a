package io.papertape.live.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// One folder of files, as far as a tape needs it. A simulator in its place can tear, lose and
/// refuse what is written; nothing is durable before its sync.
public interface Disk {
  /// Names of the files, in alphabetical order.
  List<String> names() throws IOException;

  /// Makes a new, empty file; one of that name is an error.
  DiskFile create(String name) throws IOException;

  /// Opens a file that is there.
  DiskFile open(String name) throws IOException;

  void delete(String name) throws IOException;

  /// Gives a file another name in one step; one that has it already is gone.
  void rename(String from, String to) throws IOException;

  /// Makes the names of the files durable.
  void syncFolder() throws IOException;

  /// One open file. For one thread.
  interface DiskFile extends AutoCloseable {
    long size() throws IOException;

    /// Reads bytes from a position on.
    ///
    /// @return how many; −1 at the end
    int read(ByteBuffer into, long position) throws IOException;

    /// Writes all bytes from a position on.
    void write(ByteBuffer bytes, long position) throws IOException;

    /// Leaves so many bytes of a longer file.
    void truncate(long size) throws IOException;

    /// Makes the content durable.
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
