package io.papertape.workspace.run;

import io.papertape.journal.EntryKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What every entry begins with, `{"seq":…,"prev":"…","kind":"…","time":"…","cause":…`, read from
/// its bytes without a parser: long journals are searched by it. One head reads line after line.
final class EntryHead {
  private static final int HASH_TEXT = 64;
  private static final int TIME_TEXT = 30;
  private static final int MOST_DIGITS = 18;
  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] PREV = ascii(",\"prev\":\"");
  private static final byte[] KIND = ascii("\",\"kind\":\"");
  private static final byte[] TIME = ascii("\",\"time\":\"");
  private static final byte[] CAUSE = ascii("\",\"cause\":");
  private static final EntryKind[] KINDS = EntryKind.values();
  private static final byte[][] KIND_TEXTS =
      Arrays.stream(KINDS).map(kind -> ascii(kind.text())).toArray(byte[][]::new);

  private byte[] line = new byte[0];
  private int at;
  private int end;
  private long number;
  private EntryKind kind = EntryKind.HEADER;
  private int time;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Takes a line, which must not change while it is asked about.
  ///
  /// @return false if it does not begin as every entry does: then nothing is known of it
  boolean read(byte[] bytes, int offset, int length) {
    line = bytes;
    at = offset;
    end = offset + length;
    return skip(SEQ)
        && readNumber()
        && skip(PREV)
        && skip(HASH_TEXT)
        && skip(KIND)
        && readKind()
        && readTime()
        && skip(CAUSE)
        && readNumber();
  }

  private boolean skip(byte[] wanted) {
    int from = at;
    return skip(wanted.length)
        && Arrays.equals(line, from, from + wanted.length, wanted, 0, wanted.length);
  }

  private boolean skip(int count) {
    at += count;
    return at <= end;
  }

  private boolean readNumber() {
    boolean isNegative = at < end && line[at] == '-';
    int start = isNegative ? at + 1 : at;
    int next = start;
    long value = 0;
    while (next < end && next - start < MOST_DIGITS && line[next] >= '0' && line[next] <= '9') {
      value = 10 * value + line[next] - '0';
      next++;
    }
    number = isNegative ? -value : value;
    at = next;
    return next > start;
  }

  private boolean readKind() {
    int from = at;
    for (int i = 0; i < KINDS.length; i++) {
      at = from;
      if (skip(KIND_TEXTS[i]) && at < end && line[at] == '"') {
        kind = KINDS[i];
        return true;
      }
    }
    return false;
  }

  private boolean readTime() {
    boolean isThere = skip(TIME);
    time = at;
    return isThere && skip(TIME_TEXT);
  }

  EntryKind kind() {
    return kind;
  }

  /// The entry that led to this one; −1 if none did.
  long cause() {
    return number;
  }

  /// Whether its time comes after another, ISO with nine decimals.
  boolean isAfter(byte[] otherTime) {
    return compareTime(otherTime) > 0;
  }

  /// Whether it has this time, ISO with nine decimals.
  boolean isAt(byte[] otherTime) {
    return compareTime(otherTime) == 0;
  }

  private int compareTime(byte[] otherTime) {
    return Arrays.compare(line, time, time + TIME_TEXT, otherTime, 0, otherTime.length);
  }

  /// Its time, ISO with nine decimals.
  byte[] time() {
    return Arrays.copyOfRange(line, time, time + TIME_TEXT);
  }
}
