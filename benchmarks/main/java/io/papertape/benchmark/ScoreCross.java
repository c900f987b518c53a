package io.papertape.benchmark;

import io.papertape.model.ModelVersion;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Strategy;

/// The rule of W5 as a user of Papertape writes it.
final class ScoreCross implements Strategy {
  private static final Size TEN = Size.units(CrossRule.UNITS);

  private final ModelVersion version;
  private final Work work;
  private ModelScore model;

  /// How much of the work is done, to tell the costs of its parts.
  enum Work {
    /// The engine computes the features.
    NOTHING,
    /// A score at each bar as well.
    SCORE,
    /// Orders as well.
    TRADE
  }

  ScoreCross(ModelVersion version, Work work) {
    this.version = version;
    this.work = work;
  }

  @Override
  public void onStart(Context context) {
    model = new ModelScore(context, version);
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (work == Work.NOTHING || context.barIndex(instrument) < ModelWorkload.FIRST_BAR) {
      return;
    }
    double score = model.score(instrument);
    if (work == Work.TRADE) {
      trade(context, instrument, score);
    }
  }

  private static void trade(Context context, int instrument, double score) {
    if (context.quantity(instrument) == 0) {
      if (score > ModelWorkload.ENTER) {
        context.buy(instrument, TEN);
      }
    } else if (score < -ModelWorkload.ENTER) {
      context.closeAll(instrument);
    }
  }
}
