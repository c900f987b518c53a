package io.papertape.strategy.rule;

import java.util.List;
import java.util.Optional;

/// How features become orders.
public sealed interface Decision {
  /// Per instrument: enters and leaves when conditions hold. Of each list the first rule that
  /// holds decides.
  record Threshold(
      List<Rule> enterLong,
      List<Rule> exitLong,
      List<Rule> enterShort,
      List<Rule> exitShort,
      Sizing size,
      Optional<Distance> stopLoss,
      Optional<Distance> takeProfit,
      Optional<Distance> trailingStop)
      implements Decision {
    public Threshold {
      enterLong = List.copyOf(enterLong);
      exitLong = List.copyOf(exitLong);
      enterShort = List.copyOf(enterShort);
      exitShort = List.copyOf(exitShort);
    }
  }

  /// Across instruments: holds those with the largest score, equally weighted, and sells short
  /// those with the smallest, if there is a short side.
  ///
  /// @param tolerance a position this close to its weight is left as it is
  record Rank(Expression by, Side top, Optional<Side> bottom, double tolerance)
      implements Decision {}

  /// One side of a ranked portfolio.
  ///
  /// @param only   who may be on it at all
  /// @param weight of all on it together, as a fraction of equity, not negative
  record Side(Places places, Optional<Rule> only, double weight) {}

  /// Per instrument: brings the position to a weight of equity, signed.
  ///
  /// @param tolerance a position this close to its weight is left as it is
  record Target(Expression weight, double tolerance) implements Decision {}
}
