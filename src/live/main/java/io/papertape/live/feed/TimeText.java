package io.papertape.live.feed;

import java.time.DateTimeException;
import java.time.Instant;

/// Reads a venue's time from its text, digit by digit, into nanoseconds since 1970-01-01 UTC.
public final class TimeText {
  private static final long NANOS = 1_000_000_000L;
  private static final int NANO_DIGITS = 9;
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
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeException e) {
      throw new FrameException(
          "Not an ISO time: text=%s.".formatted(FrameException.shortened(text)), e);
    }
    return nanos(time.getEpochSecond(), time.getNano(), text);
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
