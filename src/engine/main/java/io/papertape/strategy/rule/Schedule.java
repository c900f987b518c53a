package io.papertape.strategy.rule;

import io.papertape.strategy.Signal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// On which bars a strategy decides. Days, weeks (from Monday) and months are those of UTC, of
/// the last nanosecond of the bar.
///
/// @param bars with [Kind#EVERY]: each so many bars, counted from the first
public record Schedule(Kind kind, int bars) {
  private static final Pattern EVERY = Pattern.compile("every ([1-9][0-9]{0,5}) bars");
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long EPOCH_WEEKDAY = 3;

  /// What a schedule counts.
  public enum Kind {
    EVERY,
    DAILY,
    WEEKLY,
    MONTHLY
  }

  /// Reads `every bar`, `every 5 bars`, `daily`, `weekly` or `monthly`.
  public static Schedule parse(String text) {
    Matcher matcher = EVERY.matcher(text);
    if (matcher.matches()) {
      return new Schedule(Kind.EVERY, Integer.parseInt(matcher.group(1)));
    }
    return switch (text) {
      case "every bar" -> new Schedule(Kind.EVERY, 1);
      case "daily" -> new Schedule(Kind.DAILY, 0);
      case "weekly" -> new Schedule(Kind.WEEKLY, 0);
      case "monthly" -> new Schedule(Kind.MONTHLY, 0);
      default ->
          throw new IllegalArgumentException(
              ("Unknown schedule: schedule=%s."
                      + " Use every bar, every N bars, daily, weekly or monthly.")
                  .formatted(text));
    };
  }

  /// At which bars of an instrument it is due, its first one included.
  Signal due() {
    return kind == Kind.EVERY
        ? Signal.everyBars(0, bars)
        : new Signal.NewPeriod(closeNanos -> period(closeNanos, 0));
  }

  /// True if it is due at each bar.
  boolean isEveryBar() {
    return kind == Kind.EVERY && bars == 1;
  }

  /// Number of the period a moment lies in; a bar is due if its number differs from the last.
  long period(long closeNanos, long barIndex) {
    long day = Math.floorDiv(closeNanos - 1, NANOS_PER_DAY);
    return switch (kind) {
      case EVERY -> barIndex / bars;
      case DAILY -> day;
      case WEEKLY -> Math.floorDiv(day + EPOCH_WEEKDAY, 7);
      case MONTHLY -> month(day);
    };
  }

  /// Months since year 0. Source: Hinnant, "chrono-compatible low-level date algorithms".
  private static long month(long epochDay) {
    long days = epochDay + 719_468;
    long era = Math.floorDiv(days, 146_097);
    long ofEra = days - era * 146_097;
    long year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * year + year / 4 - year / 100);
    long shifted = (5 * ofYear + 2) / 153;
    return (year + era * 400) * 12 + shifted;
  }
}
