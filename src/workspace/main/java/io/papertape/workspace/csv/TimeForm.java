package io.papertape.workspace.csv;

/// How a file writes its times; every row must write them alike.
///
/// @param unitNanos nanoseconds of one, for epoch numbers
/// @param timed     a time of day is there
/// @param zoned     an offset or `Z` is there
record TimeForm(Order order, long unitNanos, boolean timed, boolean zoned) {
  enum Order {
    YEAR_MONTH_DAY,
    MONTH_DAY_YEAR,
    DAY_MONTH_YEAR,
    EPOCH
  }

  boolean epoch() {
    return order == Order.EPOCH;
  }

  String describe() {
    return switch (order) {
      case EPOCH ->
          "epoch "
              + (unitNanos == 1
                  ? "nanoseconds"
                  : unitNanos == 1_000
                      ? "microseconds"
                      : unitNanos == 1_000_000 ? "milliseconds" : "seconds");
      case YEAR_MONTH_DAY -> "year-month-day" + suffix();
      case MONTH_DAY_YEAR -> "month/day/year" + suffix();
      case DAY_MONTH_YEAR -> "day/month/year" + suffix();
    };
  }

  private String suffix() {
    return (timed ? " with time" : "") + (zoned ? " and offset" : "");
  }
}
