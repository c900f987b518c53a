package io.papertape.live.simulate;

import io.papertape.model.RemoteVersion;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Reason;

/// Trades by the scores of a remote model too. It asks first at each bar, and does not care whether
/// there is an answer: that nothing is ordered then is up to the engine.
final class ModelTrader extends Trader {
  private final RemoteVersion version;
  private ModelScore model;
  private Reason scored;

  ModelTrader(int throwsAtBar, RemoteVersion version) {
    super(throwsAtBar);
    this.version = version;
  }

  @Override
  public void onStart(Context context) {
    super.onStart(context);
    model = new ModelScore(context, version);
    scored = context.reason("scored");
  }

  @Override
  public void onBar(Context context, int instrument) {
    double score = model.scoreIfReady(instrument);
    context.because(scored);
    trade(context, instrument, score > 0);
    super.onBar(context, instrument);
  }
}
