package io.papertape.live.feed;

/// One price of an order book and what is displayed there.
///
/// @param price        fixed point
/// @param quantity     fixed point; 0 removes the price from a book; [#UNTOLD]: not told
/// @param priceText    as the venue wrote it, for its checksum
/// @param quantityText as the venue wrote it
public record Level(long price, long quantity, String priceText, String quantityText) {
  /// A quantity that the venue does not tell.
  public static final long UNTOLD = -1;

  /// Reads both from the venue's text.
  public static Level of(String price, String quantity) {
    return new Level(DecimalText.price(price), DecimalText.quantity(quantity), price, quantity);
  }
}
