package io.papertape.account;

/// What an account may buy or sell with its money.
///
/// @param kind     the rule
/// @param leverage largest gross exposure per unit of equity, at least 1; 1 for a cash account
public record Funding(Kind kind, double leverage) {
  /// The rules.
  public enum Kind {
    /// Purchases are paid in full with their fees; nothing is sold short.
    CASH,
    /// Gross exposure stays within leverage × equity; short sales allowed.
    MARGIN,
    /// Free margin is equity less gross exposure ÷ leverage, at the close of the bar that fills:
    /// it looks ahead by one bar, as backtesting.py does.
    BACKTESTING_PY,
    /// Cash may not become negative; short proceeds are credited, as backtrader does.
    BACKTRADER
  }

  public static final Funding CASH = new Funding(Kind.CASH, 1);
  public static final Funding BACKTRADER = new Funding(Kind.BACKTRADER, 1);

  public Funding {
    if (!(leverage >= 1) || leverage > 1000) {
      throw new IllegalArgumentException(
          "Leverage out of range: leverage=%s. Use 1 (no borrowing) up to 1000."
              .formatted(leverage));
    }
  }

  public static Funding margin(double leverage) {
    return new Funding(Kind.MARGIN, leverage);
  }

  /// backtesting.py's `margin` is one over the leverage.
  public static Funding backtestingPy(double leverage) {
    return new Funding(Kind.BACKTESTING_PY, leverage);
  }

  /// Whether the debt of a ruined run is written off: equity ends at 0, not below.
  /// (backtesting.py)
  public boolean writesOffDebt() {
    return kind == Kind.BACKTESTING_PY;
  }

  /// Whether a run ends, with everything closed, when equity is used up.
  public boolean endsWhenRuined() {
    return kind != Kind.BACKTRADER;
  }
}
