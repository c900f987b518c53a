package io.papertape.simulation;

import io.papertape.execution.OrderReason;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.market.MutableMarket;
import java.util.List;

/// Lets what comes beside the market take effect at the beginning of its moment, so that a kill
/// switch acts before any order meets what the moment brings.
final class NoticeDesk {
  private static final int ALL_INSTRUMENTS = -1;

  private final MutableMarket market;
  private final SimulatedExchange exchange;
  private final Liquidation liquidation;
  private final Admission admission;
  private final Journal journal;
  private final boolean isRecording;

  NoticeDesk(
      MutableMarket market,
      SimulatedExchange exchange,
      Liquidation liquidation,
      Journal journal,
      ModelDesk models,
      boolean isRecording) {
    this.market = market;
    this.exchange = exchange;
    this.liquidation = liquidation;
    admission = new Admission(market, models);
    this.journal = journal;
    this.isRecording = isRecording;
  }

  /// What it decides on orders.
  Admission admission() {
    return admission;
  }

  void take(List<Notice> notices) {
    for (Notice notice : notices) {
      record(notice);
      switch (notice) {
        case Notice.Input input -> market.input(input.instrument(), input.state());
        case Notice.Outage _ -> {}
        case Notice.Command command -> obey(command.action());
      }
    }
    if (isRecording && !notices.isEmpty()) {
      journal.noDecision();
    }
  }

  private void record(Notice notice) {
    if (!isRecording) {
      return;
    }
    switch (notice) {
      case Notice.Input input ->
          journal.marketGap(
              input.instrument(), input.state().code(), input.reason(), input.sinceNanos());
      case Notice.Outage outage ->
          journal.marketGap(ALL_INSTRUMENTS, "outage", outage.reason(), outage.fromNanos());
      case Notice.Command command ->
          journal.operator(command.action().code(), command.who(), command.why());
    }
  }

  private void obey(Notice.Action action) {
    switch (action) {
      case PAUSE -> admission.pause(true);
      case RESUME -> admission.pause(false);
      case FLATTEN -> flatten();
      case KILL -> kill();
      case KILL_AND_FLATTEN -> {
        kill();
        flatten();
      }
      case STOP -> {}
    }
  }

  private void flatten() {
    exchange.endAll(OrderReason.OPERATOR);
    liquidation.atMarket();
  }

  private void kill() {
    admission.kill();
    exchange.endAll(OrderReason.OPERATOR);
  }
}
