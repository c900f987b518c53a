package io.papertape.strategy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parameters in force, by name. A strategy that takes them has a public constructor with
/// this as its single argument.
///
/// ```java
/// public MovingAverageCross(Parameters parameters) {
///   fastBars = parameters.integer("fast_bars");
/// }
/// ```
public final class Parameters {
  private final SortedMap<String, String> values;

  private Parameters(SortedMap<String, String> values) {
    this.values = values;
  }

  /// Parameters of the given texts.
  public static Parameters of(Map<String, String> values) {
    return new Parameters(new TreeMap<>(values));
  }

  /// A whole number.
  public int integer(String name) {
    String text = text(name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(name, text, "a whole number", e);
    }
  }

  /// A number.
  public double real(String name) {
    String text = text(name);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, text, "a number", e);
    }
    throw wrong(name, text, "a number", null);
  }

  /// `true` or `false`.
  public boolean flag(String name) {
    String text = text(name);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, text, "true or false", null);
    };
  }

  /// The text itself.
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "No such parameter: name=%s, known=%s. Declare it under parameters in strategy.yaml."
              .formatted(name, String.join(", ", values.keySet())));
    }
    return value;
  }

  private static IllegalArgumentException wrong(
      String name, String text, String wanted, Throwable cause) {
    return new IllegalArgumentException(
        "Parameter has the wrong type: name=%s, value=%s. Give %s.".formatted(name, text, wanted),
        cause);
  }
}
