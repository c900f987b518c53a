package io.papertape.execution;

import io.papertape.market.FixedPoint;

/// How a bar fills orders. Every assumption is spelt out here; a preset is a named set of them.
///
/// @param limit              whether a touched limit fills
/// @param children           from when stop and target of a bracket work
/// @param queue              in which order the orders of one bar are tried
/// @param stopLimit          how a stop-limit triggered inside a bar goes on
/// @param trail              which price a trailing stop follows
/// @param lots               whether exits close their own entry or the oldest one
/// @param marketAtDecision   market orders fill at the close they were decided on: looks ahead
/// @param childrenDieFlat    a flat position cancels what was left of its brackets
/// @param participation      largest part of a bar's volume we may be, fixed point; 0: no cap
/// @param roundsToTick       prices are rounded against us to the instrument's tick size
public record FillRules(
    Limit limit,
    Children children,
    Queue queue,
    StopLimit stopLimit,
    Trail trail,
    Lots lots,
    boolean marketAtDecision,
    boolean childrenDieFlat,
    long participation,
    boolean roundsToTick) {

  /// Whether a limit that the price only touches has filled.
  public enum Limit {
    /// The price must go through the limit: a touch does not prove that our order was reached.
    THROUGH,
    /// Touching fills.
    TOUCH
  }

  /// From when the stop and the target of a bracket work.
  public enum Children {
    /// On the entry bar already. The stop is tried first, also of a stop and a target that the
    /// strategy tied to each other; after an entry inside the bar only the stop.
    ENTRY_BAR,
    /// On the entry bar if the entry was at the market; else from the next bar. (backtesting.py)
    ENTRY_BAR_AFTER_MARKET,
    /// From the bar after the entry. (backtrader)
    NEXT_BAR
  }

  /// In which order the orders of one bar are tried.
  public enum Queue {
    /// What fills at the open, then what fills inside the bar, then what fills at the close, each
    /// as submitted.
    AS_THE_BAR_GOES,
    /// As submitted, wherever on the bar they fill. (backtrader)
    SUBMISSION,
    /// Closing orders and stop-losses before everything else, latest first. (backtesting.py)
    EXITS_FIRST
  }

  /// How a stop-limit order goes on when its stop is reached inside a bar.
  public enum StopLimit {
    /// At the stop price if the limit allows it, else at the limit if the close allows it.
    ON_THE_TRIGGER_BAR,
    /// At the stop price if the bar also reaches the limit and the limit lies beyond it; a limit
    /// reached first waits a bar. (backtesting.py)
    LIMIT_SEEN_FIRST_WAITS
  }

  /// Which price a trailing stop follows.
  public enum Trail {
    /// The extreme of each finished bar.
    EXTREME,
    /// The close of each finished bar. (backtrader)
    CLOSE
  }

  /// What a closing fill closes.
  public enum Lots {
    /// The oldest entries first.
    FIFO,
    /// The stop and target of an entry close that entry; all else the oldest. (backtesting.py)
    OWN_ENTRY
  }

  /// Pessimistic: only what a bar proves.
  public static FillRules papertape() {
    return new FillRules(
        Limit.THROUGH,
        Children.ENTRY_BAR,
        Queue.AS_THE_BAR_GOES,
        StopLimit.ON_THE_TRIGGER_BAR,
        Trail.EXTREME,
        Lots.FIFO,
        false,
        true,
        FixedPoint.ONE / 10,
        true);
  }

  /// As backtesting.py 0.6 does it with its default settings.
  public static FillRules backtestingPy() {
    return new FillRules(
        Limit.TOUCH,
        Children.ENTRY_BAR_AFTER_MARKET,
        Queue.EXITS_FIRST,
        StopLimit.LIMIT_SEEN_FIRST_WAITS,
        Trail.CLOSE,
        Lots.OWN_ENTRY,
        false,
        true,
        0,
        false);
  }

  /// As backtrader 1.9 does it with its default settings.
  public static FillRules backtrader() {
    return new FillRules(
        Limit.TOUCH,
        Children.NEXT_BAR,
        Queue.SUBMISSION,
        StopLimit.ON_THE_TRIGGER_BAR,
        Trail.CLOSE,
        Lots.FIFO,
        false,
        false,
        0,
        false);
  }

  /// The same with market orders filled at the close they were decided on.
  public FillRules withMarketAtDecision() {
    return with(limit, true, participation);
  }

  /// The same with another cap on the part of a bar's volume; 0: none.
  public FillRules withParticipation(long fraction) {
    return with(limit, marketAtDecision, fraction);
  }

  /// The same with another rule for touched limits.
  public FillRules withLimit(Limit rule) {
    return with(rule, marketAtDecision, participation);
  }

  private FillRules with(Limit newLimit, boolean newMarketAtDecision, long newParticipation) {
    return new FillRules(
        newLimit,
        children,
        queue,
        stopLimit,
        trail,
        lots,
        newMarketAtDecision,
        childrenDieFlat,
        newParticipation,
        roundsToTick);
  }
}
