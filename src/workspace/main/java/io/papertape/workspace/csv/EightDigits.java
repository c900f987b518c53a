package io.papertape.workspace.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of text at a time, as one `long` whose lowest byte is the first character.
///
/// A *word* has the character `0` taken off each byte, so digits are 0 to 9 and a byte shifted in
/// as zero is a leading zero. Pays for itself in `CsvImportBenchmark`.
final class EightDigits {
  private static final VarHandle BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final long ZEROS = 0x3030303030303030L;
  static final long HIGH_BITS = 0x8080808080808080L;
  static final long ABOVE_NINE = 0x7676767676767676L; // 10 and more reach the high bit

  private EightDigits() {}

  /// The eight bytes as they are.
  static long bytes(byte[] text, int at) {
    return (long) BYTES.get(text, at);
  }

  static long word(byte[] text, int at) {
    return bytes(text, at) ^ ZEROS;
  }

  /// The high bit of each byte that is no digit.
  static long others(long word) {
    return (((word & ~HIGH_BITS) + ABOVE_NINE) | word) & HIGH_BITS;
  }

  /// The high bit of each byte that is not as told; other bits mean nothing.
  ///
  /// @param word  bytes from which what is expected was taken off, `0` where a digit is
  /// @param above for each byte what makes it too large: [#ABOVE_NINE], all bits but the high one
  ///     where it must be 0
  static long unexpected(long word, long above) {
    return ((word & ~HIGH_BITS) + above) | word;
  }

  /// The number that eight digits write.
  static long value(long word) {
    long pairs = word * 10 + (word >>> 8) & 0x00FF00FF00FF00FFL;
    long fours = pairs * 100 + (pairs >>> 16) & 0x0000FFFF0000FFFFL;
    return fours * 10_000 + (fours >>> 32) & 0xFFFFFFFFL;
  }

  /// How many digits the word begins with, 0 to 8.
  static int count(long word) {
    return Long.numberOfTrailingZeros(others(word)) >>> 3;
  }
}
