package io.papertape.live.feed;

import io.papertape.market.FixedPoint;

/// Reads a venue's number from its text, digit by digit, into fixed point; no `double` and no
/// `BigDecimal` lies between, so that neither a digit is lost nor `1e999999999` fills the memory.
///
/// Understood: an optional `-`, digits, an optional fraction, an optional exponent (`1e-08`).
/// Prices must be exact. Quantities may have more than eight decimals and are rounded; see
/// [#quantity].
public final class DecimalText {
  /// Numbers below 10¹⁸ have at most so many digits.
  private static final int MOST_DIGITS = 18;

  private static final int LARGEST_EXPONENT = 100_000;
  private static final long[] POWERS_OF_TEN = powersOfTen();

  private final String text;
  private int position;
  private long digits;
  private int count;
  private int exponent;
  private int firstLost = -1;
  private boolean losesDigits;

  private DecimalText(String text) {
    this.text = text;
  }

  /// Value of a price, exactly.
  ///
  /// @throws FrameException if the text is no number, has a digit other than 0 beyond the eighth
  ///     decimal, or is not below 10¹⁰
  public static long price(String text) {
    DecimalText number = new DecimalText(text);
    long value = number.read();
    if (number.losesDigits) {
      throw new FrameException(
          "Price has more than 8 decimals: text=%s. Books are kept to 10^-8."
              .formatted(FrameException.shortened(text)));
    }
    return value;
  }

  /// Value of a quantity or volume, rounded half away from zero to 10⁻⁸. What is there never
  /// becomes nothing: a quantity above zero is at least 10⁻⁸, because zero would remove its price
  /// from a book.
  ///
  /// @throws FrameException if the text is no number, is negative, or is not below 10¹⁰
  public static long quantity(String text) {
    DecimalText number = new DecimalText(text);
    number.readDigits();
    return number.amount(FixedPoint.DECIMALS);
  }

  /// Volume of a bar: a [#quantity], or more, in the finest steps of a power of ten that hold it.
  /// Coins at tiny prices trade more than 10¹⁰ units in a minute.
  ///
  /// @throws FrameException if the text is no number, is negative, or is not below 10¹⁸
  public static Volume volume(String text) {
    DecimalText number = new DecimalText(text);
    number.readDigits();
    int digits = number.count + number.exponent + FixedPoint.DECIMALS;
    int coarser = number.digits == 0 ? 0 : Math.clamp(digits - MOST_DIGITS, 0, FixedPoint.DECIMALS);
    return new Volume(number.amount(FixedPoint.DECIMALS - coarser), POWERS_OF_TEN[coarser]);
  }

  private long amount(int decimals) {
    long value = scaled(decimals);
    if (text.charAt(0) == '-' && (value != 0 || losesDigits)) {
      throw new FrameException(
          "Quantity is negative: text=%s.".formatted(FrameException.shortened(text)));
    }
    return value == 0 && losesDigits ? 1 : value;
  }

  private long read() {
    boolean negative = readDigits();
    long value = scaled(FixedPoint.DECIMALS);
    return negative ? -value : value;
  }

  /// All of the text; returns whether it is negative.
  private boolean readDigits() {
    boolean negative = skip('-');
    int before = readDigits(0);
    int after = skip('.') ? readDigits(-1) : 0;
    if (before + after == 0) {
      throw notANumber();
    }
    if (position < text.length()) {
      readExponent();
    }
    return negative;
  }

  /// Digits from here on, each moving the exponent by `step`; returns their number.
  private int readDigits(int step) {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      int digit = text.charAt(position) - '0';
      if (count == MOST_DIGITS) {
        firstLost = firstLost < 0 ? digit : firstLost;
        losesDigits |= digit != 0;
        exponent += 1 + step;
      } else {
        digits = digits * 10 + digit;
        count += digits == 0 ? 0 : 1;
        exponent += step;
      }
      position++;
    }
    return position - start;
  }

  private void readExponent() {
    if (!skip('e') && !skip('E')) {
      throw notANumber();
    }
    boolean negative = skip('-');
    if (!negative) {
      skip('+');
    }
    int start = position;
    int power = 0;
    while (position < text.length() && isDigit(text.charAt(position))) {
      power = Math.min(LARGEST_EXPONENT, power * 10 + text.charAt(position) - '0');
      position++;
    }
    if (position == start || position < text.length()) {
      throw notANumber();
    }
    exponent += negative ? -power : power;
  }

  private long scaled(int decimals) {
    if (digits == 0) {
      return 0;
    }
    int shift = exponent + decimals;
    if (shift > MOST_DIGITS - count) {
      throw outOfRange();
    }
    if (shift >= 0) {
      long value = digits * POWERS_OF_TEN[shift];
      return firstLost >= 5 ? inRange(value + 1) : inRange(value);
    }
    if (-shift > MOST_DIGITS) {
      losesDigits = true;
      return 0;
    }
    long unit = POWERS_OF_TEN[-shift];
    long rest = digits % unit;
    losesDigits |= rest != 0;
    return inRange(digits / unit + (rest >= unit - rest ? 1 : 0));
  }

  private long inRange(long value) {
    if (value >= FixedPoint.LIMIT) {
      throw outOfRange();
    }
    return value;
  }

  private boolean skip(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private FrameException notANumber() {
    return new FrameException("Not a number: text=%s.".formatted(FrameException.shortened(text)));
  }

  private FrameException outOfRange() {
    return new FrameException(
        ("Number out of range: text=%s. Prices and quantities must be below 10^10, volumes of bars"
                + " below 10^18.")
            .formatted(FrameException.shortened(text)));
  }

  private static long[] powersOfTen() {
    long[] powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
