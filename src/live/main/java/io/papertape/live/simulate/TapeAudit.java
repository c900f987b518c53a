package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds a tape against the markets as they were: nothing on it twice, nothing that never was, and
/// no gap that it does not disclose.
final class TapeAudit {
  /// How long a trade may have been held back for bars, while what was said at once passed it.
  private static final long HELD = 10 * World.SECOND;

  private final Scenario scenario;
  private final List<Market> markets;
  private final List<Set<Long>> toldBars = new ArrayList<>();
  private final List<Set<Long>> missingBars = new ArrayList<>();
  private final List<Set<Long>> barsInTime = new ArrayList<>();
  private final List<Set<Long>> tradeIds = new ArrayList<>();
  private final List<Set<Long>> sequences = new ArrayList<>();
  private final List<Outage> outages = new ArrayList<>();
  private final InputState[] states;
  private final long[] notLiveNanos;
  private final long[] lastTradeIds;
  private final long[] lastTradeNanos;
  private long outageNanos = Long.MIN_VALUE;
  private long lastNanos = Long.MIN_VALUE;
  private long moments;

  private TapeAudit(Scenario scenario, List<Market> markets) {
    this.scenario = scenario;
    this.markets = markets;
    for (int i = 0; i < markets.size(); i++) {
      toldBars.add(new HashSet<>());
      missingBars.add(new HashSet<>());
      barsInTime.add(new HashSet<>());
      tradeIds.add(new HashSet<>());
      sequences.add(new HashSet<>());
    }
    states = new InputState[markets.size()];
    Arrays.fill(states, InputState.LIVE);
    notLiveNanos = new long[markets.size()];
    Arrays.fill(notLiveNanos, Long.MIN_VALUE);
    lastTradeIds = new long[markets.size()];
    lastTradeNanos = new long[markets.size()];
  }

  static TapeAudit of(Scenario scenario, Disk disk, List<Market> markets) {
    TapeAudit audit = new TapeAudit(scenario, markets);
    try (TapeReader tape = TapeReader.open(disk)) {
      for (Optional<TapeMoment> one = tape.next(); one.isPresent(); one = tape.next()) {
        audit.take(one.get());
      }
    }
    for (int i = 0; i < markets.size(); i++) {
      audit.checkGaps(i, scenario.startNanos());
    }
    return audit;
  }

  private void take(TapeMoment moment) {
    require(moment.timeNanos() > lastNanos, "Time does not rise: %s", moment);
    lastNanos = moment.timeNanos();
    moments++;
    for (TapeEvent event : moment.events()) {
      take(event, moment);
    }
  }

  private void take(TapeEvent event, TapeMoment moment) {
    switch (event) {
      case TapedBar bar -> {
        require(
            toldBars.get(bar.instrument()).add(bar.closeNanos()), "Bar is told twice: %s", moment);
        checkBar(bar);
        if (bar.origin() != BarOrigin.BACKFILLED) {
          barsInTime.get(bar.instrument()).add(bar.closeNanos());
        }
      }
      case MissingBar bar -> missingBars.get(bar.instrument()).add(bar.closeNanos());
      case TapedTradeTick tick -> trade(tick, moment);
      case TapedQuote quote -> quote(quote, moment);
      case Quarantined quarantined -> quarantined(quarantined.what(), moment);
      case InputChange change -> {
        states[change.instrument()] = change.state();
        if (change.state() != InputState.LIVE) {
          notLiveNanos[change.instrument()] = moment.timeNanos();
        }
      }
      case Outage outage -> {
        outages.add(outage);
        outageNanos = moment.timeNanos();
      }
      case TapeEvent.OperatorCommand _, TapeEvent.ClockReading _, TapeEvent.FeedPlace _ -> {
        // tells no market
      }
    }
  }

  private void quote(TapedQuote quote, TapeMoment moment) {
    int instrument = quote.instrument();
    require(quote.bid() <= quote.ask(), "Crossed quote is told: %s", moment);
    long step = scenario.stepOf(instrument, quote.sequence());
    if (step == 0) { // the venue has no such numbers, or has left this one out
      require(
          !scenario.hasBook()[instrument]
              || markets
                  .get(instrument)
                  .book()
                  .hasHad(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize()),
          "Book has never been so: %s",
          quote);
      return;
    }
    require(sequences.get(instrument).add(quote.sequence()), "Quote is told twice: %s", moment);
    if (scenario.hasBook()[instrument]) {
      TopOfBook truth = markets.get(instrument).book().top("", quote.venueNanos(), step);
      require(
          truth.bid() == quote.bid()
              && truth.bidSize() == quote.bidSize()
              && truth.ask() == quote.ask()
              && truth.askSize() == quote.askSize(),
          "Book is not as it was: told=%s, was=%s",
          quote,
          truth);
    }
  }

  private void quarantined(OfMarket event, TapeMoment moment) {
    if (event instanceof TapedTradeTick tick && !tick.id().isEmpty()) {
      trade(tick, moment);
    }
  }

  /// A trade whose number leaves some out follows a time in which the input was not live.
  private void trade(TapedTradeTick tick, TapeMoment moment) {
    int instrument = tick.instrument();
    long id = Long.parseLong(tick.id());
    require(tradeIds.get(instrument).add(id), "Trade is told twice: %s", moment);
    long last = lastTradeIds[instrument];
    if (scenario.numbersTrades(instrument) && last > 0 && id > last + 1) {
      long since = lastTradeNanos[instrument] - HELD;
      boolean isDisclosed =
          states[instrument] != InputState.LIVE
              || notLiveNanos[instrument] >= since
              || outageNanos >= since;
      require(isDisclosed, "Trades are missing and nothing says so: from=%d, %s", last + 1, moment);
    }
    if (id > last) {
      lastTradeIds[instrument] = id;
      lastTradeNanos[instrument] = moment.timeNanos();
    }
  }

  private void checkBar(TapedBar bar) {
    Optional<BarState> truth = markets.get(bar.instrument()).barAt(bar.closeNanos());
    require(
        truth.isPresent()
            && truth.get().open() == bar.open()
            && truth.get().high() == bar.high()
            && truth.get().low() == bar.low()
            && truth.get().close() == bar.close(),
        "Bar is not as it was: told=%s, was=%s",
        bar,
        truth);
  }

  private void checkGaps(int instrument, long startNanos) {
    for (BarState bar : markets.get(instrument).barsAfter(startNanos)) {
      long close = bar.closeNanos();
      if (close > lastNanos) {
        return;
      }
      boolean isAccountedFor =
          toldBars.get(instrument).contains(close)
              || missingBars.get(instrument).contains(close)
              || outages.stream()
                  .anyMatch(one -> one.fromNanos() < close && close <= one.toNanos());
      require(
          isAccountedFor,
          "Bar is neither told nor missing nor within an outage: instrument=%d, close=%s",
          instrument,
          Times.instant(close));
    }
  }

  /// Bars that closed in calm weather were told as they closed.
  void requireInTime(List<Set<Long>> calmBars) {
    for (int i = 0; i < calmBars.size(); i++) {
      for (long close : calmBars.get(i)) {
        require(
            close > lastNanos || barsInTime.get(i).contains(close),
            "Bar was not told in time though nothing was wrong: instrument=%d, close=%s",
            i,
            Times.instant(close));
      }
    }
  }

  long moments() {
    return moments;
  }

  long missingBars() {
    return missingBars.stream().mapToLong(Set::size).sum();
  }

  long outages() {
    return outages.size();
  }
}
