package io.papertape.live.session;

import io.papertape.model.ModelVersion;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;

/// Holds what a model scores above 0. It makes no difference between a bad score and none: to sell
/// for want of an answer is what a careless strategy would do.
final class Scored implements Strategy {
  private final ModelVersion version;
  private ModelScore model;
  private Reason scored;

  Scored(ModelVersion version) {
    this.version = version;
  }

  @Override
  public void onStart(Context context) {
    model = new ModelScore(context, version);
    scored = context.reason("scored");
  }

  @Override
  public void onBar(Context context, int instrument) {
    double score = model.score(instrument);
    boolean isHeld = context.quantity(instrument) != 0;
    if (score > 0 == isHeld || context.hasWorkingOrder(instrument)) {
      return;
    }
    context.because(scored);
    if (isHeld) {
      context.closeAll(instrument);
    } else {
      context.buy(instrument, Size.units(10));
    }
  }
}
