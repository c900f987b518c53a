package io.papertape.strategy.rule;

import java.util.function.DoubleBinaryOperator;

/// What an expression does with its operands. NaN stands for "not known": arithmetic and
/// comparisons pass it on; `and` and `or` decide without it where the other side suffices.
public enum Operator {
  OR("or", true, true),
  AND("and", true, true),
  NOT("not", true, true),
  LESS("<", false, true),
  AT_MOST("<=", false, true),
  GREATER(">", false, true),
  AT_LEAST(">=", false, true),
  EQUAL("==", false, true),
  UNEQUAL("!=", false, true),
  ADD("+", false, false),
  SUBTRACT("-", false, false),
  MULTIPLY("*", false, false),
  DIVIDE("/", false, false);

  private final String text;
  private final boolean takesConditions;
  private final boolean givesCondition;

  Operator(String text, boolean takesConditions, boolean givesCondition) {
    this.text = text;
    this.takesConditions = takesConditions;
    this.givesCondition = givesCondition;
  }

  String text() {
    return text;
  }

  boolean takesConditions() {
    return takesConditions;
  }

  boolean givesCondition() {
    return givesCondition;
  }

  /// The node that applies it. Conditions are 1 or 0.
  Node node(Node left, Node right) {
    DoubleBinaryOperator function = function();
    return () -> function.applyAsDouble(left.evaluate(), right.evaluate());
  }

  /// What it makes of its operands; of the left one alone with [#NOT]. Conditions are 1 or 0.
  DoubleBinaryOperator function() {
    return switch (this) {
      case OR -> Operator::or;
      case AND -> Operator::and;
      case NOT -> (left, _) -> 1 - left;
      case LESS -> (left, right) -> compare(left, right, true, false, false);
      case AT_MOST -> (left, right) -> compare(left, right, true, true, false);
      case GREATER -> (left, right) -> compare(left, right, false, false, true);
      case AT_LEAST -> (left, right) -> compare(left, right, false, true, true);
      case EQUAL -> (left, right) -> compare(left, right, false, true, false);
      case UNEQUAL -> (left, right) -> compare(left, right, true, false, true);
      case ADD -> Double::sum;
      case SUBTRACT -> (left, right) -> left - right;
      case MULTIPLY -> (left, right) -> left * right;
      case DIVIDE -> (left, right) -> finite(left / right);
    };
  }

  private static double compare(
      double left, double right, boolean less, boolean equal, boolean greater) {
    double difference = left - right;
    if (Double.isNaN(difference)) {
      return Double.NaN;
    }
    boolean holds = difference < 0 ? less : difference > 0 ? greater : equal;
    return holds ? 1 : 0;
  }

  private static double or(double left, double right) {
    return left == 1 || right == 1 ? 1 : left + right;
  }

  private static double and(double left, double right) {
    return left == 0 || right == 0 ? 0 : left * right;
  }

  /// Division by zero has no value.
  private static double finite(double quotient) {
    return Double.isInfinite(quotient) ? Double.NaN : quotient;
  }
}
