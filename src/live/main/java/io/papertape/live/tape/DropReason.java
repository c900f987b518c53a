package io.papertape.live.tape;

/// Why an event of a feed is not on the tape. Each is counted.
public enum DropReason {
  /// A trade whose id has been seen.
  REPEATED_TRADE("repeated-trade"),
  /// A quote whose sequence number has been seen.
  REPEATED_QUOTE("repeated-quote"),
  /// A bar that has been told, or waits to be told, with the same content.
  REPEATED_BAR("repeated-bar"),
  /// A bar that is not finished.
  BAR_UNDER_WAY("bar-under-way"),
  /// A bar whose times are none of the instrument's schedule.
  UNEXPECTED_BAR("unexpected-bar"),
  /// An empty bar without a price, and no bar before it to take the price from.
  EMPTY_WITHOUT_PRICE("empty-without-price"),
  /// A book; the sequencer takes its best prices, not its levels.
  BOOK("book");

  private final String code;

  DropReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
