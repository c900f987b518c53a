package io.papertape.strategy.rule;

import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.util.Arrays;
import java.util.Optional;

/// Holds the instruments with the largest scores, equally weighted, and sells short those with
/// the
/// smallest, if it has a short side.
///
/// Only instruments with a bar at the moment take part; a position in another one stays. Of equal
/// scores the instrument of the lower number wins. The long side picks first, and what it picked
/// is not sold short. What is sold or reduced is ordered before what is bought.
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

  @Override
  public void onQuietMoment(Context context) {
    run.evaluate(context);
  }

  /// What exists once the run has started.
  private static final class Run {
    private final Decision.Rank rule;
    private final Market market;
    private final Clockwork clock;
    private final Node[] by;
    private final Optional<Node[]> onlyTop;
    private final Optional<Node[]> onlyBottom;
    private final Input[] inputs;
    private final double[] scores;
    private final boolean[] isPicked;
    private final double[] wanted;
    private final Reason rebalance;
    private final Reason notScheduled;
    private final Reason withinTolerance;
    private final Reason warmUp;
    private long moment = -1;
    private int lastBar = -1;

    Run(Context context, RuleSet set, Decision.Rank rule) {
      this.rule = rule;
      market = Market.ofMoments(context, set);
      clock = new Clockwork(set.schedule());
      by = market.bind(rule.by());
      onlyTop = bound(rule.top());
      onlyBottom = rule.bottom().flatMap(this::bound);
      int count = context.instruments();
      scores = new double[count];
      isPicked = new boolean[count];
      wanted = new double[count];
      inputs = new Input[count];
      for (int i = 0; i < count; i++) {
        inputs[i] = context.input("score." + context.instrument(i).symbol());
      }
      rebalance = context.reason("rebalance");
      notScheduled = context.reason("not-scheduled");
      withinTolerance = context.reason("within-tolerance");
      warmUp = context.reason("warm-up");
      if (!market.seesEachBar() && !set.schedule().isEveryBar()) {
        context.actAtMomentOn(0, set.schedule().due());
      }
    }

    private Optional<Node[]> bound(Decision.Side side) {
      return side.only().map(condition -> market.bind(condition.condition()));
    }

    void evaluate(Context context) {
      int known = 0;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = score(context, i);
        known += Double.isNaN(scores[i]) ? 0 : 1;
        inputs[i].set(scores[i]);
      }
      boolean due = isDue(context);
      if (market.isTraining(context)) {
        return;
      }
      if (!due || known == 0) {
        context.because(due ? warmUp : notScheduled);
        return;
      }
      Arrays.fill(isPicked, false);
      Arrays.fill(wanted, 0);
      pick(rule.top(), known, onlyTop, 1);
      if (rule.bottom().isPresent()) {
        pick(rule.bottom().get(), known, onlyBottom, -1);
      }
      context.because(withinTolerance);
      order(context, false);
      order(context, true);
    }

    /// Moments that were passed over count too: they had a bar of each instrument.
    private boolean isDue(Context context) {
      int bar = context.barIndex(0);
      moment += Math.max(1, bar - lastBar);
      lastBar = bar;
      return clock.isDue(context.timeNanos(), moment);
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

    /// @param sign 1 for the largest scores, −1 for the smallest, which are sold short
    private void pick(Decision.Side side, int known, Optional<Node[]> only, int sign) {
      int places = side.places().of(known);
      double share = sign * (side.weight() / places);
      for (int place = 0; place < places; place++) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
          boolean isCandidate = mayBePicked(i, only);
          if (isCandidate && (best < 0 || sign * scores[i] > sign * scores[best])) {
            best = i;
          }
        }
        if (best < 0) {
          return;
        }
        isPicked[best] = true;
        wanted[best] = share;
      }
    }

    private boolean mayBePicked(int instrument, Optional<Node[]> only) {
      return !isPicked[instrument]
          && !Double.isNaN(scores[instrument])
          && (only.isEmpty() || only.get()[instrument].holds());
    }

    private void order(Context context, boolean isBuying) {
      for (int i = 0; i < scores.length; i++) {
        double change = wanted[i] - TargetStrategy.weight(context, i);
        boolean matters = wanted[i] == 0 ? change != 0 : Math.abs(change) > rule.tolerance();
        if (context.isFresh(i) && matters && change > 0 == isBuying) {
          context.because(rebalance);
          context.target(i, wanted[i]);
        }
      }
    }
  }
}
