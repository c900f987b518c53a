package io.papertape.journal;

/// A `double` as Java prints it, without a `String` of its own; −0.0 as 0.0, and null where there
/// is no number.
final class RealText {
  /// Bytes that [#write] may touch.
  static final int REACH = 48;

  private static final double ONE = 1e8;
  private static final double PLAIN_FROM = 1e-3;
  private static final double PLAIN_BELOW = 1e7;
  private static final int MOST_CHARS = 24;

  private final StringBuilder builder = new StringBuilder(MOST_CHARS);
  private final char[] chars = new char[MOST_CHARS];

  /// Writes the text, and up to seven bytes without a meaning after it.
  ///
  /// @return the position after the text
  int write(byte[] bytes, int at, double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= PLAIN_FROM && magnitude < PLAIN_BELOW) {
      // A decimal of at most 15 digits that gives this double is the only one, so it is the one
      // that Java prints: means and prices mostly are such.
      long scaled = (long) (magnitude * ONE + 0.5);
      if (Double.compare(scaled / ONE, magnitude) == 0) {
        return writeShort(bytes, at, value < 0, scaled);
      }
    }
    builder.setLength(0);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      builder.append("null");
    } else {
      builder.append(value + 0.0);
    }
    int length = builder.length();
    builder.getChars(0, length, chars, 0);
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) chars[i];
    }
    return at + length;
  }

  private static int writeShort(byte[] bytes, int at, boolean isNegative, long scaled) {
    int next = at;
    if (isNegative) {
      bytes[next++] = '-';
    }
    next = Digits.write(bytes, next, scaled / 100_000_000);
    int rest = (int) (scaled % 100_000_000);
    if (rest != 0) {
      return Digits.writeDecimals(bytes, next, rest);
    }
    bytes[next] = '.';
    bytes[next + 1] = '0';
    return next + 2;
  }
}
