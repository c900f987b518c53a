package io.papertape.workspace.experiment;

import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Length of a window: by the calendar, or a number of periods.
public record WindowLength(int amount, Unit unit) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([a-z]?)");

  /// What is counted.
  public enum Unit {
    YEARS("y"),
    MONTHS("m"),
    WEEKS("w"),
    DAYS("d"),
    /// Returns: days of trading, or the bars of rarer data.
    PERIODS("");

    private final String letter;

    Unit(String letter) {
      this.letter = letter;
    }
  }

  /// Reads `3y`, `18m`, `26w`, `90d` or `756`.
  ///
  /// @param option named in the error
  public static WindowLength parse(String option, String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches() && Integer.parseInt(matcher.group(1)) > 0) {
      for (Unit unit : Arrays.asList(Unit.values())) {
        if (unit.letter.equals(matcher.group(2))) {
          return new WindowLength(Integer.parseInt(matcher.group(1)), unit);
        }
      }
    }
    throw WorkspaceException.configuration(
        "Not a length: %s %s. Write 3y, 18m, 26w, 90d, or a number of periods such as 756."
            .formatted(option, text));
  }

  boolean isCalendar() {
    return unit != Unit.PERIODS;
  }

  LocalDate after(LocalDate date, int times) {
    long count = (long) amount * times;
    return switch (unit) {
      case YEARS -> date.plusYears(count);
      case MONTHS -> date.plusMonths(count);
      case WEEKS -> date.plusWeeks(count);
      case DAYS -> date.plusDays(count);
      case PERIODS -> throw new IllegalStateException("Periods have no date: " + this + ".");
    };
  }

  LocalDate before(LocalDate date) {
    return after(date, -1);
  }

  /// As typed.
  public String text() {
    return amount + unit.letter;
  }
}
