package io.papertape.workspace.run;

import io.papertape.market.FixedPoint;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/// Starting cash that nobody has stated. The amounts of the presets are meant in US dollars; in
/// another currency they are so many yen or coins, which a reader has to know.
public final class DefaultCash {
  private static final String CURRENCY = "USD";

  private DefaultCash() {}

  /// What is to be said of it; empty if the strategy states its cash, or the currency is the
  /// presets' own.
  ///
  /// @param assumptions in force, with the strategy's own cash
  /// @param currency    of the account
  public static Optional<String> note(
      LoadedStrategy strategy, Assumptions assumptions, String currency) {
    if (strategy.isCashStated() || currency.equals(CURRENCY)) {
      return Optional.empty();
    }
    BigDecimal amount =
        new BigDecimal(FixedPoint.format(assumptions.cash())).setScale(2, RoundingMode.HALF_UP);
    return Optional.of(
        "cash: %s %s by default; --set execution.cash=N says otherwise"
            .formatted(String.format(Locale.ROOT, "%,.2f", amount), currency));
  }
}
