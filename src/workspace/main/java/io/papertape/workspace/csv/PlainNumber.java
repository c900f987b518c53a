package io.papertape.workspace.csv;

/// Reads the numbers of one column, digits and at most one point, in units of a fixed count of
/// decimals.
///
/// It remembers how the last number was written: the next one mostly has its digits and its point
/// at the same places, and if it does, eight bytes become a number without looking for its end.
final class PlainNumber {
  private static final int MOST_DIGITS = 18;
  private static final long[] POWERS = powers();
  private static final long NEVER = -1; // no word has all bits of `others`

  private final int units;
  private final int mostWholeDigits;

  // The last number had no point. Whole numbers mostly differ in length, so theirs is found.
  private boolean whole;

  // How the last number was written, if it had a point and took less than eight bytes.
  private long within = NEVER;
  private long shape = NEVER;
  private int wholeBits;
  private byte afterWhole;
  private long wholeMask;
  private int shift;
  private long scale;
  private int length;

  private int decimals;
  private long mantissa;
  private long value;

  /// @param units           decimals of the answer; more in the text are refused unless zeros
  /// @param mostWholeDigits more digits before the point are refused; with `units`, 18 at most
  PlainNumber(int units, int mostWholeDigits) {
    this.units = units;
    this.mostWholeDigits = mostWholeDigits;
  }

  /// Reads the number at `from`, behind which 32 bytes can be read, and gives the place after it;
  /// -1 if there is none or it does not fit.
  int read(byte[] bytes, int from) {
    long word = EightDigits.word(bytes, from);
    long others = EightDigits.others(word);
    if (whole) {
      return readWhole(bytes, from, word, Long.numberOfTrailingZeros(others) & -Byte.SIZE);
    }
    if (((others ^ shape) & within) != 0 || (byte) (word >>> wholeBits) != afterWhole) {
      return readAnother(bytes, from);
    }
    long digits = (word & wholeMask) | (word >>> 8 & ~wholeMask);
    value = EightDigits.value(digits << shift) * scale;
    return from + length;
  }

  /// @param digitBits bits of the digits that the word begins with
  private int readWhole(byte[] bytes, int from, long word, int digitBits) {
    int end = from + (digitBits >>> 3);
    if (digitBits == 0 || digitBits == Long.SIZE || bytes[end] == '.') {
      return readAnother(bytes, from);
    }
    value = EightDigits.value(word << (Long.SIZE - digitBits)) * scale;
    return end;
  }

  /// In units of the wanted decimals.
  long value() {
    return value;
  }

  /// Decimals the number is written with.
  int decimals() {
    return decimals;
  }

  private int readAnother(byte[] bytes, int from) {
    mantissa = 0;
    int at = digits(bytes, from);
    int wholeDigits = at - from;
    decimals = 0;
    if (bytes[at] == '.') {
      int point = at;
      at = digits(bytes, point + 1);
      decimals = at - point - 1;
      if (decimals == 0) {
        at = from;
      }
    }
    within = NEVER;
    shape = NEVER;
    whole = false;
    if (wholeDigits == 0 || wholeDigits > mostWholeDigits || at == from) {
      return -1;
    }
    if (decimals > units) {
      return wholeDigits + decimals <= MOST_DIGITS && shorten() ? at : -1;
    }
    scale = POWERS[units - decimals];
    value = mantissa * scale;
    length = at - from;
    whole = decimals == 0 && mostWholeDigits >= Long.BYTES;
    if (decimals > 0 && length < Long.BYTES) {
      remember(bytes, from, wholeDigits);
    }
    return at;
  }

  /// Takes the number if its last decimals are zeros.
  private boolean shorten() {
    long power = POWERS[decimals - units];
    value = mantissa / power;
    return value * power == mantissa;
  }

  private void remember(byte[] bytes, int from, int wholeDigits) {
    long word = EightDigits.word(bytes, from);
    within = -1L >>> (Long.SIZE - 8 * (length + 1));
    shape = EightDigits.others(word) & within;
    wholeBits = 8 * wholeDigits;
    afterWhole = (byte) (word >>> wholeBits);
    wholeMask = (1L << wholeBits) - 1;
    shift = Long.SIZE - 8 * (wholeDigits + decimals);
  }

  /// Adds the digits from a place on to the mantissa and gives the place after them.
  private int digits(byte[] bytes, int from) {
    int at = from;
    while (true) {
      long word = EightDigits.word(bytes, at);
      int count = EightDigits.count(word);
      if (count > 0) {
        mantissa = mantissa * POWERS[count] + EightDigits.value(word << (Long.SIZE - 8 * count));
      }
      at += count;
      if (count < Long.BYTES) {
        return at;
      }
    }
  }

  /// Ten to the power of 0 to 18.
  static long power(int exponent) {
    return POWERS[exponent];
  }

  private static long[] powers() {
    long[] powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i <= MOST_DIGITS; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
