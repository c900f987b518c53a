package io.papertape.live.feed;

import io.papertape.order.Side;

/// Reads a venue's word for the side of an order.
public final class SideText {
  private SideText() {}

  /// Side that `buy`, `sell`, `b` or `s` names, in capitals too.
  ///
  /// @throws FrameException if it names none
  public static Side parse(String text) {
    return switch (text) {
      case "buy", "BUY", "Buy", "b", "B" -> Side.BUY;
      case "sell", "SELL", "Sell", "s", "S" -> Side.SELL;
      default ->
          throw new FrameException(
              "Not a side: text=%s.".formatted(FrameException.shortened(text)));
    };
  }
}
