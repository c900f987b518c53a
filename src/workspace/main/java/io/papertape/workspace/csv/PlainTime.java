package io.papertape.workspace.csv;

import io.papertape.workspace.csv.TimeForm.Order;

/// The quick way through a time: `2024-01-02`, `20240102`, with `/`, and `09:30` or `09:30:00`
/// after a space or `T`, and `Z` or `+00:00`; or an epoch number of up to 18 digits. Leaves every
/// other form to [TimeReader].
final class PlainTime {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400 * NANOS_PER_SECOND;
  private static final long LAST_EPOCH_DAY = 106_000;
  private static final int FIRST_YEAR = 1678;
  private static final int LAST_YEAR = 2261;
  private static final int MOST_EPOCH_DIGITS = 18;
  private static final int BAD = -1;
  private static final long NEVER = 1; // no bytes are this where the mask is 0
  private static final int COMPACT_BYTES = 8;
  private static final int CLOCK_BYTES = 8;
  private static final long CLOCK = 0x30303A30303A3030L; // 00:00:00, its first byte the lowest
  private static final long COLONS = 0x0000FF0000FF0000L;

  private final TimeForm form;
  private final byte delimiter;
  private final PlainNumber units = new PlainNumber(0, MOST_EPOCH_DIGITS);
  private final long mostUnits;
  private long lastDate;
  private long restMask;
  private long lastRest = NEVER;
  private int dateBytes;
  private long dayNanos;
  private long nanos;

  PlainTime(TimeForm form, byte delimiter) {
    this.form = form;
    this.delimiter = delimiter;
    mostUnits = (LAST_EPOCH_DAY + 1) * DAY_NANOS / form.unitNanos() - 1;
  }

  static boolean fits(TimeForm form) {
    return form.epoch() || form.order() == Order.YEAR_MONTH_DAY;
  }

  /// Reads a time that begins at `from` and is followed by 32 bytes; gives the place after it, or
  /// -1.
  int read(byte[] bytes, int from) {
    return form.epoch() ? readEpoch(bytes, from) : readDate(bytes, from);
  }

  private int readEpoch(byte[] bytes, int from) {
    int at = units.read(bytes, from);
    nanos = units.value() * form.unitNanos();
    return units.value() > mostUnits ? BAD : at;
  }

  private int readDate(byte[] bytes, int from) {
    boolean isAsBefore =
        EightDigits.bytes(bytes, from) == lastDate
            && (EightDigits.bytes(bytes, from + COMPACT_BYTES) & restMask) == lastRest;
    if (!isAsBefore && !readNewDate(bytes, from)) {
      restMask = 0;
      lastRest = NEVER;
      return BAD;
    }
    nanos = dayNanos;
    int at = from + dateBytes;
    return form.timed() ? readTimeOfDay(bytes, at) : at;
  }

  private boolean readNewDate(byte[] bytes, int from) {
    byte separator = bytes[from + 4];
    boolean compact = separator >= '0' && separator <= '9';
    if (!compact && separator != '-' && separator != '/') {
      return false;
    }
    int gap = compact ? 0 : 1;
    if (!compact && bytes[from + 7] != '-' && bytes[from + 7] != '/') {
      return false;
    }
    int century = two(bytes, from);
    int year = two(bytes, from + 2);
    int month = two(bytes, from + 4 + gap);
    int day = two(bytes, from + 6 + 2 * gap);
    lastDate = EightDigits.bytes(bytes, from);
    dateBytes = COMPACT_BYTES + 2 * gap;
    restMask = (1L << (Byte.SIZE * 2 * gap)) - 1;
    lastRest = EightDigits.bytes(bytes, from + COMPACT_BYTES) & restMask;
    return (century | year | month | day) >= 0 && readDate(century * 100 + year, month, day);
  }

  private boolean readDate(int year, int month, int day) {
    boolean good =
        year >= FIRST_YEAR
            && year <= LAST_YEAR
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= TimeReader.lengthOfMonth(year, month);
    if (good) {
      dayNanos = TimeReader.epochDay(year, month, day) * DAY_NANOS;
    }
    return good;
  }

  private int readTimeOfDay(byte[] bytes, int from) {
    byte separator = bytes[from];
    if ((separator != ' ' && separator != 'T') || separator == delimiter) {
      return BAD;
    }
    long clock = EightDigits.bytes(bytes, from + 1) ^ CLOCK;
    if (((EightDigits.others(clock) | (clock & COLONS)) != 0)) {
      return readOtherTimeOfDay(bytes, from);
    }
    long pairs = clock * 10 + (clock >>> 8);
    return put((int) pairs & 0xFF, (int) (pairs >>> 24) & 0xFF, (int) (pairs >>> 48) & 0xFF)
        ? afterTime(bytes, from + 1 + CLOCK_BYTES)
        : BAD;
  }

  /// Reads a time without seconds or without colons.
  private int readOtherTimeOfDay(byte[] bytes, int from) {
    int hour = two(bytes, from + 1);
    boolean compact = bytes[from + 3] != ':';
    int gap = compact ? 0 : 1;
    int minute = two(bytes, from + 3 + gap);
    int at = from + 5 + gap;
    int second = 0;
    if (compact || bytes[at] == ':') {
      second = two(bytes, at + gap);
      at += 2 + gap;
    }
    boolean good = (hour | minute | second) >= 0 && put(hour, minute, second);
    return good ? afterTime(bytes, at) : BAD;
  }

  private boolean put(int hour, int minute, int second) {
    nanos = dayNanos + ((hour * 60 + minute) * 60 + second) * NANOS_PER_SECOND;
    return hour <= 23 && minute <= 59 && second <= 59;
  }

  private int afterTime(byte[] bytes, int at) {
    return form.zoned() ? afterOffset(bytes, at) : at;
  }

  private static int afterOffset(byte[] bytes, int at) {
    if (bytes[at] == 'Z') {
      return at + 1;
    }
    boolean zero =
        bytes[at] == '+'
            && two(bytes, at + 1) == 0
            && bytes[at + 3] == ':'
            && two(bytes, at + 4) == 0;
    return zero ? at + 6 : BAD;
  }

  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? BAD : tens * 10 + ones;
  }

  /// Nanoseconds from 1970 to the time as written, in whichever zone that is.
  long nanos() {
    return nanos;
  }
}
