package io.papertape.live.tape;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.ClockReading;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the moments of a tape of what comes from the feeds. For one thread; it is told all times.
///
/// Engine time is the venue's, made strictly increasing. A quote or trade tick is a moment. The
/// bars of one close time are one moment at that time: what would come at or after it is held back
/// until all bars that are due have come, or the grace is over that began with the first sign that
/// the time is past. A bar that is absent then is missing; if it comes later, it is backfilled.
///
/// Every event given to it is told in a moment, is held, or is counted with a [DropReason].
public final class Sequencer {
  /// What is told at once while bars are due stands so long before them, so that there is time for
  /// more of it: a nanosecond each.
  private static final long BEFORE_BARS = 1_000_000;

  /// One venue's clock that is ahead by less lets the bars of others come at their close by ours.
  private static final long MOST_EARLY = 5_000_000_000L;

  private final SequencerSettings settings;
  private final List<TapeInstrument> instruments;
  private final Consumer<TapeMoment> sink;
  private final MutableInstruments streams;
  private final DueBars bars;
  private final MutableClock clock;
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private final MutablePlaces places = new MutablePlaces();
  private Optional<FeedPlace> place = Optional.empty();
  private long lastNanos = Long.MIN_VALUE;
  private long lastToldNanos = Long.MIN_VALUE;
  private long nowNanos = Long.MIN_VALUE;
  private long graceEndsNanos = DueBars.NEVER;

  /// An event that is not told yet; the reason of its quarantine, if it is in one.
  private record Held(OfMarket event, Optional<HealthReason> reason, Optional<FeedPlace> place) {}

  /// @param startNanos bars that close up to here are not expected; engine time
  /// @param sink       takes each moment
  public Sequencer(
      List<TapeInstrument> instruments,
      SequencerSettings settings,
      long startNanos,
      Consumer<TapeMoment> sink) {
    this.settings = settings;
    this.instruments = List.copyOf(instruments);
    this.sink = sink;
    streams = new MutableInstruments(instruments.size(), settings.remembered());
    bars = new DueBars(this.instruments, startNanos);
    clock = new MutableClock(settings.mostAhead().toNanos());
  }

  /// Takes what a venue said of an instrument's market.
  public void onEvent(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
    take(instrument, event, receiveNanos, Optional.empty());
  }

