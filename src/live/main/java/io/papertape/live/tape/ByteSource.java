package io.papertape.live.tape;

import java.nio.charset.StandardCharsets;

/// Reads what [MutableBytes] wrote. Bytes that do not hold it are an [IllegalArgumentException].
final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    at = from;
  }

  boolean isAtEnd() {
    return at == end;
  }

  int getByte() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int getInt() {
    need(Integer.BYTES);
    int value = intAt(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  long getLong() {
    long low = getInt() & 0xFFFF_FFFFL;
    return low | (long) getInt() << Integer.SIZE;
  }

  long getNumber() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = getByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IllegalArgumentException("Number is too long: at=%d.".formatted(at));
  }

  /// A number within `[0, most]`.
  int getCount(int most) {
    long value = getNumber();
    if (value < 0 || value > most) {
      throw new IllegalArgumentException("Count is out of range: count=%d.".formatted(value));
    }
    return (int) value;
  }

  String getText() {
    int length = getCount(end - at);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private void need(int count) {
    if (end - at < count) {
      throw new IllegalArgumentException(
          "Record ends too early: at=%d, end=%d.".formatted(at, end));
    }
  }
}
