package io.papertape.workspace.store;

import io.papertape.workspace.WorkspaceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Span of one bar, such as `1d`, `5m` or `1mo`; or `quote` or `trade`, for what has no span.
///
/// Up to hours a bar has a fixed length; from days on it follows the sessions of the calendar.
public record Resolution(int count, Unit unit) implements Comparable<Resolution> {
  /// One trading day.
  public static final Resolution DAY = new Resolution(1, Unit.DAY);

  /// Quotes, each at its own time.
  public static final Resolution QUOTE = new Resolution(1, Unit.QUOTE);

  /// Trade ticks, each at its own time.
  public static final Resolution TRADE = new Resolution(1, Unit.TRADE);

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,4})(ms|mo|s|m|h|d|w)");
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /// What a resolution counts, with the nanoseconds of one (a month: 30 days, for ordering only).
  public enum Unit {
    QUOTE("quote", 0),
    TRADE("trade", 0),
    MILLISECOND("ms", NANOS_PER_MILLI),
    SECOND("s", 1_000 * NANOS_PER_MILLI),
    MINUTE("m", 60_000 * NANOS_PER_MILLI),
    HOUR("h", 3_600_000 * NANOS_PER_MILLI),
    DAY("d", 86_400_000 * NANOS_PER_MILLI),
    WEEK("w", 7L * 86_400_000 * NANOS_PER_MILLI),
    MONTH("mo", 30L * 86_400_000 * NANOS_PER_MILLI);

    private final String letter;
    private final long nanos;

    Unit(String letter, long nanos) {
      this.letter = letter;
      this.nanos = nanos;
    }
  }

  public Resolution {
    if (count <= 0 || (unit.nanos == 0 && count > 1)) {
      throw new IllegalArgumentException(
          "Resolution is empty: count=%d, unit=%s. Use 1 or more.".formatted(count, unit));
    }
  }

  /// Reads `1d`, `15m`, `1h`, `1s`, `250ms`, `1w`, `1mo`, `quote`, `trade`.
  public static Resolution parse(String text) {
    if (text.equals(QUOTE.toString())) {
      return QUOTE;
    }
    if (text.equals(TRADE.toString())) {
      return TRADE;
    }
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      for (Unit unit : Unit.values()) {
        if (unit.letter.equals(matcher.group(2))) {
          return new Resolution(Integer.parseInt(matcher.group(1)), unit);
        }
      }
    }
    throw WorkspaceException.configuration(
        ("Unknown resolution: resolution=%s. Use a number and ms, s, m, h, d, w or mo, such as "
                + "1d, or quote or trade.")
            .formatted(text));
  }

  /// True up to hours: a bar has a fixed length in nanoseconds.
  public boolean intraday() {
    return unit.compareTo(Unit.DAY) < 0;
  }

  /// True if the series holds quotes or trade ticks instead of bars.
  public boolean isTicks() {
    return unit.nanos == 0;
  }

  /// Length of a bar; nominal from days on.
  public long nanos() {
    return Math.multiplyExact(count, unit.nanos);
  }

  @Override
  public int compareTo(Resolution other) {
    int byLength = Long.compare(nanos(), other.nanos());
    return byLength != 0 ? byLength : unit.compareTo(other.unit);
  }

  @Override
  public String toString() {
    return isTicks() ? unit.letter : count + unit.letter;
  }
}
