package io.papertape.strategy.rule;

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
    return switch (this) {
      case OR -> () -> or(left.evaluate(), right.evaluate());
      case AND -> () -> and(left.evaluate(), right.evaluate());
      case NOT -> () -> 1 - left.evaluate();
      case LESS -> () -> compare(left.evaluate(), right.evaluate(), true, false, false);
      case AT_MOST -> () -> compare(left.evaluate(), right.evaluate(), true, true, false);
      case GREATER -> () -> compare(left.evaluate(), right.evaluate(), false, false, true);
      case AT_LEAST -> () -> compare(left.evaluate(), right.evaluate(), false, true, true);
      case EQUAL -> () -> compare(left.evaluate(), right.evaluate(), false, true, false);
      case UNEQUAL -> () -> compare(left.evaluate(), right.evaluate(), true, false, true);
      case ADD -> () -> left.evaluate() + right.evaluate();
      case SUBTRACT -> () -> left.evaluate() - right.evaluate();
      case MULTIPLY -> () -> left.evaluate() * right.evaluate();
      case DIVIDE -> () -> finite(left.evaluate() / right.evaluate());
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
