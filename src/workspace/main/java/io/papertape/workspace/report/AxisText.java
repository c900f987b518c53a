package io.papertape.workspace.report;

/// Short labels for the ticks of an axis.
final class AxisText {
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;

  private AxisText() {}

  /// `1.5M`, `120k`, `85`, `0.25`: as many decimals as the step needs.
  static String amount(double value, double step) {
    double size = Math.abs(value);
    if (size >= MILLION) {
      return scaled(value, step, MILLION, "M");
    }
    return size >= 10 * THOUSAND ? scaled(value, step, THOUSAND, "k") : scaled(value, step, 1, "");
  }

  static String percent(double value, double step) {
    return scaled(value, step, 0.01, "%");
  }

  private static String scaled(double value, double step, double unit, String suffix) {
    int digits = 0;
    double rest = step == 0 ? 1 : step / unit;
    while (rest < 0.999 && digits < 8) {
      rest *= 10;
      digits++;
    }
    return NumberText.decimals(value / unit, digits) + suffix;
  }
}
