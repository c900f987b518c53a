package io.papertape.live.transport;

import java.util.Arrays;

/// Joins the fragments of a message up to a bound. A message that comes in one piece is not copied.
final class MessageAssembly {
  private static final byte[] NOTHING = {};

  private final int mostBytes;
  private byte[] joined = NOTHING;
  private int length;

  MessageAssembly(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// False if the message is larger than allowed; then nothing is kept.
  boolean add(byte[] part) {
    if (part.length > mostBytes - length) {
      joined = NOTHING;
      length = 0;
      return false;
    }
    if (length == 0) {
      joined = part;
    } else {
      if (length + part.length > joined.length) {
        long doubled = Math.max(2L * joined.length, (long) length + part.length);
        joined = Arrays.copyOf(joined, (int) Math.min(doubled, mostBytes));
      }
      System.arraycopy(part, 0, joined, length, part.length);
    }
    length += part.length;
    return true;
  }

  /// The message; the next one begins.
  byte[] take() {
    byte[] message = length == joined.length ? joined : Arrays.copyOf(joined, length);
    joined = NOTHING;
    length = 0;
    return message;
  }
}
