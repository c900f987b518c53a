package io.papertape.workspace.csv;

import java.util.regex.Pattern;

/// Why a number people write cannot be read: decimal commas and thousands separators are refused,
/// because `1,234` means one thing here and another there.
final class NumberHint {
  private static final String SEPARATOR = "[,.' \u00a0\u202f_]";
  private static final Pattern BOTH = Pattern.compile("[+-]?\\d{1,3}(?:[. ']\\d{3})+,\\d+");
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?\\d{1,3}(?:(?:,\\d{3}){2,}|(?:" + SEPARATOR + "\\d{3})+(?:\\.\\d+)?)");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d*");

  private NumberHint() {}

  /// What is found and the way out, to follow the text in a reason; empty if nothing is known.
  static String of(String text) {
    if (BOTH.matcher(text).matches()) {
      return " (thousands separators and a decimal comma; write a decimal point and no separators)";
    }
    if (text.matches("[+-]?\\d{1,3},\\d{3}")) {
      return " (a comma; write a decimal point, and no thousands separators)";
    }
    if (THOUSANDS.matcher(text).matches()) {
      return " (thousands separators; leave them out)";
    }
    return DECIMAL_COMMA.matcher(text).matches() && text.length() > 1
        ? " (a decimal comma; write a decimal point)"
        : "";
  }
}
