package io.papertape.live.tape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow at their end. Whole numbers take seven bits a byte, least first, the sign in
/// the lowest bit, so that small ones are short.
final class MutableBytes {
  private static final int START = 1 << 12;

  private byte[] bytes = new byte[START];
  private int size;

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// Leaves so many of the bytes.
  void truncate(int to) {
    size = to;
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /// Four bytes, least first.
  void putInt(int value) {
    room(Integer.BYTES);
    setInt(size, value);
    size += Integer.BYTES;
  }

  /// Overwrites four bytes.
  void setInt(int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  /// Eight bytes, least first.
  void putLong(long value) {
    putInt((int) value);
    putInt((int) (value >>> Integer.SIZE));
  }

  /// One to ten bytes.
  void putNumber(long value) {
    room(10);
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putNumber(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.multiplyExact(bytes.length, 2)));
    }
  }
}
