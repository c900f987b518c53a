package io.papertape.strategy.rule;

import java.util.function.DoubleBinaryOperator;

/// The functions of an expression that are arithmetic of their arguments.
final class Functions {
  private Functions() {}

  /// Of the first argument alone where there is one.
  static DoubleBinaryOperator of(String name) {
    return switch (name) {
      case "abs" -> (first, _) -> Math.abs(first);
      case "sqrt" -> (first, _) -> Math.sqrt(first);
      case "min" -> Math::min;
      case "max" -> Math::max;
      case "returns" -> (percent, _) -> percent / 100;
      default -> throw new IllegalArgumentException("No such function: name=" + name);
    };
  }
}
