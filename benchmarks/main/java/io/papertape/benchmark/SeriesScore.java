package io.papertape.benchmark;

import io.papertape.model.ModelVersion;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;

/// [ScoreCross] in columns: it states which scores it acts on, and is called at their bars.
final class SeriesScore implements Strategy {
  private static final Size TEN = Size.units(CrossRule.UNITS);

  private final ModelVersion version;
  private Series score;

  SeriesScore(ModelVersion version) {
    this.version = version;
  }

  @Override
  public void onStart(Context context) {
    score = context.series(0, version);
    context.wakeOn(
        0,
        new Signal.AboveLevel(score, ModelWorkload.ENTER),
        new Signal.BelowLevel(score, -ModelWorkload.ENTER));
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (context.barIndex(instrument) < ModelWorkload.FIRST_BAR) {
      return;
    }
    if (context.quantity(instrument) == 0) {
      if (score.value() > ModelWorkload.ENTER) {
        context.buy(instrument, TEN);
      }
    } else if (score.value() < -ModelWorkload.ENTER) {
      context.closeAll(instrument);
    }
  }
}
