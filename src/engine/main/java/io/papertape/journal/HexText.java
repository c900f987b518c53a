package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes as hex digits, four at a time.
final class HexText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final char[] PAIRS = pairs();

  private HexText() {}

  /// The two digits of each byte, the first in the lower half.
  private static char[] pairs() {
    String digits = "0123456789abcdef";
    char[] pairs = new char[256];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (char) (digits.charAt(i >> 4) | digits.charAt(i & 0xF) << 8);
    }
    return pairs;
  }

  /// Writes the digits of a hash, whose length is a multiple of four.
  static void write(byte[] bytes, int at, byte[] hash) {
    for (int i = 0; i < hash.length; i += 4) {
      long eight =
          PAIRS[hash[i] & 0xFF]
              | (long) PAIRS[hash[i + 1] & 0xFF] << 16
              | (long) PAIRS[hash[i + 2] & 0xFF] << 32
              | (long) PAIRS[hash[i + 3] & 0xFF] << 48;
      WORD.set(bytes, at + 2 * i, eight);
    }
  }
}
