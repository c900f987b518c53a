package io.papertape.strategy.rule;

import java.util.ArrayList;
import java.util.List;

/// Recursive descent over [Tokens]: or, and, not, comparison, sum, product, sign, term.
final class ExpressionParser {
  private static final List<Operator> COMPARISONS =
      List.of(
          Operator.AT_MOST,
          Operator.AT_LEAST,
          Operator.EQUAL,
          Operator.UNEQUAL,
          Operator.LESS,
          Operator.GREATER);
  private static final int DEEPEST = 100;

  private final Tokens tokens;
  private int depth;

  ExpressionParser(String text) {
    tokens = new Tokens(text);
  }

  Expression parse() {
    Expression all = any();
    if (!tokens.atEnd()) {
      throw tokens.wrong(tokens.found(), tokens.peek().column());
    }
    return all;
  }

  private Expression any() {
    Expression left = all();
    for (int at = column(); tokens.takes("or"); at = column()) {
      left = new Expression.Binary(Operator.OR, left, all(), at);
    }
    return left;
  }

  private Expression all() {
    Expression left = negation();
    for (int at = column(); tokens.takes("and"); at = column()) {
      left = new Expression.Binary(Operator.AND, left, negation(), at);
    }
    return left;
  }

  private Expression negation() {
    int at = column();
    if (!tokens.takes("not")) {
      return comparison();
    }
    enter(at);
    Expression operand = negation();
    depth--;
    return new Expression.Unary(Operator.NOT, operand, at);
  }

  private Expression comparison() {
    Expression left = sum();
    int at = column();
    for (Operator operator : COMPARISONS) {
      if (tokens.takes(operator.text())) {
        return new Expression.Binary(operator, left, sum(), at);
      }
    }
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      int at = column();
      if (tokens.takes("+")) {
        left = new Expression.Binary(Operator.ADD, left, product(), at);
      } else if (tokens.takes("-")) {
        left = new Expression.Binary(Operator.SUBTRACT, left, product(), at);
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = signed();
    while (true) {
      int at = column();
      if (tokens.takes("*")) {
        left = new Expression.Binary(Operator.MULTIPLY, left, signed(), at);
      } else if (tokens.takes("/")) {
        left = new Expression.Binary(Operator.DIVIDE, left, signed(), at);
      } else {
        return left;
      }
    }
  }

  private Expression signed() {
    int at = column();
    if (!tokens.takes("-")) {
      return term();
    }
    enter(at);
    Expression operand = signed();
    depth--;
    return new Expression.Unary(Operator.SUBTRACT, operand, at);
  }

  private Expression term() {
    Tokens.Token token = tokens.peek();
    if (token.isNumber()) {
      tokens.take();
      return new Expression.Literal(Double.parseDouble(token.text()), token.text(), token.column());
    }
    if (tokens.takes("(")) {
      enter(token.column());
      Expression inner = any();
      tokens.require(")");
      depth--;
      return inner;
    }
    if (!token.isWord()) {
      throw tokens.wrong(tokens.found(), token.column());
    }
    tokens.take();
    return tokens.takes("(") ? call(token) : new Expression.Name(token.text(), token.column());
  }

  private Expression call(Tokens.Token name) {
    enter(name.column());
    List<Expression> arguments = new ArrayList<>();
    if (!tokens.takes(")")) {
      do {
        arguments.add(any());
      } while (tokens.takes(","));
      tokens.require(")");
    }
    depth--;
    String output = "";
    if (tokens.takes(".")) {
      if (!tokens.peek().isWord()) {
        throw tokens.wrong("wanted=name of an output, " + tokens.found(), column());
      }
      output = tokens.take().text();
    }
    return new Expression.Call(name.text(), arguments, output, name.column());
  }

  private void enter(int at) {
    if (++depth > DEEPEST) {
      throw tokens.wrong("depth=" + depth, at);
    }
  }

  private int column() {
    return tokens.peek().column();
  }
}
