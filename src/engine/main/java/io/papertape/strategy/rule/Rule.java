package io.papertape.strategy.rule;

import java.util.regex.Pattern;

/// A condition with a name; the name is the reason code of what it leads to.
public record Rule(String name, Expression condition) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  public Rule {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Not a name for a rule: name=%s. Use lower-case letters, digits, dots and hyphens."
              .formatted(name));
    }
  }
}
