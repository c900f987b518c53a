package io.papertape.workspace.strategy;

import io.papertape.market.FixedPoint;

/// What an account may start with. Less than the last digit that people are shown would be printed
/// as 0.00. An account in a coin may well start with a few hundredths of it.
public final class StartingCash {
  /// 0.01, fixed point.
  public static final long LEAST = FixedPoint.ONE / 100;

  private StartingCash() {}
}
