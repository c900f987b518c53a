package io.papertape.workspace.report;

import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them, the same on every machine.
final class NumberText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final double DAY_SECONDS = 86_400;
  private static final double HOUR_SECONDS = 3_600;
  private static final double LARGE = 1_000;

  private NumberText() {}

  /// Shortest text of a number: `2` for 2.0.
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /// A fraction in percent: `12.34 %`; with thousands separators from a thousand on.
  static String percent(double fraction) {
    return decimals(fraction * 100, Math.abs(fraction * 100) >= LARGE ? 0 : 2) + "\u00A0%";
  }

  /// A fraction in percent with the sign always shown.
  static String signedPercent(double fraction) {
    String text = percent(fraction);
    return fraction > 0 && !isZero(text) ? "+" + text : text;
  }

  static String decimals(double value, int digits) {
    String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
    return text.startsWith("-") ? (isZero(text) ? "" : "\u2212") + text.substring(1) : text;
  }

  /// Cash to the cent, fixed point.
  static String cash(long value) {
    return decimals(FixedPoint.toDouble(value), 2);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// A price or quantity, all its digits.
  static String exact(long value) {
    return FixedPoint.format(value).replace('-', '\u2212');
  }

  /// Name of a zone: `UTC` for an offset of zero.
  static String zone(ZoneId zone) {
    return zone.getId().equals("Z") ? "UTC" : zone.getId();
  }

  static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  static String day(long nanos, ZoneId zone) {
    return DAY.format(Times.instant(nanos).atZone(zone));
  }

  static String minute(long nanos, ZoneId zone) {
    return MINUTE.format(Times.instant(nanos).atZone(zone));
  }

  static String second(long nanos, ZoneId zone) {
    return SECOND.format(Times.instant(nanos).atZone(zone));
  }

  /// A length of time in the unit that fits it: `3.25 d`, `5.50 h`, `12.00 min`, `10.00 s`.
  static String duration(double days) {
    double seconds = days * DAY_SECONDS;
    if (days >= 1 || days == 0) {
      return decimals(days, 2) + "\u00A0d";
    }
    if (seconds >= HOUR_SECONDS) {
      return decimals(seconds / HOUR_SECONDS, 2) + "\u00A0h";
    }
    return seconds >= 60
        ? decimals(seconds / 60, 2) + "\u00A0min"
        : decimals(seconds, 2) + "\u00A0s";
  }

  private static boolean isZero(String text) {
    return text.chars().noneMatch(c -> c >= '1' && c <= '9');
  }
}
