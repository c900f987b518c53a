package io.papertape.risk;

/// Why an order was refused before it reached the exchange; the journal keeps the code.
public enum Veto {
  MAX_POSITION("max-position"),
  MAX_NOTIONAL("max-order-notional"),
  GROSS_EXPOSURE("max-gross-exposure"),
  NET_EXPOSURE("max-net-exposure"),
  ORDER_RATE("max-orders-per-day"),
  DRAWDOWN_STOP("drawdown-stop"),
  SHORT_SALE("short-sale-not-allowed"),
  SIZE_ROUNDS_TO_ZERO("size-rounds-to-zero"),
  /// As many units as no order can have: 10¹⁰ or more.
  SIZE_BEYOND_RANGE("size-beyond-range"),
  /// Worth less than the least order of its instrument, and not one that only reduces.
  BELOW_MIN_NOTIONAL("below-min-notional"),
  NO_PRICE("no-price-yet"),
  INVALID_PRICE("invalid-price"),
  /// A stop-loss or take-profit on the other side of its entry's price, where it would close at
  /// once what the entry opens.
  BRACKET_WRONG_WAY("bracket-wrong-way"),
  /// Quotes and trade ticks have no close at which an order could fill.
  AT_CLOSE_WITHOUT_BARS("at-close-without-bars"),
  /// The operator has paused the session.
  PAUSED("paused"),
  /// Nothing new has come of the instrument for too long.
  STALE_INPUT("stale-input"),
  /// What comes of the instrument contradicts itself.
  BROKEN_INPUT("broken-input"),
  /// The decision rests on prices fetched after a gap.
  BACKFILLED_INPUT("backfilled-input"),
  /// The remote model that the decision was to rest on has given no score.
  MODEL_UNAVAILABLE("model-unavailable"),
  KILL_SWITCH("kill-switch");

  private final String code;

  Veto(String code) {
    this.code = code;
  }

  /// The stable text in journals and tables.
  public String code() {
    return code;
  }
}
