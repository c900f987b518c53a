package io.papertape.live.tape;

import java.util.zip.CRC32C;

/// How a record stands in a file: length of its body and CRC-32C of length and body, four bytes
/// each, least first; then the body, whose first byte is the record's kind.
///
/// A [#MARK] begins each batch that is made durable together. It says how much of the file was
/// durable before, so that damage there is told apart from a batch that a crash has torn, and how
/// much of the journal was, so that one which has lost entries is found out.
final class RecordFrame {
  static final int HEADER = 1;
  static final int MARK = 2;
  static final int MOMENT = 3;

  /// What a remote model answered at the moment before it.
  static final int ANSWER = 4;

  static final int HEAD_BYTES = 2 * Integer.BYTES;
  static final int MOST_BODY_BYTES = 1 << 24;

  /// Length of a mark's body.
  static final int MARK_BODY_BYTES = 1 + 4 * Long.BYTES;

  /// Length of one that says nothing of a journal, as marks were before.
  static final int SHORT_MARK_BODY_BYTES = 1 + 2 * Long.BYTES;

  private RecordFrame() {}

  /// Begins a record; its body follows, then [#end].
  static int begin(int kind, MutableBytes into) {
    int start = into.size();
    into.putInt(0);
    into.putInt(0);
    into.putByte(kind);
    return start;
  }

  static void end(int start, MutableBytes into) {
    int length = into.size() - start - HEAD_BYTES;
    if (length > MOST_BODY_BYTES) {
      throw new IllegalArgumentException(
          "Record is too long: bytes=%d, most=%d. Tell less in one moment."
              .formatted(length, MOST_BODY_BYTES));
    }
    into.setInt(start, length);
    into.setInt(start + Integer.BYTES, checksum(into.array(), start, length));
  }

  static void putMark(long durableBytes, long moments, JournalEnd journal, MutableBytes into) {
    int start = begin(MARK, into);
    into.putLong(durableBytes);
    into.putLong(moments);
    into.putLong(journal.bytes());
    into.putLong(journal.entries());
    end(start, into);
  }

  /// What a mark vouches for, of whose body the rest is read.
  static JournalEnd journal(ByteSource mark) {
    return mark.isAtEnd() ? JournalEnd.NONE : new JournalEnd(mark.getLong(), mark.getLong());
  }

  /// CRC-32C of the length and the body of the record at a place.
  static int checksum(byte[] bytes, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, at, Integer.BYTES);
    crc.update(bytes, at + HEAD_BYTES, length);
    return (int) crc.getValue();
  }

  static boolean isWhole(byte[] bytes, int at, int length) {
    return ByteSource.intAt(bytes, at + Integer.BYTES) == checksum(bytes, at, length);
  }
}
