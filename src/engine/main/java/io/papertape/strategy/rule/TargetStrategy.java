package io.papertape.strategy.rule;

import io.papertape.market.FixedPoint;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;

/// Brings each instrument to a weight of equity that a formula gives.
final class TargetStrategy implements Strategy {
  private final RuleSet set;
  private final Decision.Target rule;
  private Run run;

  TargetStrategy(RuleSet set, Decision.Target rule) {
    this.set = set;
    this.rule = rule;
  }

  @Override
  public void onStart(Context context) {
    run = new Run(context, set, rule);
  }

  @Override
  public void onBar(Context context, int instrument) {
    run.evaluate(context, instrument);
  }

  @Override
  public void onQuietBar(Context context, int instrument) {
    run.evaluate(context, instrument);
  }

  /// What exists once the run has started.
  private static final class Run {
    private final double tolerance;
    private final Market market;
    private final Node[] weights;
    private final Reason targetWeight;
    private final Reason notScheduled;
    private final Reason withinTolerance;
    private final Reason noWeight;

    Run(Context context, RuleSet set, Decision.Target rule) {
      tolerance = rule.tolerance();
      market = Market.ofInstruments(context, set);
      weights = market.bind(rule.weight());
      targetWeight = context.reason("target-weight");
      notScheduled = context.reason("not-scheduled");
      withinTolerance = context.reason("within-tolerance");
      noWeight = context.reason("no-weight");
      if (!market.seesEachBar() && !set.schedule().isEveryBar()) {
        actWhenDue(context);
      }
    }

    private void actWhenDue(Context context) {
      for (int i = 0; i < context.instruments(); i++) {
        Signal due = market.actingBars(i).due();
        context.actOn(i, due, due);
      }
    }

    void evaluate(Context context, int instrument) {
      boolean due = market.update(context, instrument);
      if (market.isTraining(context) || market.lacksScore(context, instrument)) {
        return;
      }
      if (!due) {
        context.because(notScheduled);
        return;
      }
      double wanted = weights[instrument].evaluate();
      if (Double.isNaN(wanted)) {
        context.because(noWeight);
      } else if (Math.abs(wanted - weight(context, instrument)) <= tolerance) {
        context.because(withinTolerance);
      } else {
        context.because(targetWeight);
        context.target(instrument, wanted);
      }
    }
  }

  /// Weight of a position, signed, as a fraction of equity.
  static double weight(Context context, int instrument) {
    long held = context.quantity(instrument);
    if (held == 0) {
      return 0;
    }
    long value = context.instrument(instrument).cashValue(context.closePrice(instrument), held);
    return FixedPoint.toDouble(value) / FixedPoint.toDouble(context.equity());
  }
}
