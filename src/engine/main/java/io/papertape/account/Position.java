package io.papertape.account;

/// What is held of one instrument.
///
/// @param quantity     signed, fixed point: long is positive
/// @param averagePrice average price of the open lots, fixed point; 0 if flat
/// @param marketValue  signed value at the last mark, account currency, fixed point
public record Position(int instrument, long quantity, long averagePrice, long marketValue) {
  public boolean isFlat() {
    return quantity == 0;
  }

  public boolean isLong() {
    return quantity > 0;
  }

  public boolean isShort() {
    return quantity < 0;
  }
}
