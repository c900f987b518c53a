package io.papertape.simulation;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;

/// Everything a run assumes about execution and money. A preset is a named set of assumptions.
///
/// @param preset       name: `papertape`, `backtesting.py`, `backtrader`
/// @param latencyNanos from a decision to the arrival of its order
/// @param cash         starting cash, account currency, fixed point
/// @param ending       what becomes of positions that are open at the end
public record Assumptions(
    String preset,
    FillRules fills,
    Fees fees,
    Slippage slippage,
    long latencyNanos,
    Funding funding,
    long cash,
    Ending ending) {

  /// What becomes of positions that are open at the end.
  public enum Ending {
    /// They stay, marked at the last close.
    STAY_OPEN,
    /// They are closed at the open of the last bar. (backtesting.py with `finalize_trades`)
    CLOSE_AT_LAST_OPEN
  }

  public Assumptions {
    if (latencyNanos < 0) {
      throw new IllegalArgumentException(
          "Latency out of range: latencyNanos=%d. Give at least 0.".formatted(latencyNanos));
    }
    if (cash <= 0) {
      throw new IllegalArgumentException(
          "Cash out of range: cash=%s. Give more than 0.".formatted(FixedPoint.format(cash)));
    }
  }

  /// Pessimistic fills, 2 bps fees, 1 bp slippage, a cash account with 100 000.
  public static Assumptions papertape() {
    return new Assumptions(
        "papertape",
        FillRules.papertape(),
        Fees.bps(2),
        Slippage.bps(1),
        0,
        Funding.CASH,
        FixedPoint.ofUnits(100_000),
        Ending.STAY_OPEN);
  }

  /// As backtesting.py 0.6 with its default settings.
  public static Assumptions backtestingPy() {
    return new Assumptions(
        "backtesting.py",
        FillRules.backtestingPy(),
        Fees.NONE,
        Slippage.NONE,
        0,
        Funding.backtestingPy(1),
        FixedPoint.ofUnits(10_000),
        Ending.STAY_OPEN);
  }

  /// As backtrader 1.9 with its default settings.
  public static Assumptions backtrader() {
    return new Assumptions(
        "backtrader",
        FillRules.backtrader(),
        Fees.NONE,
        Slippage.NONE,
        0,
        Funding.BACKTRADER,
        FixedPoint.ofUnits(10_000),
        Ending.STAY_OPEN);
  }

  /// A preset by its name.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Assumptions preset(String name) {
    return switch (name) {
      case "papertape" -> papertape();
      case "backtesting.py" -> backtestingPy();
      case "backtrader" -> backtrader();
      default ->
          throw new IllegalArgumentException(
              "Unknown preset: preset=%s. Use papertape, backtesting.py or backtrader."
                  .formatted(name));
    };
  }

  /// True if a fill may use a price that was known before the decision's order could arrive.
  public boolean isLookingAhead() {
    return fills.marketAtDecision() || funding.kind() == Funding.Kind.BACKTESTING_PY;
  }

  public Assumptions withFills(FillRules value) {
    return new Assumptions(preset, value, fees, slippage, latencyNanos, funding, cash, ending);
  }

  public Assumptions withFees(Fees value) {
    return new Assumptions(preset, fills, value, slippage, latencyNanos, funding, cash, ending);
  }

  public Assumptions withSlippage(Slippage value) {
    return new Assumptions(preset, fills, fees, value, latencyNanos, funding, cash, ending);
  }

  public Assumptions withLatencyNanos(long value) {
    return new Assumptions(preset, fills, fees, slippage, value, funding, cash, ending);
  }

  public Assumptions withFunding(Funding value) {
    return new Assumptions(preset, fills, fees, slippage, latencyNanos, value, cash, ending);
  }

  /// Starting cash, fixed point.
  public Assumptions withCash(long value) {
    return new Assumptions(preset, fills, fees, slippage, latencyNanos, funding, value, ending);
  }

  public Assumptions withEnding(Ending value) {
    return new Assumptions(preset, fills, fees, slippage, latencyNanos, funding, cash, value);
  }
}
