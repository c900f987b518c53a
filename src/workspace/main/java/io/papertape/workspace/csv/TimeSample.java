package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.TimeForm.Order;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Resolution.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The times of a file's first rows: how they are written and how far they lie apart.
final class TimeSample {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long DAY_NANOS = 86_400 * NANOS_PER_SECOND;

  private static final int LONG_WEEKEND_DAYS = 5;
  private static final int FEW_STEPS = 5;

  private final Path file;
  private final List<String> dates = new ArrayList<>();
  private final List<String> clocks = new ArrayList<>();
  private final List<String> symbols = new ArrayList<>();
  private final TimeReader reader = new TimeReader();
  private final TimeForm form;

  TimeSample(Path file, List<Role> roles, List<List<String>> rows, Optional<String> format) {
    this.file = file;
    int time = roles.indexOf(Role.TIME);
    int clock = roles.indexOf(Role.TIME_OF_DAY);
    int symbol = roles.indexOf(Role.SYMBOL);
    for (List<String> row : rows) {
      dates.add(row.get(time));
      clocks.add(clock < 0 ? "" : row.get(clock));
      symbols.add(symbol < 0 ? "" : row.get(symbol));
    }
    form = form(format);
  }

  TimeForm form() {
    return form;
  }

  private TimeForm form(Optional<String> format) {
    List<TimeForm> candidates = new ArrayList<>();
    if (format.isPresent()) {
      candidates.add(named(format.get()));
    } else if (dates.getFirst().matches("-?\\d{9,19}(\\.\\d+)?")) {
      candidates.add(epoch(dates.getFirst().replaceFirst("\\..*", "").length()));
    } else {
      for (Order order :
          List.of(Order.YEAR_MONTH_DAY, Order.MONTH_DAY_YEAR, Order.DAY_MONTH_YEAR)) {
        candidates.add(new TimeForm(order, 1, false, false));
      }
    }
    List<TimeForm> fitting = candidates.stream().filter(this::fits).toList();
    if (fitting.size() > 1) {
      List<TimeForm> rising = fitting.stream().filter(this::rises).toList();
      fitting = rising.size() == 1 ? rising : fitting;
    }
    if (fitting.isEmpty()) {
      throw WorkspaceException.data(
          ("Time format not recognised: file=%s, first=%s. Name the time column "
                  + "with --columns and the format with --time-format iso, mdy, dmy or "
                  + "epoch-s, -ms, -us, -ns.")
              .formatted(file, dates.getFirst()));
    }
    if (fitting.size() > 1) {
      throw WorkspaceException.data(
          ("Day and month cannot be told apart: file=%s, first=%s. Add "
                  + "--time-format mdy or --time-format dmy.")
              .formatted(file, dates.getFirst()));
    }
    return withParts(fitting.getFirst());
  }

  private static TimeForm epoch(int digits) {
    long unit =
        digits <= 11 ? NANOS_PER_SECOND : digits <= 14 ? 1_000_000 : digits <= 17 ? 1_000 : 1;
    return new TimeForm(Order.EPOCH, unit, true, true);
  }

  private static TimeForm named(String format) {
    String plain = format.toLowerCase(Locale.ROOT);
    return switch (plain) {
      case "iso", "ymd" -> new TimeForm(Order.YEAR_MONTH_DAY, 1, false, false);
      case "mdy" -> new TimeForm(Order.MONTH_DAY_YEAR, 1, false, false);
      case "dmy" -> new TimeForm(Order.DAY_MONTH_YEAR, 1, false, false);
      case "epoch-s" -> epoch(10);
      case "epoch-ms" -> epoch(13);
      case "epoch-us" -> epoch(16);
      case "epoch-ns" -> epoch(19);
      default ->
          throw WorkspaceException.configuration(
              ("Unknown time format: timeFormat=%s. Use iso, mdy, dmy, epoch-s, "
                      + "epoch-ms, epoch-us or epoch-ns.")
                  .formatted(format));
    };
  }

  /// True if four fifths of the rows can be read so; the others are rejected one by one later.
  private boolean fits(TimeForm candidate) {
    int read = 0;
    for (int i = 0; i < dates.size(); i++) {
      read += read(i, candidate) ? 1 : 0;
    }
    return read > 0 && read * 5L >= dates.size() * 4L;
  }

  private boolean rises(TimeForm candidate) {
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < dates.size(); i++) {
      if (read(i, candidate)) {
        if (nanos() < previous) {
          return false;
        }
        previous = nanos();
      }
    }
    return true;
  }

  private boolean read(int row, TimeForm candidate) {
    byte[] date = dates.get(row).getBytes(StandardCharsets.UTF_8);
    if (!reader.read(date, 0, date.length, candidate.order(), candidate.unitNanos())) {
      return false;
    }
    byte[] clock = clocks.get(row).getBytes(StandardCharsets.UTF_8);
    return clock.length == 0 || reader.readTimeOfDay(clock, 0, clock.length);
  }

  private TimeForm withParts(TimeForm order) {
    int at = 0;
    while (!read(at, order)) {
      at++;
    }
    return new TimeForm(order.order(), order.unitNanos(), reader.timed(), reader.zoned());
  }

  private long nanos() {
    return reader.epochDay() * DAY_NANOS
        + reader.nanosOfDay()
        - reader.offsetSeconds() * NANOS_PER_SECOND;
  }

  /// The usual step between rows of one symbol, if it is a resolution people use.
  Optional<Resolution> resolution() {
    List<Long> steps = new ArrayList<>();
    Map<String, Long> previous = new HashMap<>();
    int falling = 0;
    for (int i = 0; i < dates.size(); i++) {
      if (!read(i, form)) {
        continue;
      }
      Long before = previous.put(symbols.get(i), nanos());
      if (before != null && nanos() != before) {
        falling += nanos() < before ? 1 : 0;
        steps.add(Math.abs(nanos() - before));
      }
    }
    if (falling * 10L > steps.size() * 9L && steps.size() > 1) {
      throw WorkspaceException.data(
          "File runs from new to old: file=%s, first=%s. Sort it by time, oldest first."
              .formatted(file, dates.getFirst()));
    }
    if (steps.isEmpty()) {
      return form.timed() ? Optional.empty() : Optional.of(Resolution.DAY);
    }
    steps.sort(null);
    long usual = steps.get(steps.size() / 2);
    boolean aroundAWeekend = usual > DAY_NANOS && usual <= LONG_WEEKEND_DAYS * DAY_NANOS;
    return aroundAWeekend && steps.size() < FEW_STEPS
        ? Optional.of(Resolution.DAY)
        : standard(usual);
  }

  private static Optional<Resolution> standard(long step) {
    long days = Math.round((double) step / DAY_NANOS);
    if (days >= 28 && days <= 31) {
      return Optional.of(new Resolution(1, Unit.MONTH));
    }
    if (step >= 23 * 3_600 * NANOS_PER_SECOND) {
      return days % 7 == 0
          ? Optional.of(new Resolution((int) days / 7, Unit.WEEK))
          : Optional.of(new Resolution((int) days, Unit.DAY));
    }
    for (Unit unit : List.of(Unit.HOUR, Unit.MINUTE, Unit.SECOND)) {
      long one = new Resolution(1, unit).nanos();
      if (step % one == 0) {
        return Optional.of(new Resolution((int) (step / one), unit));
      }
    }
    return Optional.empty();
  }
}
