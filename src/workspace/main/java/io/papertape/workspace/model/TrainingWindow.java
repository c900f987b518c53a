package io.papertape.workspace.model;

import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The days a model was trained on. A backtest that touches them would show what the model was
/// told, so it starts after them.
///
/// Days are those of UTC.
///
/// @param from first day, inclusive
/// @param to   last day, inclusive
public record TrainingWindow(LocalDate from, LocalDate to) {

  public TrainingWindow {
    if (to.isBefore(from)) {
      throw WorkspaceException.configuration(
          "Training ends before it starts: from=%s, to=%s. Swap the dates.".formatted(from, to));
    }
  }

  /// Where a backtest starts, and what its report says about it.
  public record Start(LocalDate from, List<String> notes) {
    public Start {
      notes = List.copyOf(notes);
    }
  }

  /// The start of a backtest of the model.
  ///
  /// @param wanted the start that was asked for; empty: the first day after the window
  /// @throws WorkspaceException if the start asked for lies in the window or before it
  public Start check(Optional<LocalDate> wanted) {
    LocalDate first = to.plusDays(1);
    if (wanted.isPresent() && wanted.get().isBefore(first)) {
      throw WorkspaceException.configuration(
          ("Backtest would show what the model was trained on: from=%s, trainedFrom=%s,"
                  + " trainedTo=%s. Start on %s or later, or fit the model to an earlier window.")
              .formatted(wanted.get(), from, to, first));
    }
    return new Start(wanted.orElse(first), List.of(note(wanted.orElse(first))));
  }

  /// The same of a model of which only the end of its training is known.
  static Start check(LocalDate to, Optional<LocalDate> wanted) {
    LocalDate first = to.plusDays(1);
    if (wanted.isPresent() && wanted.get().isBefore(first)) {
      throw WorkspaceException.configuration(
          ("Run would show what the model was trained on: from=%s, trainedTo=%s. Start on %s or"
                  + " later.")
              .formatted(wanted.get(), to, first));
    }
    LocalDate start = wanted.orElse(first);
    return new Start(
        start, List.of("The remote model was trained up to %s, as its file says.".formatted(to)));
  }

  private String note(LocalDate start) {
    return "The model was trained on %s to %s; the backtest starts after that, on %s."
        .formatted(from, to, start);
  }

  /// Start of the first day, nanoseconds since 1970-01-01 UTC.
  long fromNanos() {
    return Times.nanos(from.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /// End of the last day.
  long toNanos() {
    return Times.nanos(to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /// The window of a model as its version states it.
  static TrainingWindow of(long fromNanos, long toNanos) {
    return new TrainingWindow(
        LocalDate.ofInstant(Times.instant(fromNanos), ZoneOffset.UTC),
        LocalDate.ofInstant(Times.instant(toNanos - 1), ZoneOffset.UTC));
  }
}
