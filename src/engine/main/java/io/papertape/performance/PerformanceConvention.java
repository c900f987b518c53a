package io.papertape.performance;

/// Whose definitions a figure follows. Foreign conventions keep their tool's sign and unit.
public enum PerformanceConvention {
  /// Ours; losses are positive fractions, undefined values are absent.
  PAPERTAPE("papertape"),
  /// Quantopian's empyrical and its successor empyrical-reloaded.
  EMPYRICAL("empyrical"),
  /// quantstats 0.0.81.
  QUANTSTATS("quantstats"),
  /// The statistics of backtesting.py 0.6.6.
  BACKTESTINGPY("backtestingpy");

  private final String label;

  PerformanceConvention(String label) {
    this.label = label;
  }

  /// Lower-case name, as printed and stored.
  public String label() {
    return label;
  }
}
