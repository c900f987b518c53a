package io.papertape.indicator;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an indicator taken apart, `kind(parameter,parameter)`; its parameters are read in
/// their order.
final class IndicatorText {
  private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z]+)\\s*\\(([^()]*)\\)\\s*");

  private final String name;
  private final String kind;
  private final String[] parameters;
  private int next;

  IndicatorText(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not the name of an indicator: name=%s. Write it as sma(10).".formatted(name));
    }
    this.name = name;
    kind = matcher.group(1);
    String inner = matcher.group(2).strip();
    parameters =
        inner.isEmpty()
            ? new String[0]
            : Arrays.stream(inner.split(",", -1)).map(String::strip).toArray(String[]::new);
  }

  String kind() {
    return kind;
  }

  int whole() {
    String text = number();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(text, "a whole number", e);
    }
  }

  double decimal() {
    String text = number();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, "a number above 0", e);
    }
    throw wrong(text, "a number above 0", null);
  }

  /// The next parameter as a price field, or what stands for it at the end.
  PriceField field(PriceField absent) {
    if (next == parameters.length) {
      return absent;
    }
    String text = parameters[next++];
    return Arrays.stream(PriceField.values())
        .filter(field -> field.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> wrong(text, "open, high, low, close, typical or median", null));
  }

  /// Whether the next parameter is this word, which is then taken.
  boolean takes(String word) {
    boolean there = next < parameters.length && parameters[next].equals(word);
    next += there ? 1 : 0;
    return there;
  }

  /// Refuses parameters that nothing took.
  void end() {
    if (next < parameters.length) {
      throw new IllegalArgumentException(
          "Indicator has too many parameters: name=%s, parameter=%s. Leave it out."
              .formatted(name, parameters[next]));
    }
  }

  private String number() {
    if (next == parameters.length) {
      throw new IllegalArgumentException(
          "Indicator lacks a parameter: name=%s, given=%d. See docs/indicators.md."
              .formatted(name, parameters.length));
    }
    return parameters[next++];
  }

  private IllegalArgumentException wrong(String text, String wanted, Throwable cause) {
    return new IllegalArgumentException(
        "Indicator parameter is not usable: name=%s, parameter=%s. Give %s."
            .formatted(name, text, wanted),
        cause);
  }
}
