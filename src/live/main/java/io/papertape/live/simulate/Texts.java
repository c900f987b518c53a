package io.papertape.live.simulate;

import java.time.LocalDate;

/// Numbers and times as venues write them.
final class Texts {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long DAY_MICROS = 86_400 * SECOND_MICROS;

  private Texts() {}

  /// Cents as a price.
  static String cents(long cents) {
    long rest = cents % 100;
    return cents / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  /// A time of UTC to the microsecond: `2026-11-26T08:30:00.123456Z`.
  static String time(long nanos) {
    long micros = Math.floorDiv(nanos, 1_000);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY_MICROS));
    long ofDay = Math.floorMod(micros, DAY_MICROS);
    long second = ofDay / SECOND_MICROS;
    StringBuilder text = new StringBuilder("2026-11-26T08:30:00.123456Z".length());
    text.append(date).append('T');
    pad(text, second / 3_600, 2).append(':');
    pad(text, second / 60 % 60, 2).append(':');
    pad(text, second % 60, 2).append('.');
    return pad(text, ofDay % SECOND_MICROS, 6).append('Z').toString();
  }

  private static StringBuilder pad(StringBuilder text, long number, int digits) {
    String plain = Long.toString(number);
    return text.repeat('0', digits - plain.length()).append(plain);
  }
}
