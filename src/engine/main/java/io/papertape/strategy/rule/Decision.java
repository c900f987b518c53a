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

  /// Across instruments: holds the `top` with the largest score, equally weighted.
  ///
  /// @param only      who may be among them at all
  /// @param weight    of all together, as a fraction of equity
  /// @param tolerance a position this close to its weight is left as it is
  record Rank(Expression by, int top, Optional<Rule> only, double weight, double tolerance)
      implements Decision {}

  /// Per instrument: brings the position to a weight of equity, signed.
  ///
  /// @param tolerance a position this close to its weight is left as it is
  record Target(Expression weight, double tolerance) implements Decision {}
}
