package io.papertape.workspace.experiment;

import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DeclaredParameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A parameter with the values to try, in their order.
///
/// @param values in the spelling that runs state them in ([DeclaredParameter#spelt])
public record Axis(String name, boolean isNumber, List<String> values) {
  private static final int MOST_VALUES = 100_000;
  static final String FORMS = "Write name=first..last, name=first..last:step or name=a|b|c.";
  private static final String NUMBER = "([+-]?[0-9]{1,12}(?:\\.[0-9]{1,12})?)";
  private static final Pattern RANGE =
      Pattern.compile(NUMBER + "\\.\\." + NUMBER + "(?::" + NUMBER + ")?");

  public Axis {
    values = List.copyOf(values);
  }

  /// Reads `fast=5..54`, `x=0.1..0.5:0.1` or `kind=a|b|c`.
  ///
  /// @param declared what the strategy allows
  static Axis parse(String text, List<DeclaredParameter> declared) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw wrong("Not a range: --grid %s. %s".formatted(text, FORMS));
    }
    String name = text.substring(0, equals).strip();
    DeclaredParameter parameter =
        declared.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "Unknown parameter: --grid %s, parameter=%s. %s"
                            .formatted(
                                text,
                                name,
                                Spelling.hint(
                                    name,
                                    declared.stream().map(DeclaredParameter::name).toList()))));
    List<String> values = values(text, text.substring(equals + 1).strip(), parameter);
    for (String value : values) {
      check(text, value, parameter);
    }
    return new Axis(name, isNumber(parameter), values);
  }

  private static boolean isNumber(DeclaredParameter parameter) {
    return switch (parameter.type()) {
      case INTEGER, REAL -> true;
      case FLAG, TEXT -> false;
    };
  }

  private static List<String> values(String text, String range, DeclaredParameter parameter) {
    Matcher matcher = RANGE.matcher(range);
    if (!isNumber(parameter) || !range.contains("..")) {
      List<String> values =
          Arrays.stream(range.split("\\|", -1)).map(String::strip).map(parameter::spelt).toList();
      if (values.stream().distinct().count() < values.size() || values.contains("")) {
        throw wrong("Value is empty or there twice: --grid %s. Give each once.".formatted(text));
      }
      return values;
    }
    if (!matcher.matches()) {
      throw wrong("Not a range: --grid %s. %s".formatted(text, FORMS));
    }
    boolean isWhole = parameter.type() == DeclaredParameter.Type.INTEGER;
    if (matcher.group(3) == null && !isWhole) {
      throw wrong(
          "Range of numbers without a step: --grid %s. Add one, as in %s:0.1."
              .formatted(text, text));
    }
    BigDecimal step = new BigDecimal(matcher.group(3) == null ? "1" : matcher.group(3));
    return range(text, new BigDecimal(matcher.group(1)), new BigDecimal(matcher.group(2)), step)
        .stream()
        .map(parameter::spelt)
        .toList();
  }

  private static List<String> range(
      String text, BigDecimal first, BigDecimal last, BigDecimal step) {
    if (step.signum() <= 0) {
      throw wrong(
          "Step is not above 0: --grid %s, step=%s. Give a larger one."
              .formatted(text, step.toPlainString()));
    }
    if (first.compareTo(last) > 0) {
      throw wrong(
          "Range is empty: --grid %s, first=%s, last=%s. Swap the two."
              .formatted(text, first.toPlainString(), last.toPlainString()));
    }
    List<String> values = new ArrayList<>();
    for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
      if (values.size() == MOST_VALUES) {
        throw wrong(
            "Range is too long: --grid %s, most=%d. Take a larger step."
                .formatted(text, MOST_VALUES));
      }
      values.add(plain(value));
    }
    return values;
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static void check(String text, String value, DeclaredParameter parameter) {
    if (!parameter.type().fits(value)) {
      throw wrong(
          "Wrong type: --grid %s, parameter=%s, value=%s. Give %s."
              .formatted(text, parameter.name(), value, parameter.type().wanted()));
    }
    if (!parameter.allows(value)) {
      throw wrong(
          "Out of range: --grid %s, parameter=%s, value=%s. Give %s to %s."
              .formatted(
                  text,
                  parameter.name(),
                  value,
                  parameter.least().orElse("any"),
                  parameter.most().orElse("any")));
    }
  }

  private static WorkspaceException wrong(String message) {
    return WorkspaceException.configuration(message);
  }
}
