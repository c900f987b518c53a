package io.papertape.strategy.rule;

import io.papertape.order.Size;

/// How large an entry is.
public sealed interface Sizing {
  /// Units, cash or a fraction of equity.
  record Fixed(Size size) implements Sizing {}

  /// To a weight of equity, estimated at the close of the decision.
  record Weight(double weight) implements Sizing {
    public Weight {
      if (!(weight > 0) || weight > 1000) {
        throw new IllegalArgumentException(
            "Not a weight: weight=%s. Give a number above 0, such as 0.95.".formatted(weight));
      }
    }
  }
}
