package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Decimal digits, eight at a time: a number below 10⁸ becomes a `long` whose lowest byte is the
/// first digit, without a branch.
///
/// Each method writes its text, and up to seven bytes without a meaning after it, and returns the
/// position after the text.
final class Digits {
  /// Bytes that a number of any size may touch.
  static final int REACH = 40;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final int EIGHT = 100_000_000;

  private Digits() {}

  /// A whole number, without leading zeros.
  static int write(byte[] bytes, int at, long value) {
    if (value >= 0) {
      return value < EIGHT
          ? few(bytes, at, (int) value)
          : many(bytes, at, value / EIGHT, (int) (value % EIGHT));
    }
    bytes[at] = '-';
    // The negative range reaches one further than the positive one.
    return many(bytes, at + 1, -(value / EIGHT), (int) -(value % EIGHT));
  }

  /// A fixed-point value of eight decimals, without zeros at its end.
  static int writeDecimal(byte[] bytes, int at, long value) {
    long whole = value / EIGHT;
    int rest = (int) (value % EIGHT);
    int next = at;
    if (value < 0) {
      bytes[next++] = '-';
      whole = -whole;
      rest = -rest;
    }
    next = write(bytes, next, whole);
    return rest == 0 ? next : writeDecimals(bytes, next, rest);
  }

  /// A point and decimals without zeros at their end, of which there must be one that is not 0.
  ///
  /// @param value in units of 10⁻⁸, above 0 and below 1
  static int writeDecimals(byte[] bytes, int at, int value) {
    long digits = spread(value);
    bytes[at] = '.';
    WORD.set(bytes, at + 1, digits | ZEROS);
    return at + 9 - Long.numberOfLeadingZeros(digits) / 8;
  }

  /// All eight digits, leading zeros included, first digit lowest.
  static long eight(int value) {
    return spread(value) | ZEROS;
  }

  private static int many(byte[] bytes, int at, long high, int low) {
    if (high == 0) {
      return few(bytes, at, low);
    }
    int next =
        high < EIGHT
            ? few(bytes, at, (int) high)
            : many(bytes, at, high / EIGHT, (int) (high % EIGHT));
    WORD.set(bytes, next, eight(low));
    return next + 8;
  }

  private static int few(byte[] bytes, int at, int value) {
    long digits = spread(value);
    int zeros = Math.min(7, Long.numberOfTrailingZeros(digits) / 8);
    WORD.set(bytes, at, (digits | ZEROS) >>> (8 * zeros));
    return at + 8 - zeros;
  }

  /// Halves the number three times: into four digits each, two each, one each.
  private static long spread(int value) {
    long fours = value / 10_000 | (long) (value % 10_000) << 32;
    long hundreds = ((fours * 10_486) >>> 20) & 0x0000007F0000007FL;
    long twos = hundreds | (fours - 100 * hundreds) << 16;
    long tens = ((twos * 103) >>> 10) & 0x000F000F000F000FL;
    return tens | (twos - 10 * tens) << 8;
  }
}
