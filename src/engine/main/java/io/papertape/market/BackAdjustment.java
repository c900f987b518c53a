package io.papertape.market;

import java.util.List;

/// Walks from the last bar to the first and multiplies the factors of the actions it passes.
final class BackAdjustment {
  private final BarColumns raw;
  private final List<CorporateAction> actions;
  private final DividendRule rule;
  private double[] priceFactor = {};
  private double[] splitFactor = {};
  private double price = 1;
  private double split = 1;
  private double splitOfMoment = 1; // of the splits with the ex time at hand
  private int next;

  /// @param actions those in effect, in the order of [CorporateActions]
  BackAdjustment(BarColumns raw, List<CorporateAction> actions, DividendRule rule) {
    this.raw = raw;
    this.actions = actions;
    this.rule = rule;
  }

  /// Factors of the first `size` bars; the others are not known yet.
  void compute(int size) {
    priceFactor = new double[size];
    splitFactor = new double[size];
    next = actions.size() - 1;
    for (int i = size - 1; i >= 0; i--) {
      while (next >= 0 && raw.openTimeNanos()[i] < actions.get(next).exTimeNanos()) {
        pass(i, i + 1 < size ? close(i + 1) : Double.NaN);
      }
      priceFactor[i] = price;
      splitFactor[i] = split;
    }
  }

  double[] priceFactor() {
    return priceFactor;
  }

  double[] splitFactor() {
    return splitFactor;
  }

  private void pass(int lastBarBefore, double closeOnExDate) {
    CorporateAction action = actions.get(next);
    boolean sameMoment =
        next + 1 < actions.size() && actions.get(next + 1).exTimeNanos() == action.exTimeNanos();
    if (!sameMoment) {
      splitOfMoment = 1;
    }
    switch (action) {
      case CorporateAction.Split taken -> {
        split *= taken.priceFactor();
        splitOfMoment *= taken.priceFactor();
      }
      case CorporateAction.CashDividend paid ->
          price *= factor(paid, close(lastBarBefore), closeOnExDate / splitOfMoment);
    }
    next--;
  }

  private double factor(CorporateAction.CashDividend paid, double before, double onExDate) {
    double factor = rule.factor(FixedPoint.toDouble(paid.amountPerShare()), before, onExDate);
    if (Double.isNaN(factor)) {
      return 1; // the close of the ex-date is not known yet
    }
    if (factor <= 0) {
      throw new IllegalArgumentException(
          ("Dividend is worth more than the share: exDate=%s, amountPerShare=%s, "
                  + "closeBefore=%s. Check both.")
              .formatted(paid.exDate(), FixedPoint.format(paid.amountPerShare()), before));
    }
    return factor;
  }

  private double close(int index) {
    return FixedPoint.toDouble(raw.close()[index]);
  }
}
