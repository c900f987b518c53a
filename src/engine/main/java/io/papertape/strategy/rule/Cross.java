package io.papertape.strategy.rule;

/// Whether one value went from below or equal to above another, on this bar.
///
/// It remembers on which side the last bar ended, not the values, so that a split changes
/// nothing.
final class Cross implements Node {
  private final BoundRules owner;
  private final Node left;
  private final Node right;
  private final int direction;
  private int seenBar = -1;
  private double previousSide = Double.NaN;
  private double result = Double.NaN;

  /// @param direction 1: `left` rises above `right`; −1: it falls below
  Cross(BoundRules owner, Node left, Node right, int direction) {
    this.owner = owner;
    this.left = left;
    this.right = right;
    this.direction = direction;
  }

  @Override
  public double evaluate() {
    if (seenBar != owner.barIndex()) {
      seenBar = owner.barIndex();
      advance();
    }
    return result;
  }

  private void advance() {
    double side = Math.signum(left.evaluate() - right.evaluate()) * direction;
    if (Double.isNaN(side) || Double.isNaN(previousSide)) {
      result = Double.NaN;
    } else {
      result = side > 0 && previousSide <= 0 ? 1 : 0;
    }
    previousSide = side;
  }
}
