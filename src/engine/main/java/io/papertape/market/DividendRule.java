package io.papertape.market;

/// How a dividend lowers the prices before it, so that the adjusted series shows the total
/// return.
public enum DividendRule {
  /// Prices stay as they were quoted; only splits are taken out.
  IGNORED {
    @Override
    public double factor(double amount, double closeBefore, double closeOnExDate) {
      return 1;
    }
  },

  /// `1 − amount / last close before the ex-date`: reinvested at that close less the dividend.
  /// Known from the ex time on. Lean, Yahoo and CRSP do it so; the default.
  CLOSE_BEFORE {
    @Override
    public double factor(double amount, double closeBefore, double closeOnExDate) {
      return 1 - amount / closeBefore;
    }
  },

  /// `close / (close + amount)` of the ex-date: reinvested at that day's close, so known only
  /// then.
  /// Quandl does it so.
  CLOSE_ON_EX_DATE {
    @Override
    public double factor(double amount, double closeBefore, double closeOnExDate) {
      return closeOnExDate / (closeOnExDate + amount);
    }
  };

  /// What prices before the dividend are multiplied by.
  ///
  /// @param closeOnExDate in shares as held the day before; NaN while it is not known
  public abstract double factor(double amount, double closeBefore, double closeOnExDate);
}
