package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Looks behind a place where a file is no longer whole for what was written after it.
final class DurableMarks {
  private static final int CHUNK = 1 << 16;
  private static final int MARK_BYTES = RecordFrame.HEAD_BYTES + RecordFrame.MARK_BODY_BYTES;

  private DurableMarks() {}

  /// True if a mark between the place and an end says that the place was durable when it was
  /// written: what is missing there was lost later, and not by a crash before a sync.
  static boolean sayDurable(DiskFile file, long place, long end) throws IOException {
    byte[] bytes = new byte[CHUNK];
    long start = place;
    int length = read(file, bytes, start, end);
    while (length >= MARK_BYTES) {
      for (int i = 0; i + MARK_BYTES <= length; i++) {
        if (isMark(bytes, i) && durableBytes(bytes, i) > place) {
          return true;
        }
      }
      start += length - MARK_BYTES + 1;
      length = read(file, bytes, start, end);
    }
    return false;
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

  private static boolean isMark(byte[] bytes, int at) {
    return ByteSource.intAt(bytes, at) == RecordFrame.MARK_BODY_BYTES
        && bytes[at + RecordFrame.HEAD_BYTES] == RecordFrame.MARK
        && RecordFrame.isWhole(bytes, at, RecordFrame.MARK_BODY_BYTES);
  }

  private static long durableBytes(byte[] bytes, int at) {
    int body = at + RecordFrame.HEAD_BYTES + 1;
    return new ByteSource(bytes, body, body + Long.BYTES).getLong();
  }
}
