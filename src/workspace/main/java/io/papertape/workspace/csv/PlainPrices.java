package io.papertape.workspace.csv;

import static io.papertape.workspace.csv.EightDigits.ABOVE_NINE;
import static io.papertape.workspace.csv.EightDigits.HIGH_BITS;
import static io.papertape.workspace.csv.EightDigits.ZEROS;
import static io.papertape.workspace.csv.EightDigits.bytes;
import static io.papertape.workspace.csv.EightDigits.unexpected;
import static io.papertape.workspace.csv.EightDigits.value;

import io.papertape.market.FixedPoint;

/// Reads four prices that stand beside each other, each with its delimiter.
///
/// Mostly all four are written like the last price before: as many digits, the point at the same
/// place. Then one look says that all are, and four words become numbers without a branch.
final class PlainPrices {
  private static final int COUNT = 4;
  private static final int MOST_DIGITS = 10;
  private static final long ALL_BUT_HIGH = 0x7F;

  private final byte delimiter;
  private final PlainNumber[] numbers = new PlainNumber[COUNT];
  private final long[][] columns;
  private final long[] one;
  private final long[] two;
  private final long[] three;
  private final long[] four;
  private int decimals;

  // How the last price was written: what stands where, and the delimiter; nothing if it was
  // written with eight bytes and more, or without a point.
  private boolean isKnown;
  private long pattern;
  private long above;
  private long within;
  private long wholeMask;
  private int shift;
  private long scale;
  private int step;

  /// @param columns for each price the array it goes into
  PlainPrices(byte delimiter, long[]... columns) {
    this.delimiter = delimiter;
    this.columns = columns;
    one = columns[0];
    two = columns[1];
    three = columns[2];
    four = columns[3];
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = new PlainNumber(FixedPoint.DECIMALS, MOST_DIGITS);
    }
  }

  /// Reads the prices at `from`, behind which 64 bytes can be read, into a row of the columns and
  /// gives the place of the delimiter after the last; -1 if they are not written plainly or not
  /// before `limit`.
  int read(byte[] text, int from, int limit, int row) {
    int length = step;
    long first = bytes(text, from) ^ pattern;
    long second = bytes(text, from + length) ^ pattern;
    long third = bytes(text, from + 2 * length) ^ pattern;
    long fourth = bytes(text, from + 3 * length) ^ pattern;
    long odd =
        unexpected(first, above)
            | unexpected(second, above)
            | unexpected(third, above)
            | unexpected(fourth, above);
    if (!isKnown || (odd & within) != 0) {
      return readAnother(text, from, limit, row);
    }
    one[row] = price(first);
    two[row] = price(second);
    three[row] = price(third);
    four[row] = price(fourth);
    return from + COUNT * length - 1;
  }

  private long price(long word) {
    long digits = (word & wholeMask) | (word >>> 8 & ~wholeMask);
    return value(digits << shift) * scale;
  }

  /// Most decimals a price was written with since [#forgetDecimals].
  int decimals() {
    return decimals;
  }

  void forgetDecimals() {
    decimals = isKnown ? numbers[COUNT - 1].decimals() : 0;
  }

  private int readAnother(byte[] text, int from, int limit, int row) {
    int at = from - 1;
    int last = from;
    for (int i = 0; i < COUNT; i++) {
      last = at + 1;
      at = numbers[i].read(text, last);
      if (at < 0 || at > limit || text[at] != delimiter) {
        isKnown = false;
        return -1;
      }
      columns[i][row] = numbers[i].value();
      decimals = Math.max(decimals, numbers[i].decimals());
    }
    remember(at - last, numbers[COUNT - 1].decimals());
    return at;
  }

  /// @param length   bytes of the price
  /// @param decimals that it is written with
  private void remember(int length, int decimals) {
    isKnown = decimals > 0 && length < Long.BYTES;
    if (!isKnown) {
      step = 0;
      return;
    }
    step = length + 1;
    int point = Byte.SIZE * (length - 1 - decimals);
    int end = Byte.SIZE * length;
    pattern = ZEROS ^ ((long) ('0' ^ '.') << point) ^ ((long) ('0' ^ delimiter) << end);
    above = ABOVE_NINE | (ALL_BUT_HIGH << point) | (ALL_BUT_HIGH << end);
    within = HIGH_BITS & (-1L >>> (Long.SIZE - Byte.SIZE * step));
    wholeMask = (1L << point) - 1;
    shift = Long.SIZE - Byte.SIZE * (length - 1);
    scale = PlainNumber.power(FixedPoint.DECIMALS - decimals);
  }
}
