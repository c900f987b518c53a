package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelPort;
import io.papertape.model.RemoteVersion;

/// Asks remote models, and knows whether one has failed at this moment: nothing is ordered then,
/// whatever the strategy makes of it.
final class ModelDesk {
  private final MutableMarket market;
  private final ModelPort port;
  private long failedNanos = Long.MIN_VALUE;

  ModelDesk(MutableMarket market, ModelPort port) {
    this.market = market;
    this.port = port;
  }

  ModelAnswer ask(RemoteVersion version, double[][] rows) {
    ModelAnswer answer = port.ask(version, rows);
    if (answer instanceof ModelAnswer.Failure) {
      failedNanos = market.timeNanos();
    }
    return answer;
  }

  /// True from a failure on to the end of its moment.
  boolean hasFailed() {
    return failedNanos == market.timeNanos();
  }
}
