package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Moments as ISO text of 30 bytes, `2024-03-04T21:00:00.000000000Z`; the years 1678 to 2262.
/// Remembers the date, for most entries follow one of the same day.
final class TimeText {
  /// Bytes that [#write] touches.
  static final int REACH = 32;

  private static final int LENGTH = 30;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
  private static final long NANOS_PER_DAY = 1_440 * NANOS_PER_MINUTE;
  private static final long HIGH = 0xFFFFFFFF00000000L;
  private static final long[] PAIRS = pairs();
  private static final long WHOLE_MINUTE = seconds(0);
  private static final long WHOLE_SECOND = decimals(0);

  private long dayNanos;
  private long yearAndMonth;
  private long dayOfMonth;

  TimeText() {
    date(0);
  }

  /// Two digits each, the first in the lowest byte.
  private static long[] pairs() {
    long[] pairs = new long[100];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = ('0' + i / 10L) | ('0' + i % 10L) << 8;
    }
    return pairs;
  }

  /// Writes the text, and two bytes without a meaning after it.
  ///
  /// @return the position after the text
  int write(byte[] bytes, int at, long nanos) {
    long ofDay = nanos - dayNanos;
    if (ofDay < 0 || ofDay >= NANOS_PER_DAY) {
      date(Math.floorDiv(nanos, NANOS_PER_DAY));
      ofDay = nanos - dayNanos;
    }
    int minute = (int) (ofDay / NANOS_PER_MINUTE);
    long ofMinute = ofDay - minute * NANOS_PER_MINUTE;
    long dayAndMinute =
        dayOfMonth
            | (long) 'T' << 16
            | PAIRS[minute / 60] << 24
            | (long) ':' << 40
            | PAIRS[minute % 60] << 48;
    WORD.set(bytes, at, yearAndMonth);
    WORD.set(bytes, at + 8, dayAndMinute);
    WORD.set(bytes, at + 16, ofMinute == 0 ? WHOLE_MINUTE : seconds(ofMinute));
    WORD.set(bytes, at + 24, ofMinute == 0 ? WHOLE_SECOND : decimals(ofMinute));
    return at + LENGTH;
  }

  /// Second and the first four decimals.
  private static long seconds(long ofMinute) {
    int second = (int) (ofMinute / NANOS_PER_SECOND);
    int rest = (int) (ofMinute % NANOS_PER_SECOND);
    return ':' | PAIRS[second] << 8 | (long) '.' << 24 | (Digits.eight(rest / 100_000) & HIGH);
  }

  /// The other five decimals and the end.
  private static long decimals(long ofMinute) {
    int rest = (int) (ofMinute % NANOS_PER_SECOND);
    return Digits.eight(rest % 100_000) >>> 24 | (long) 'Z' << 40;
  }

  /// The calendar's date, counted in years that begin in March.
  private void date(long day) {
    dayNanos = day * NANOS_PER_DAY;
    int fromYearZero = (int) day + 719_468;
    int era = fromYearZero / 146_097;
    int ofEra = fromYearZero - era * 146_097;
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    yearAndMonth =
        PAIRS[year / 100]
            | PAIRS[year % 100] << 16
            | (long) '-' << 32
            | PAIRS[month] << 40
            | (long) '-' << 56;
    dayOfMonth = PAIRS[ofYear - (153 * fromMarch + 2) / 5 + 1];
  }
}
