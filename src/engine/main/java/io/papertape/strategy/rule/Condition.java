package io.papertape.strategy.rule;

import java.util.List;
import java.util.Map;

/// A condition between named numbers, such as `fast_bars < slow_bars`: the language of rules
/// without the market.
public final class Condition {
  private static final List<String> FUNCTIONS = List.of("abs", "sqrt", "min", "max");

  private final String text;
  private final Expression expression;

  private Condition(String text, Expression expression) {
    this.text = text;
    this.expression = expression;
  }

  /// Reads a condition.
  ///
  /// @param names that it may use
  /// @throws IllegalArgumentException if it is none, or uses another name
  public static Condition parse(String text, List<String> names) {
    Expression expression = Expression.parse(text);
    if (!isCondition(expression, names)) {
      throw new IllegalArgumentException(
          "Not a condition but a number: at=%d. Compare it with something."
              .formatted(expression.column()));
    }
    return new Condition(text, expression);
  }

  /// As it was written.
  public String text() {
    return text;
  }

  /// True if it holds; false if it does not, or divides by zero.
  ///
  /// @param values of all the names
  public boolean holds(Map<String, Double> values) {
    return value(expression, values) == 1;
  }

  private static boolean isCondition(Expression expression, List<String> names) {
    return switch (expression) {
      case Expression.Literal _ -> false;
      case Expression.Name name -> {
        if (!names.contains(name.name())) {
          throw new IllegalArgumentException(
              "Unknown name: name=%s, at=%d. %s"
                  .formatted(name.name(), name.column(), Spelling.hint(name.name(), names)));
        }
        yield false;
      }
      case Expression.Call call -> {
        requireFunction(call);
        call.arguments().forEach(argument -> require(argument, false, names));
        yield false;
      }
      case Expression.Unary unary -> {
        require(unary.operand(), unary.operator().takesConditions(), names);
        yield unary.operator().givesCondition();
      }
      case Expression.Binary binary -> {
        require(binary.left(), binary.operator().takesConditions(), names);
        require(binary.right(), binary.operator().takesConditions(), names);
        yield binary.operator().givesCondition();
      }
    };
  }

  private static void requireFunction(Expression.Call call) {
    int wanted = FUNCTIONS.indexOf(call.name()) < 2 ? 1 : 2;
    if (!FUNCTIONS.contains(call.name()) || !call.output().isEmpty()) {
      throw new IllegalArgumentException(
          "Unknown function: function=%s, at=%d. %s"
              .formatted(call.name(), call.column(), Spelling.hint(call.name(), FUNCTIONS)));
    }
    if (call.arguments().size() != wanted) {
      throw new IllegalArgumentException(
          "Wrong number of arguments: function=%s, at=%d, found=%d. Give %d."
              .formatted(call.name(), call.column(), call.arguments().size(), wanted));
    }
  }

  private static void require(Expression part, boolean condition, List<String> names) {
    if (isCondition(part, names) != condition) {
      throw new IllegalArgumentException(
          "Condition and number are mixed: at=%d. Compare numbers, join conditions."
              .formatted(part.column()));
    }
  }

  private static double value(Expression expression, Map<String, Double> values) {
    return switch (expression) {
      case Expression.Literal number -> number.value();
      case Expression.Name name -> values.get(name.name());
      case Expression.Call call -> {
        double first = value(call.arguments().getFirst(), values);
        double last = value(call.arguments().getLast(), values);
        yield switch (call.name()) {
          case "abs" -> Math.abs(first);
          case "sqrt" -> Math.sqrt(first);
          case "min" -> Math.min(first, last);
          default -> Math.max(first, last);
        };
      }
      case Expression.Unary(Operator operator, Expression operand, _) -> {
        double inner = value(operand, values);
        yield operator == Operator.NOT ? 1 - inner : -inner;
      }
      case Expression.Binary(Operator operator, Expression left, Expression right, _) ->
          operator.node(() -> value(left, values), () -> value(right, values)).evaluate();
    };
  }
}
