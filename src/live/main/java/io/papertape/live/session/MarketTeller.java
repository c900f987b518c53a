package io.papertape.live.session;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeMoment;
import io.papertape.market.Bar;
import io.papertape.market.InputState;
import io.papertape.market.MutableMarket;
import io.papertape.simulation.Notice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tells the moments of a tape to a simulation's market, and what else they bring as notices.
///
/// Everything here follows from the tape alone, so that a replay tells the same.
final class MarketTeller {
  /// Version of the rules below; raised whenever a tape would be told otherwise, and the rule
  /// before stays for the sessions that began with it. 2: an input that bars are fetched of is no
  /// longer backfilled once its feed says that it is live; before, only at its next bar.
  static final int VERSION = 2;

  private static final int LIVE_ENDS_BACKFILL = 2;

  private static final String BACKFILL = HealthReason.BACKFILL.code();
  private static final String HEALTHY = HealthReason.HEALTHY.code();
  private static final String MISSING_BAR = HealthReason.MISSING_BAR.code();

  private final List<Notice> notices = new ArrayList<>();
  private final InputState[] states;
  private final boolean[] isBackfilling;
  private final boolean[] isMissing;

  /// Told to be live, of a feed that fetches no bars while one is due: so is its next bar.
  private final boolean[] isLiveWithBar;

  private final long[] lastOpenNanos;
  private final int version;
  private boolean hasStopped;

  /// @param version of the rules, at most [#VERSION]
  MarketTeller(int instruments, int version) {
    this.version = version;
    states = new InputState[instruments];
    Arrays.fill(states, InputState.LIVE);
    isBackfilling = new boolean[instruments];
    isMissing = new boolean[instruments];
    isLiveWithBar = new boolean[instruments];
    lastOpenNanos = new long[instruments];
    Arrays.fill(lastOpenNanos, Long.MIN_VALUE);
  }

  void tell(TapeMoment moment, MutableMarket market) {
    notices.clear();
    market.beginMoment(moment.timeNanos());
    for (TapeEvent event : moment.events()) {
      tell(event, market);
    }
  }

  private void tell(TapeEvent event, MutableMarket market) {
    switch (event) {
      case TapedQuote quote -> {
        endBackfill(quote.instrument(), quote.receiveNanos());
        market.quote(
            quote.instrument(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
      }
      case TapedTradeTick tick -> {
        endBackfill(tick.instrument(), tick.receiveNanos());
        market.tradeTick(tick.instrument(), tick.price(), tick.quantity());
      }
      case TapedBar bar -> tellBar(bar, market);
      case TapeEvent.MissingBar bar -> {
        isMissing[bar.instrument()] = true; // its price is from before that bar
        note(bar.instrument(), MISSING_BAR, bar.openNanos());
      }
      case TapeEvent.Quarantined _, TapeEvent.ClockReading _, TapeEvent.FeedPlace _ -> {
        // kept on the tape, and nothing to a strategy
      }
      case TapeEvent.InputChange change -> tellInput(change);
      case TapeEvent.OperatorCommand command -> {
        notices.add(new Notice.Command(action(command.command()), command.who(), command.why()));
        hasStopped |= command.command() == Command.STOP;
      }
      case TapeEvent.Outage outage -> notices.add(new Notice.Outage("restart", outage.fromNanos()));
    }
  }

  private void tellInput(TapeEvent.InputChange change) {
    int instrument = change.instrument();
    boolean isLive = change.state() == InputState.LIVE;
    isLiveWithBar[instrument] = isLive && change.reason() == HealthReason.MISSING_BAR;
    if (isLiveWithBar[instrument]) {
      return; // and until then what it is
    }
    states[instrument] = change.state();
    if (isLive) {
      isMissing[instrument] = false; // no bar is asked for any more: there is none
      // what was fetched is the newest that there is
      isBackfilling[instrument] &= version < LIVE_ENDS_BACKFILL;
    }
    boolean isBrokenByBar = isMissing[instrument] && change.state() != InputState.BROKEN;
    note(instrument, isBrokenByBar ? MISSING_BAR : change.reason().code(), change.sinceNanos());
  }

  /// A bar from before the last one has no place any more: it stays on the tape alone.
  private void tellBar(TapedBar bar, MutableMarket market) {
    int instrument = bar.instrument();
    if (bar.openNanos() <= lastOpenNanos[instrument]) {
      note(instrument, "bar-too-late", bar.openNanos());
      return;
    }
    lastOpenNanos[instrument] = bar.openNanos();
    boolean wasMissing = isMissing[instrument];
    int noticesBefore = notices.size();
    isMissing[instrument] = false;
    boolean becomesLive = isLiveWithBar[instrument];
    if (becomesLive) {
      isLiveWithBar[instrument] = false;
      states[instrument] = InputState.LIVE;
    }
    if (bar.origin() == BarOrigin.BACKFILLED) {
      beginBackfill(instrument, bar.openNanos());
    } else {
      endBackfill(instrument, bar.receiveNanos());
    }
    if ((wasMissing || becomesLive) && notices.size() == noticesBefore) {
      note(instrument, becomesLive ? HEALTHY : MISSING_BAR, bar.receiveNanos());
    }
    market.bar(
        instrument,
        new Bar(
            bar.openNanos(),
            bar.closeNanos(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume()));
  }

  private void note(int instrument, String reason, long sinceNanos) {
    notices.add(new Notice.Input(instrument, state(instrument), reason, sinceNanos));
  }

  private void beginBackfill(int instrument, long sinceNanos) {
    if (!isBackfilling[instrument]) {
      isBackfilling[instrument] = true;
      note(instrument, BACKFILL, sinceNanos);
    }
  }

  private void endBackfill(int instrument, long sinceNanos) {
    if (isBackfilling[instrument]) {
      isBackfilling[instrument] = false;
      note(instrument, BACKFILL, sinceNanos);
    }
  }

  /// What is wrong with the stream comes before a bar that is missing, and that before that bars
  /// are fetched.
  private InputState state(int instrument) {
    if (isMissing[instrument]) {
      return InputState.BROKEN;
    }
    return states[instrument] == InputState.LIVE && isBackfilling[instrument]
        ? InputState.BACKFILLED
        : states[instrument];
  }

  private static Notice.Action action(Command command) {
    return switch (command) {
      case PAUSE -> Notice.Action.PAUSE;
      case RESUME -> Notice.Action.RESUME;
      case FLATTEN -> Notice.Action.FLATTEN;
      case KILL -> Notice.Action.KILL;
      case STOP -> Notice.Action.STOP;
      case KILL_AND_FLATTEN -> Notice.Action.KILL_AND_FLATTEN;
    };
  }

  /// What the last moment brought beside the market.
  List<Notice> notices() {
    return notices;
  }

  /// True once the operator has ended the session.
  boolean hasStopped() {
    return hasStopped;
  }
}
