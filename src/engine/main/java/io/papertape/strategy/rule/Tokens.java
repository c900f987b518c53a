package io.papertape.strategy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words, numbers and signs of an expression, read one after the other.
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<number>[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_]*)"
              + "|<=|>=|==|!=|[-+*/<>(),.]");

  /// One token.
  ///
  /// @param column from 1
  record Token(String text, boolean isNumber, boolean isWord, int column) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int at = skipBlanks(0);
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw wrong("sign=" + text.charAt(at), at + 1);
      }
      tokens.add(
          new Token(
              matcher.group(),
              matcher.group("number") != null,
              matcher.group("word") != null,
              at + 1));
      at = skipBlanks(matcher.end());
    }
    tokens.add(new Token("", false, false, text.length() + 1));
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    return tokens.get(next++);
  }

  /// Whether the next token is this one, which is then taken.
  boolean takes(String wanted) {
    boolean there = peek().text().equals(wanted);
    next += there ? 1 : 0;
    return there;
  }

  void require(String wanted) {
    if (!takes(wanted)) {
      throw wrong("wanted=" + wanted + ", " + found(), peek().column());
    }
  }

  boolean atEnd() {
    return next == tokens.size() - 1;
  }

  String found() {
    return "found=" + (atEnd() ? "the end" : peek().text());
  }

  IllegalArgumentException wrong(String what, int column) {
    return new IllegalArgumentException(
        "Not an expression: text=%s, at=%d, %s. See docs/strategies.md for what may be written."
            .formatted(text, column, what));
  }
}
