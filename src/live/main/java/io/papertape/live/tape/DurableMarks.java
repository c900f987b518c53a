package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Looks behind a place where a file is no longer whole for what was written after it.
final class DurableMarks {
  private static final int CHUNK = 1 << 16;
  private static final int MOST_BYTES = RecordFrame.HEAD_BYTES + RecordFrame.MARK_BODY_BYTES;

  private DurableMarks() {}

  /// True if a mark between the place and an end says that the place was durable when it was
  /// written: what is missing there was lost later, and not by a crash before a sync.
  static boolean sayDurable(DiskFile file, long place, long end) throws IOException {
    byte[] bytes = new byte[CHUNK];
    long start = place;
    int length = read(file, bytes, start, end);
    while (true) {
      for (int i = 0; i < length; i++) {
        if (isMark(bytes, i, length) && durableBytes(bytes, i) > place) {
          return true;
        }
      }
      if (length < MOST_BYTES) {
        return false;
      }
      start += length - MOST_BYTES + 1;
      length = read(file, bytes, start, end);
    }
  }

  private static int read(DiskFile file, byte[] bytes, long start, long end) throws IOException {
    int most = (int) Math.min(bytes.length, end - start);
    int length = 0;
    while (length < most) {
      int read = file.read(ByteBuffer.wrap(bytes, length, most - length), start + length);
      if (read <= 0) {
        break;
      }
      length += read;
    }
    return length;
  }

  private static boolean isMark(byte[] bytes, int at, int end) {
    return isMark(bytes, at, end, RecordFrame.MARK_BODY_BYTES)
        || isMark(bytes, at, end, RecordFrame.SHORT_MARK_BODY_BYTES);
  }

  private static boolean isMark(byte[] bytes, int at, int end, int length) {
    return at + RecordFrame.HEAD_BYTES + length <= end
        && ByteSource.intAt(bytes, at) == length
        && bytes[at + RecordFrame.HEAD_BYTES] == RecordFrame.MARK
        && RecordFrame.isWhole(bytes, at, length);
  }

  private static long durableBytes(byte[] bytes, int at) {
    int body = at + RecordFrame.HEAD_BYTES + 1;
    return new ByteSource(bytes, body, body + Long.BYTES).getLong();
  }
}
