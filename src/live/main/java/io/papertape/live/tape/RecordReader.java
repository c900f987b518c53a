package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Walks through the records of one file, up to the first that is not whole.
final class RecordReader implements AutoCloseable {
  private static final int START = 1 << 16;

  private final DiskFile file;
  private final long sizeAtOpen;
  private final RunningChecksum checksum;
  private byte[] buffer = new byte[START];
  private int from;
  private int to;
  private long offset;
  private int kind;
  private int length;
  private String problem = "";

  RecordReader(DiskFile file) throws IOException {
    this(file, 0, 0);
  }

  /// Begins within a file.
  ///
  /// @param offset   of the first record
  /// @param checksum of what comes before
  RecordReader(DiskFile file, long offset, int checksum) throws IOException {
    this.file = file;
    this.offset = offset;
    this.checksum = new RunningChecksum(checksum);
    sizeAtOpen = file.size();
  }

  /// Goes to the next record; false at the end, or where a record is not whole.
  boolean next() throws IOException {
    if (!problem.isEmpty()) {
      return false;
    }
    if (!holds(RecordFrame.HEAD_BYTES)) {
      problem = from == to ? "" : "file ends within a record";
      return false;
    }
    length = ByteSource.intAt(buffer, from);
    if (length < 1 || length > RecordFrame.MOST_BODY_BYTES) {
      problem = "no length of a record";
      return false;
    }
    int whole = RecordFrame.HEAD_BYTES + length;
    if (!holds(whole)) {
      problem = "file ends within a record";
      return false;
    }
    if (!RecordFrame.isWhole(buffer, from, length)) {
      problem = "checksum of a record is wrong";
      return false;
    }
    kind = buffer[from + RecordFrame.HEAD_BYTES];
    checksum.update(buffer, from, whole);
    from += whole;
    offset += whole;
    return true;
  }

  /// Reads on until so many bytes are there.
  private boolean holds(int count) throws IOException {
    if (to - from >= count) {
      return true;
    }
    if (buffer.length < count) {
      buffer = Arrays.copyOf(buffer, Math.max(count, 2 * buffer.length));
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    while (to < buffer.length) {
      int read = file.read(ByteBuffer.wrap(buffer, to, buffer.length - to), offset + to);
      if (read <= 0) {
        break;
      }
      to += read;
    }
    return to >= count;
  }

  /// Kind of the record.
  int kind() {
    return kind;
  }

  /// What follows its kind.
  ByteSource body() {
    return new ByteSource(buffer, from - length + 1, from);
  }

  /// Where the record ends, and the next begins.
  long offset() {
    return offset;
  }

  /// CRC-32C of the file up to there.
  int checksum() {
    return checksum.value();
  }

  /// The same, to go on with.
  RunningChecksum running() {
    return checksum;
  }

  /// Why there is no further record, unless the file ends here.
  Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  /// What is not whole at the end of a file.
  TapeCut rest(String name) throws IOException {
    String what = problem.isEmpty() ? "file is empty" : problem;
    return new TapeCut(name, offset, file.size() - offset, what);
  }

  /// True if what is not whole was durable once. What a writer has added since the file was
  /// opened is not looked at.
  boolean wasDurable() throws IOException {
    return DurableMarks.sayDurable(file, offset, sizeAtOpen);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
