package io.papertape.strategy.rule;

import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.util.Arrays;
import java.util.Optional;

/// Holds the instruments with the largest scores, equally weighted.
///
/// Only instruments with a bar at the moment take part; a position in another one stays. Of equal
/// scores the instrument of the lower number wins. What is sold or reduced is ordered before what
/// is bought.
final class RankStrategy implements Strategy {
  private final RuleSet set;
  private final Decision.Rank rule;
  private Run run;

  RankStrategy(RuleSet set, Decision.Rank rule) {
    this.set = set;
    this.rule = rule;
  }

  @Override
  public void onStart(Context context) {
    run = new Run(context, set, rule);
  }

  @Override
  public void onMoment(Context context) {
    run.evaluate(context);
  }

  /// What exists once the run has started.
  private static final class Run {
    private final Decision.Rank rule;
    private final Market market;
    private final Clockwork clock;
    private final Node[] by;
    private final Optional<Node[]> only;
    private final Input[] inputs;
    private final double[] scores;
    private final boolean[] isPicked;
    private final Reason rebalance;
    private final Reason notScheduled;
    private final Reason withinTolerance;
    private final Reason warmUp;
    private long moments;

    Run(Context context, RuleSet set, Decision.Rank rule) {
      this.rule = rule;
      market = Market.ofMoments(context, set);
      clock = new Clockwork(set.schedule());
      by = market.bind(rule.by());
      only = rule.only().map(condition -> market.bind(condition.condition()));
      int count = context.instruments();
      scores = new double[count];
      isPicked = new boolean[count];
      inputs = new Input[count];
      for (int i = 0; i < count; i++) {
        inputs[i] = context.input("score." + context.instrument(i).symbol());
      }
      rebalance = context.reason("rebalance");
      notScheduled = context.reason("not-scheduled");
      withinTolerance = context.reason("within-tolerance");
      warmUp = context.reason("warm-up");
    }

    void evaluate(Context context) {
      boolean known = false;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = score(context, i);
        known |= !Double.isNaN(scores[i]);
        inputs[i].set(scores[i]);
      }
      boolean due = clock.isDue(context.timeNanos(), moments++);
      if (market.isTraining(context)) {
        return;
      }
      if (!due || !known) {
        context.because(due ? warmUp : notScheduled);
        return;
      }
      pick();
      context.because(withinTolerance);
      order(context, false);
      order(context, true);
    }

    /// NaN of an instrument that takes no part.
    private double score(Context context, int instrument) {
      if (!context.isFresh(instrument)) {
        market.skip(instrument);
        return Double.NaN;
      }
      market.update(context, instrument);
      return market.lacksScore(context, instrument) ? Double.NaN : by[instrument].evaluate();
    }

    private void pick() {
      Arrays.fill(isPicked, false);
      for (int place = 0; place < rule.top(); place++) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
          if (!isPicked[i] && mayBePicked(i) && (best < 0 || scores[i] > scores[best])) {
            best = i;
          }
        }
        if (best < 0) {
          return;
        }
        isPicked[best] = true;
      }
    }

    private boolean mayBePicked(int instrument) {
      return !Double.isNaN(scores[instrument])
          && (only.isEmpty() || only.get()[instrument].holds());
    }

    private void order(Context context, boolean isBuying) {
      double share = rule.weight() / rule.top();
      for (int i = 0; i < scores.length; i++) {
        double wanted = isPicked[i] ? share : 0;
        double change = wanted - TargetStrategy.weight(context, i);
        boolean matters = wanted == 0 ? change != 0 : Math.abs(change) > rule.tolerance();
        if (context.isFresh(i) && matters && change > 0 == isBuying) {
          context.because(rebalance);
          context.target(i, wanted);
        }
      }
    }
  }
}
