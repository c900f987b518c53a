package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.risk.Veto;
import java.util.Optional;

/// Whether orders are taken at all, whatever they are: not from a session that was paused or
/// killed, nor of an instrument whose prices cannot be relied on, nor while a model that was asked
/// has not answered.
final class Admission {
  private final MutableMarket market;
  private final ModelDesk models;
  private boolean isPaused;
  private boolean isKilled;

  Admission(MutableMarket market, ModelDesk models) {
    this.market = market;
    this.models = models;
  }

  void pause(boolean value) {
    isPaused = value;
  }

  /// For good.
  void kill() {
    isKilled = true;
  }

  boolean isKilled() {
    return isKilled;
  }

  boolean isPaused() {
    return isPaused;
  }

  Optional<Veto> refusal(int instrument) {
    if (isKilled) {
      return Optional.of(Veto.KILL_SWITCH);
    }
    if (isPaused) {
      return Optional.of(Veto.PAUSED);
    }
    return switch (market.input(instrument)) {
      case LIVE -> models.hasFailed() ? Optional.of(Veto.MODEL_UNAVAILABLE) : Optional.empty();
      case BACKFILLED -> Optional.of(Veto.BACKFILLED_INPUT);
      case STALE -> Optional.of(Veto.STALE_INPUT);
      case BROKEN -> Optional.of(Veto.BROKEN_INPUT);
    };
  }
}
