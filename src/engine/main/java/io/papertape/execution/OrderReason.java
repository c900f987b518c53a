package io.papertape.execution;

/// Why an order changed its state; the journal keeps the code.
public enum OrderReason {
  ACCEPTED("accepted"),
  FILLED("filled"),
  CANCELLED_BY_STRATEGY("cancelled-by-strategy"),
  AMENDED("amended"),
  TIED("tied"),
  RESCALED_BY_SPLIT("split"),
  ENTRY_FILLED_FURTHER("entry-filled-further"),
  SIBLING_FILLED("sibling-filled"),
  POSITION_CLOSED("position-closed"),
  POSITION_REDUCED("position-reduced"),
  NOTHING_TO_CLOSE("nothing-to-close"),
  RISK_LIMIT("risk-limit"),
  INSUFFICIENT_FUNDS("insufficient-funds"),
  SIZE_ROUNDS_TO_ZERO("size-rounds-to-zero"),
  TIME_IN_FORCE("time-in-force"),
  NOT_FILLED_AT_ONCE("not-filled-at-once"),
  /// The operator has cancelled it.
  OPERATOR("operator"),
  RUINED("equity-used-up"),
  RUN_ENDED("run-ended"),
  /// Its size, known at the fill, is worth less than the least order of its instrument.
  BELOW_MIN_NOTIONAL("below-min-notional"),
  /// Its size, known at the fill, is as many units as no order can have.
  SIZE_BEYOND_RANGE("size-beyond-range");

  private final String code;

  OrderReason(String code) {
    this.code = code;
  }

  /// The stable text in journals and tables.
  public String code() {
    return code;
  }
}
