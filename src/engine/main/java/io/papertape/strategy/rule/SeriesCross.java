package io.papertape.strategy.rule;

import io.papertape.strategy.Series;

/// A [Cross] of two series, which know what they were on the bar before: it need not see each bar.
final class SeriesCross implements Node {
  private final BoundRules owner;
  private final Series left;
  private final Series right;
  private final int direction;

  /// @param direction 1: `left` rises above `right`; −1: it falls below
  SeriesCross(BoundRules owner, Series left, Series right, int direction) {
    this.owner = owner;
    this.left = left;
    this.right = right;
    this.direction = direction;
  }

  @Override
  public double evaluate() {
    double now = (left.value() - right.value()) * direction;
    double before = (left.previous() - right.previous()) * direction;
    if (owner.isFirstBar() || Double.isNaN(now) || Double.isNaN(before)) {
      return Double.NaN;
    }
    return now > 0 && before <= 0 ? 1 : 0;
  }
}
