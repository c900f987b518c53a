package io.papertape.strategy.rule;

/// A condition with a name; the name is the reason code of what it leads to.
public record Rule(String name, Expression condition) {
  public Rule {
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      throw new IllegalArgumentException(
          "Not a name for a rule: name=%s. Use lower-case letters, digits, dots and hyphens."
              .formatted(name));
    }
  }
}
