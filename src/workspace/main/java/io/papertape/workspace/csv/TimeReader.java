package io.papertape.workspace.csv;

import io.papertape.workspace.csv.TimeForm.Order;
import java.time.chrono.IsoChronology;

/// Reads a date, a date with time, or an epoch number from bytes, without garbage.
///
/// Separators are free (`2024-01-02`, `2024/1/2`, `20240102`; `T`, space or nothing before the
/// time; `09:30`, `093000`, `093000123`, `09:30 AM`); the order of year, month and day is not. A
/// month may be written `Jan`, after the day: `04-Jan-2021`.
final class TimeReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int digits;

  private long epochDay;
  private long nanosOfDay;
  private boolean timed;
  private boolean zoned;
  private int offsetSeconds;

  /// Days since 1970-01-01 of the date as written.
  long epochDay() {
    return epochDay;
  }

  long nanosOfDay() {
    return nanosOfDay;
  }

  boolean timed() {
    return timed;
  }

  boolean zoned() {
    return zoned;
  }

  int offsetSeconds() {
    return offsetSeconds;
  }

  /// Reads `[from, to)`; false if it is no time of the given order.
  boolean read(byte[] text, int from, int to, Order order, long unitNanos) {
    bytes = text;
    at = from;
    end = to;
    timed = false;
    zoned = false;
    offsetSeconds = 0;
    nanosOfDay = 0;
    if (order == Order.EPOCH) {
      return readEpoch(unitNanos);
    }
    if (!readDate(order)) {
      return false;
    }
    if (at == end) {
      return true;
    }
    byte separator = bytes[at];
    if (separator == ' ' || separator == 'T' || separator == ',' || separator == ';') {
      at++;
    }
    return readTimeOfDay() && readOffset();
  }

  /// Adds the time of day that another column holds.
  boolean readTimeOfDay(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    end = to;
    return readTimeOfDay() && readOffset();
  }

  private boolean readEpoch(long unitNanos) {
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long units = number(19);
    if (digits == 0 || units < 0) {
      return false;
    }
    long nanos = 0;
    if (at < end && bytes[at] == '.') {
      at++;
      nanos = fraction() / (NANOS_PER_SECOND / unitNanos);
    }
    long perDay = 86_400 * (NANOS_PER_SECOND / unitNanos);
    if (at != end || units / perDay > 106_000) {
      return false;
    }
    if (negative) {
      units = -units;
      nanos = 0;
    }
    epochDay = Math.floorDiv(units, perDay);
    nanosOfDay = Math.floorMod(units, perDay) * unitNanos + nanos;
    timed = true;
    zoned = true;
    return true;
  }

  private boolean readDate(Order order) {
    long year;
    long month;
    long day;
    if (order == Order.YEAR_MONTH_DAY) {
      year = number(4);
      if (digits != 4) {
        return false;
      }
      boolean compact = at < end && isDigit(bytes[at]);
      month = compact ? number(2) : afterSeparator();
      day = compact ? number(2) : afterSeparator();
    } else {
      long first = number(2);
      long second = order == Order.DAY_MONTH_YEAR ? monthAfterSeparator() : afterSeparator();
      if (at >= end || isDigit(bytes[at])) {
        return false;
      }
      at++;
      year = number(4);
      if (digits != 4) {
        return false;
      }
      month = order == Order.MONTH_DAY_YEAR ? first : second;
      day = order == Order.MONTH_DAY_YEAR ? second : first;
    }
    if (year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    if (day > 28 && day > lengthOfMonth((int) year, (int) month)) {
      return false;
    }
    epochDay = epochDay(year, month, day);
    return true;
  }

  private long afterSeparator() {
    if (at >= end || isDigit(bytes[at])) {
      return -1;
    }
    at++;
    return number(2);
  }

  /// A month by its number or by the first three letters of its English name.
  private long monthAfterSeparator() {
    if (at + 3 >= end || !isLetter(bytes[at + 1])) {
      return afterSeparator();
    }
    at++;
    for (int month = 0; month < 12; month++) {
      if ((bytes[at] | ' ') == MONTHS.charAt(3 * month)
          && (bytes[at + 1] | ' ') == MONTHS.charAt(3 * month + 1)
          && (bytes[at + 2] | ' ') == MONTHS.charAt(3 * month + 2)) {
        at += 3;
        return month + 1L;
      }
    }
    return -1;
  }

  /// Hours to add to those of a clock of twelve hours, whose mark it steps over; -1 if there is
  /// none, -2 if the hour is not one of twelve.
  private int halfDay(long hour) {
    int mark = at < end && bytes[at] == ' ' ? at + 1 : at;
    if (mark + 2 > end || (bytes[mark + 1] | ' ') != 'm') {
      return -1;
    }
    int half = bytes[mark] | ' ';
    if (half != 'a' && half != 'p') {
      return -1;
    }
    at = mark + 2;
    if (hour < 1 || hour > 12) {
      return -2;
    }
    return (half == 'p' ? 12 : 0) - (hour == 12 ? 12 : 0);
  }

  private boolean readTimeOfDay() {
    long hour = number(2);
    if (digits == 0) {
      return false;
    }
    long minute = colonOrCompact();
    long second = 0;
    long nanos = 0;
    if (minute < 0) {
      return false;
    }
    if (at < end && (bytes[at] == ':' || isDigit(bytes[at]))) {
      second = colonOrCompact();
      if (at < end && (bytes[at] == '.' || bytes[at] == ',')) {
        at++;
        nanos = fraction();
      } else if (at < end && isDigit(bytes[at])) {
        nanos = fraction();
      }
    }
    int shift = halfDay(hour);
    if (shift == -2) {
      return false;
    }
    hour += shift == -1 ? 0 : shift;
    if (hour > 23 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    nanosOfDay = ((hour * 60 + minute) * 60 + second) * NANOS_PER_SECOND + nanos;
    timed = true;
    return true;
  }

  private long colonOrCompact() {
    if (at < end && bytes[at] == ':') {
      at++;
    }
    long value = number(2);
    return digits == 2 ? value : -1;
  }

  private boolean readOffset() {
    if (at < end && bytes[at] == ' ') {
      at++;
    }
    if (at == end) {
      return true;
    }
    byte sign = bytes[at];
    if (sign == 'Z' && at + 1 == end) {
      zoned = true;
      return true;
    }
    if (end - at == 3 && bytes[at] == 'U' && bytes[at + 1] == 'T' && bytes[at + 2] == 'C') {
      zoned = true;
      return true;
    }
    if (sign != '+' && sign != '-') {
      return false;
    }
    at++;
    long hours = number(2);
    if (digits != 2 || hours > 18) {
      return false;
    }
    long minutes = at == end ? 0 : colonOrCompact();
    if (at != end || minutes < 0 || minutes > 59) {
      return false;
    }
    int seconds = (int) (hours * 3_600 + minutes * 60);
    offsetSeconds = sign == '-' ? -seconds : seconds;
    zoned = true;
    return true;
  }

  /// Nanoseconds of a fraction; digits beyond the ninth are left out.
  private long fraction() {
    long value = 0;
    int places = 0;
    while (at < end && isDigit(bytes[at])) {
      if (places < 9) {
        value = value * 10 + (bytes[at] - '0');
        places++;
      }
      at++;
    }
    for (; places < 9; places++) {
      value *= 10;
    }
    return value;
  }

  private long number(int mostDigits) {
    long value = 0;
    int start = at;
    while (at < end && at - start < mostDigits && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at] - '0');
      at++;
    }
    digits = at - start;
    return digits == 0 ? -1 : value;
  }

  private static boolean isLetter(byte b) {
    return (b | ' ') >= 'a' && (b | ' ') <= 'z';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      return IsoChronology.INSTANCE.isLeapYear(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /// Days since 1970-01-01; Howard Hinnant's days_from_civil for years above 0.
  static long epochDay(long year, long month, long day) {
    long y = month <= 2 ? year - 1 : year;
    long era = y / 400;
    long yearOfEra = y - era * 400;
    long dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
