package io.papertape.workspace.strategy;

import io.papertape.workspace.store.Resolution;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Which part of the stored market data a run uses.
///
/// @param dataSet   name in the store
/// @param symbols   instruments in the order of their numbers; empty: all of the data set, by
///      symbol
/// @param from      first date, inclusive
/// @param to        last date, inclusive
/// @param benchmark symbol of the data set to compare with; empty: the equally weighted universe
public record DataSelection(
    String dataSet,
    List<String> symbols,
    Resolution resolution,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> benchmark) {

  private static final int FIRST_YEAR = 1678;
  private static final int LAST_YEAR = 2261;

  public DataSelection {
    symbols = List.copyOf(symbols);
    from.ifPresent(day -> requireTime("from", day));
    to.ifPresent(day -> requireTime("to", day));
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException(
          "Data end before they start: from=%s, to=%s. Swap the dates."
              .formatted(from.get(), to.get()));
    }
  }

  /// Nanoseconds since 1970 hold no more.
  private static void requireTime(String end, LocalDate day) {
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          "Day is out of range: %s=%s. Use one of the years %d to %d."
              .formatted(end, day, FIRST_YEAR, LAST_YEAR));
    }
  }

  /// The same, with another first date.
  public DataSelection startingOn(LocalDate day) {
    return new DataSelection(dataSet, symbols, resolution, Optional.of(day), to, benchmark);
  }

  /// The same, cut to days from the first to the last; an empty one leaves that end as it is.
  public DataSelection between(Optional<LocalDate> first, Optional<LocalDate> last) {
    return new DataSelection(
        dataSet, symbols, resolution, first.or(() -> from), last.or(() -> to), benchmark);
  }
}
