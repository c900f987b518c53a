package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;

/// How often a tape tells that something was not as a backtest has it.
///
/// @param missing     bars that were due and had not come
/// @param backfilled  bars that were told afterwards, those from before the session left out
/// @param inputs      changes of the state of an instrument's data
/// @param quarantined events that were kept from the strategy
/// @param commands    of the operator, the end of the feed left out
public record TapeFaults(
    long missing, long backfilled, long inputs, long outages, long quarantined, long commands) {

  /// Counts as the tape is read.
  static final class Counter {
    private long missing;
    private long backfilled;
    private long inputs;
    private long outages;
    private long quarantined;
    private long commands;

    void count(TapeEvent event, SessionManifest manifest) {
      switch (event) {
        case TapeEvent.MissingBar _ -> missing++;
        case TapedBar bar ->
            backfilled +=
                bar.origin() == BarOrigin.BACKFILLED && !TapedMarket.isWarmUp(bar, manifest)
                    ? 1
                    : 0;
        case TapeEvent.InputChange _ -> inputs++;
        case TapeEvent.Outage _ -> outages++;
        case TapeEvent.Quarantined _ -> quarantined++;
        case TapeEvent.OperatorCommand command ->
            commands += command.command() == TapeEvent.OperatorCommand.Command.STOP ? 0 : 1;
        case TapeEvent.TapedQuote _,
            TapeEvent.TapedTradeTick _,
            TapeEvent.ClockReading _,
            TapeEvent.FeedPlace _ -> {
          // as in a backtest
        }
      }
    }

    TapeFaults faults() {
      return new TapeFaults(missing, backfilled, inputs, outages, quarantined, commands);
    }
  }
}
