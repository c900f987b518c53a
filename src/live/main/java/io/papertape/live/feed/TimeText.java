package io.papertape.live.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/// Reads a venue's time from its text, digit by digit, into nanoseconds since 1970-01-01 UTC.
public final class TimeText {
  private static final long NANOS = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;

  /// Where the seconds of ISO text end.
  private static final int SECONDS_END = "2026-08-26T07:45:26".length();

  private static final String GO_ZERO = "0001-01-01T00:00:00";

  /// Start of the year 2200; a bar's length may be added to a time before it without overflow.
  private static final long LATEST = 7_258_118_400L * NANOS;

  private TimeText() {}

  /// Nanoseconds of ISO text such as `2026-08-26T07:45:26.79431594Z`; 0, which means not told, for
  /// the first of January of the year 1, which programs in Go write for a time that they lack.
  ///
  /// @throws FrameException if the text is no time, or lies before 1970 or after 2200
  public static long iso(String text) {
    if (text.startsWith(GO_ZERO)) {
      return 0;
    }
    long known = usual(text);
    if (known >= 0) {
      return known;
    }
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeException e) {
      throw new FrameException(
          "Not an ISO time: text=%s.".formatted(FrameException.shortened(text)), e);
    }
    return nanos(time.getEpochSecond(), time.getNano(), text);
  }

  /// Nanoseconds of text as nearly all of it is, with up to nine decimals and a Z at its end.
  /// −1 for any other, right or wrong.
  private static long usual(String text) {
    int end = text.length() - 1;
    if (end < SECONDS_END
        || end > SECONDS_END + 1 + NANO_DIGITS
        || end == SECONDS_END + 1
        || text.charAt(end) != 'Z'
        || !isPunctuated(text, end)) {
      return -1;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_END);
    int fraction = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
    if (year < 1970
        || year >= 2200
        || month < 1
        || month > 12
        || day < 1
        || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth())
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || fraction < 0) {
      return -1;
    }
    long nanos = fraction;
    for (int i = Math.max(end, SECONDS_END + 1); i < SECONDS_END + 1 + NANO_DIGITS; i++) {
      nanos *= 10;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * NANOS + nanos;
  }

  private static boolean isPunctuated(String text, int end) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (end == SECONDS_END || text.charAt(SECONDS_END) == '.');
  }

  /// A number of up to nine digits; −1 if there is anything else.
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /// Nanoseconds of seconds since 1970 with a fraction or without, such as `1618678133.365913`.
  /// Digits beyond the ninth decimal are cut off.
  ///
  /// @throws FrameException if the text is no time, or lies before 1970 or after 2200
  public static long seconds(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : text.substring(point + 1);
    long nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      nanos = nanos * 10 + (i < fraction.length() ? digit(fraction.charAt(i), text) : 0);
    }
    for (int i = NANO_DIGITS; i < fraction.length(); i++) {
      digit(fraction.charAt(i), text);
    }
    return nanos(whole(whole, text), nanos, text);
  }

  /// Nanoseconds of a whole number of units since 1970.
  ///
  /// @param unitNanos length of the unit
  /// @throws FrameException if the text is no time, or lies before 1970 or after 2200
  public static long units(String text, long unitNanos) {
    long units = whole(text, text);
    if (units >= LATEST / unitNanos) {
      throw outOfRange(text);
    }
    return units * unitNanos;
  }

  private static long whole(String digits, String text) {
    if (digits.isEmpty()) {
      throw notATime(text);
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits.charAt(i), text);
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw outOfRange(text);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static int digit(char character, String text) {
    if (character < '0' || character > '9') {
      throw notATime(text);
    }
    return character - '0';
  }

  private static long nanos(long seconds, long nanos, String text) {
    if (seconds < 0 || seconds >= LATEST / NANOS) {
      throw outOfRange(text);
    }
    return seconds * NANOS + nanos;
  }

  private static FrameException notATime(String text) {
    return new FrameException("Not a time: text=%s.".formatted(FrameException.shortened(text)));
  }

  private static FrameException outOfRange(String text) {
    return new FrameException(
        "Time out of range: text=%s.".formatted(FrameException.shortened(text)));
  }
}
