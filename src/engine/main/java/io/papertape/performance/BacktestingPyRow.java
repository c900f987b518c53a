package io.papertape.performance;

import java.util.OptionalLong;

/// One row of the statistics table of backtesting.py: a figure, a moment or a duration.
public sealed interface BacktestingPyRow {
  /// The row's name as that engine prints it.
  String name();

  /// A number.
  record Figure(Measure measure) implements BacktestingPyRow {
    @Override
    public String name() {
      return measure.name();
    }
  }

  /// A time of the data.
  record Moment(String name, long timeNanos) implements BacktestingPyRow {}

  /// A length of time.
  ///
  /// @param reason why there is none; empty if there is one
  record Span(String name, OptionalLong nanos, String reason) implements BacktestingPyRow {
    private static final long SECOND = 1_000_000_000L;

    /// Days and time of day, such as `3116 days 00:00:00`; the reason if there is none.
    public String text() {
      if (nanos.isEmpty()) {
        return reason;
      }
      long seconds = nanos.getAsLong() / SECOND;
      return "%d days %02d:%02d:%02d"
          .formatted(seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    }
  }
}