  /// Takes an event that cannot be right: it is kept on the tape and not told to the strategy.
  public void onQuarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
    take(instrument, event, receiveNanos, Optional.of(reason));
  }

  /// The next event that it is given comes from here; the place goes on the tape with it. One that
  /// tells how far a source has been read goes there with what is told next.
  public void onPlace(FeedPlace from) {
    if (from.isRead()) {
      places.read(from);
      return;
    }
    place = Optional.of(from);
    places.open(from);
  }

  private void take(
      int instrument, FeedEvent.OfMarket event, long receiveNanos, Optional<HealthReason> reason) {
    pass(receiveNanos);
    MutableInstrument stream = streams.of(instrument);
    switch (event) {
      case Trade trade -> {
        if (stream.isNewTrade(trade.id())) {
          tellOrHold(new Held(Taped.of(instrument, trade, receiveNanos), reason, place));
        } else {
          drop(DropReason.REPEATED_TRADE);
        }
      }
      case TopOfBook quote -> {
        if (stream.isNewQuote(quote.sequence(), quote.venueNanos())) {
          tellOrHold(new Held(Taped.of(instrument, quote, receiveNanos), reason, place));
        } else {
          drop(DropReason.REPEATED_QUOTE);
        }
      }
      case BarState bar -> takeBar(instrument, bar, receiveNanos, reason);
      case BookSnapshot _, BookUpdate _ -> drop(DropReason.BOOK);
    }
    place = Optional.empty();
  }

  private void takeBar(
      int instrument, BarState state, long receiveNanos, Optional<HealthReason> reason) {
    if (!state.isFinal()) {
      clock.observe(state.venueNanos(), receiveNanos);
      drop(DropReason.BAR_UNDER_WAY);
      return;
    }
    if (!bars.isOnSchedule(instrument, state.openNanos(), state.closeNanos())) {
      drop(DropReason.UNEXPECTED_BAR);
      return;
    }
    MutableInstrument stream = streams.of(instrument);
    TapedBar bar =
        Taped.of(
            instrument,
            state,
            receiveNanos,
            instruments.get(instrument).instrument().volumeStep(),
            stream.lastClose());
    if (bar.origin() == BarOrigin.EMPTY && bar.close() == 0) {
      drop(DropReason.EMPTY_WITHOUT_PRICE);
      return;
    }
    Optional<TapedBar> before = bars.waiting(instrument, bar.closeNanos());
    boolean isRevised =
        before.isPresent()
            ? ToldBars.content(before.get()) != ToldBars.content(bar)
            : stream.bars().differs(bar);
    if (isRevised) {
      tellOrHold(new Held(bar, Optional.of(HealthReason.REVISED_BAR), place));
    } else if (before.isPresent() || stream.bars().holds(bar.closeNanos())) {
      drop(DropReason.REPEATED_BAR);
    } else if (reason.isPresent() || !Taped.isPossible(bar)) {
      tellOrHold(new Held(bar, reason.or(() -> Optional.of(HealthReason.IMPOSSIBLE)), place));
    } else if (bar.closeNanos() < bars.due()) {
      if (receiveNanos - bar.venueNanos() < settings.mostAhead().toNanos()) {
        // It may be our idea of the venue's clock that has made it late.
        clock.observe(bar.venueNanos(), receiveNanos);
      }
      tellOrHold(new Held(Taped.backfilled(bar), Optional.empty(), place));
    } else if (clock.isAhead(bar.closeNanos(), receiveNanos)) {
      tellOrHold(new Held(bar, Optional.of(HealthReason.CLOCK_STEP), place));
    } else {
      clock.observe(bar.venueNanos(), receiveNanos);
      bars.put(bar);
      places.keep(bar, place);
      beginGrace(receiveNanos);
      settle();
    }
  }

  /// Takes that no bar of an instrument closes between two times, both outside: none is waited for,
  /// and none is missing. A feed of stored data knows that.
  public void onNoBars(int instrument, long afterNanos, long beforeNanos) {
    long before = bars.due();
    bars.leaveOut(instrument, afterNanos, beforeNanos);
    if (bars.due() != before) {
      graceEndsNanos = DueBars.NEVER; // it was that of a bar which does not come
    }
    if (heldEvents() > 0) {
      settle();
    }
  }

  /// Takes a change of an instrument's market data.
  public void onInputChange(TapeEvent.InputChange change) {
    if (change.reason() == HealthReason.CLOCK_STEP) {
      clock.restart(); // what is known of the clock is of another one
    }
    tellAtOnce(change, change.receiveNanos());
  }

  /// Takes an order of the operator before which nothing waits in a line.
  public void onCommand(OperatorCommand command) {
    onCommand(command, command.receiveNanos());
  }

  /// Takes an order of the operator, which waits for nothing.
  ///
  /// @param knownNanos until when all has been taken that came: later bars may wait in a line
  public void onCommand(OperatorCommand command, long knownNanos) {
    tellAtOnce(command, Math.min(knownNanos, command.receiveNanos()));
  }

  /// Takes the end of a time in which the process did not run. Bars of that time are not expected;
  /// those that are fetched are backfilled.
  ///
  /// @param inputs that are no longer what they were before it; told in the same moment
  public void onOutage(Outage outage, List<TapeEvent.InputChange> inputs) {
    if (heldEvents() > 0) {
      throw new IllegalStateException(
          "Sequencer holds events: heldEvents=%d. Tell an outage first after a recovery."
              .formatted(heldEvents()));
    }
    nowNanos = Math.max(nowNanos, outage.receiveNanos());
    long time = Math.max(lastNanos + 1, outage.toNanos());
    graceEndsNanos = DueBars.NEVER;
    bars.skipTo(time);
    clock.restart();
    List<TapeEvent> events = new ArrayList<>(List.of(outage));
    events.addAll(inputs);
    tell(time, events);
  }

  /// Lets graces end, and tells a reading of the clock when nothing has come for a while. A bar is
  /// due by the clock alone once it is by ours too: a venue's clock that was ahead, or ours that
  /// was behind, may have been set right since.
  public void onClock(long clockNanos) {
    pass(clockNanos);
    if (graceEndsNanos != DueBars.NEVER) {
      return;
    }
    long reading = clock.at(nowNanos);
    if (Math.min(reading, nowNanos) >= bars.due()) {
      beginGrace(nowNanos);
    } else if (lastToldNanos == Long.MIN_VALUE
        || nowNanos - lastToldNanos >= settings.quiet().toNanos()) {
      long time = Math.max(lastNanos + 1, reading);
      if (time < bars.due()) {
        tell(time, List.of(new ClockReading(clockNanos)));
      }
    }
  }

  /// Takes the end of a feed that has one: tells all that is held. Nothing more comes, so bars that
  /// are due beside it are missing whatever is left of their grace.
  public void finish() {
    while (heldEvents() > 0) {
      tellBars();
      settle();
    }
  }

  /// Takes a moment of the tape that it has told in an earlier life, in order, before anything
  /// else; what it tells then continues the tape.
  public void replay(TapeMoment moment) {
    for (TapeEvent event : moment.events()) {
      see(event instanceof Quarantined quarantined ? quarantined.what() : event);
      streams.tell(event);
      nowNanos = event.isInLine() ? Math.max(nowNanos, event.receiveNanos()) : nowNanos;
    }
    lastNanos = moment.timeNanos();
    lastToldNanos = nowNanos;
    if (bars.due() <= lastNanos) {
      bars.skipTo(lastNanos);
    }
  }

  private void see(TapeEvent event) {
    if (event instanceof OfMarket market) {
      streams.see(market);
      if (!(market instanceof TapedBar bar && bar.origin() == BarOrigin.BACKFILLED)) {
        clock.observe(market.venueNanos(), market.receiveNanos());
      }
    }
  }

  /// How many events were not told, by reason; reasons without any are absent.
  public Map<DropReason, Long> dropped() {
    return new EnumMap<>(dropped);
  }

  /// Events that wait for their time or for bars that are due.
  public int heldEvents() {
    return held.size() + bars.waitingBars();
  }

  /// Time of the last moment; `Long.MIN_VALUE` before the first.
  public long lastNanos() {
    return lastNanos;
  }

  private void drop(DropReason reason) {
    place.ifPresent(places::close);
    dropped.merge(reason, 1L, Long::sum);
  }

  /// Lets time pass, and with it graces.
  private void pass(long receiveNanos) {
    nowNanos = Math.max(nowNanos, receiveNanos);
    if (isGraceOver()) {
      tellBars();
      settle();
    }
  }

  /// A grace that nobody saw begin, because the process stood still, is over as long after the
  /// close as any.
  private boolean isGraceOver() {
    long overdue = Math.min(clock.at(nowNanos), nowNanos) - settings.grace().toNanos();
    return graceEndsNanos <= nowNanos || overdue >= bars.due();
  }

  private void beginGrace(long receiveNanos) {
    long early = Math.clamp(bars.due() - receiveNanos, 0, MOST_EARLY);
    graceEndsNanos = Math.min(graceEndsNanos, receiveNanos + early + settings.grace().toNanos());
  }

  private void tellOrHold(Held next) {
    OfMarket event = next.event();
    Held kept = next;
    long venueNanos = event instanceof TapedBar ? 0 : event.venueNanos();
    if (venueNanos != 0 && clock.isAhead(venueNanos, event.receiveNanos())) {
      kept = new Held(event, Optional.of(HealthReason.CLOCK_STEP), next.place());
    } else {
      clock.observe(venueNanos, event.receiveNanos());
    }
    if (!tryTell(kept)) {
      held.add(kept);
      beginGrace(event.receiveNanos());
    }
  }

  private boolean tryTell(Held next) {
    boolean isClockless =
        next.event() instanceof TapedBar
            || next.event().venueNanos() == 0
            || next.reason().equals(Optional.of(HealthReason.CLOCK_STEP));
    long venueNanos =
        isClockless ? clock.at(next.event().receiveNanos()) : next.event().venueNanos();
    boolean isOld = next.event() instanceof TapedBar && next.reason().isEmpty();
    if (isOld || (isClockless && next.event().receiveNanos() < bars.due())) {
      venueNanos = Math.min(venueNanos, bars.due() - BEFORE_BARS); // comes before what is due
    }
    long time = Math.max(lastNanos + 1, venueNanos);
    if (time >= bars.due() || (isClockless && !isOld && graceEndsNanos != DueBars.NEVER)) {
      return false;
    }
    TapeEvent judged = Taped.judged(next.event(), next.reason(), streams.of(next.event()));
    tell(time, places.told(judged, next.place()));
    return true;
  }

  private void tellAtOnce(TapeEvent event, long knownNanos) {
    pass(knownNanos);
    while (lastNanos + 1 >= bars.due()) {
      tellBars(); // there is no time left before the bars: they are told as they are
    }
    long time = Math.max(lastNanos + 1, Math.min(clock.at(nowNanos), bars.due() - BEFORE_BARS));
    tell(time, List.of(event));
    settle();
  }

  private void tellBars() {
    long time = bars.due();
    graceEndsNanos = DueBars.NEVER;
    tell(time, places.told(bars.take(nowNanos)));
  }

  /// Tells what can be told after a change, until nothing can.
  private void settle() {
    boolean isSettled = false;
    while (!isSettled) {
      while (bars.isComplete() || isGraceOver()) {
        tellBars();
      }
      isSettled = true;
      for (int left = held.size(); left > 0; left--) {
        Held next = held.poll();
        if (!tryTell(next)) {
          held.add(next);
          beginGrace(next.event().receiveNanos());
        }
      }
      if (bars.firstReceived() != DueBars.NEVER) {
        beginGrace(bars.firstReceived());
      }
      isSettled = !bars.isComplete() && !isGraceOver();
    }
  }

  private void tell(long timeNanos, List<TapeEvent> events) {
    lastNanos = timeNanos;
    lastToldNanos = nowNanos;
    events.forEach(streams::tell);
    sink.accept(new TapeMoment(timeNanos, places.withRead(events)));
  }
}
