package io.papertape.strategy.rule;

import java.util.List;

/// A formula over the market, taken apart: what the text of a feature or condition means.
///
/// Columns count from 1 within the text and serve error messages.
public sealed interface Expression {
  int column();

  /// A number as written.
  record Literal(double value, String text, int column) implements Expression {}

  /// A price field, a parameter or an earlier feature.
  record Name(String name, int column) implements Expression {}

  /// A function or an indicator.
  ///
  /// @param output name of an indicator's output, such as `upper`; empty for the primary one
  record Call(String name, List<Expression> arguments, String output, int column)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `-x` or `not x`.
  record Unary(Operator operator, Expression operand, int column) implements Expression {}

  /// Two sides and what is done with them.
  record Binary(Operator operator, Expression left, Expression right, int column)
      implements Expression {}

  /// Reads an expression.
  ///
  /// @throws IllegalArgumentException if it is not one; the message names the column
  static Expression parse(String text) {
    return new ExpressionParser(text).parse();
  }
}
