package io.papertape.live.health;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.market.InputState;
import io.papertape.market.Quote;
import io.papertape.market.TradingCalendar;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The health of one stream of one instrument. It judges each event: [HealthReason#HEALTHY] is
/// told to the strategy, [HealthReason#DUPLICATE] dropped, anything else quarantined. And it has a
/// state, the worst of all that is wrong at present.
public final class StreamHealth {
  /// Numbers that can follow each other; others are hashes of text.
  private static final long NO_NUMBER = Long.MIN_VALUE;

  private static final long NEVER = Long.MAX_VALUE;

  private final HealthSettings settings;
  private final StreamTraits traits;
  private final OpenHours hours;
  private final Rhythm rhythm;
  private final PriceCheck prices;
  private final ClockCheck clock;
  private final SeenBefore seen;
  private final QuoteNumbers quotes;
  private final Map<HealthReason, Long> wrong = new EnumMap<>(HealthReason.class);
  private final Map<HealthReason, Long> counts = new EnumMap<>(HealthReason.class);
  private long healthySince;
  private long silentSince;
  private long lastVenueNanos;
  private long judgedVenueNanos;
  private long judgedReceiveNanos;
  private long lastNumber = NO_NUMBER;
  private long lostNumbers;
  private long lostNanos = NEVER;
  private long events;

  /// @param startNanos receive time from which the stream is expected
  public StreamHealth(
      HealthSettings settings, StreamTraits traits, TradingCalendar calendar, long startNanos) {
    this.settings = settings;
    this.traits = traits;
    hours = new OpenHours(calendar);
    rhythm = new Rhythm(settings);
    prices = new PriceCheck(settings);
    clock = new ClockCheck(settings);
    seen = new SeenBefore(settings.remembered());
    quotes = new QuoteNumbers(settings.remembered());
    silentSince = startNanos;
    healthySince = startNanos;
    wrong.put(HealthReason.STARTING, startNanos);
  }

  /// Judges a trade.
  public HealthReason onTrade(Trade trade, long receiveNanos) {
    long number = trade.id().isEmpty() ? NO_NUMBER : SeenBefore.numberOf(trade.id());
    if (number != NO_NUMBER && !seen.add(number)) {
      return counted(HealthReason.DUPLICATE);
    }
    arrive(trade.venueNanos(), Math.max(number, 0), receiveNanos);
    if (trade.price() <= 0 || trade.quantity() < 0) {
      return counted(HealthReason.IMPOSSIBLE);
    }
    return judgePrice(trade.price(), receiveNanos);
  }

  /// Judges a quote.
  public HealthReason onQuote(TopOfBook quote, long receiveNanos) {
    if (!quotes.add(quote.sequence(), quote.venueNanos())) {
      if (quotes.isLast(quote.sequence())) {
        hear(receiveNanos); // some venues repeat a quote that stands
      }
      return counted(HealthReason.DUPLICATE);
    }
    arrive(quote.venueNanos(), quote.sequence(), receiveNanos);
    if (quote.bid() == 0 || quote.ask() == 0) {
      begin(HealthReason.EMPTY_SIDE, receiveNanos);
    }
    if (quote.bid() <= 0 || quote.ask() <= 0 || quote.bidSize() < 0 || quote.askSize() < 0) {
      return counted(HealthReason.IMPOSSIBLE);
    }
    if (quote.ask() < quote.bid()) {
      begin(HealthReason.CROSSED_BOOK, receiveNanos);
      return HealthReason.CROSSED_BOOK;
    }
    end(HealthReason.CROSSED_BOOK, receiveNanos);
    HealthReason judged = judgePrice(Quote.middle(quote.bid(), quote.ask()), receiveNanos);
    if (judged == HealthReason.HEALTHY) {
      end(HealthReason.EMPTY_SIDE, receiveNanos); // until then the last price told is one of before
    }
    return judged;
  }

  /// Takes a book that has nothing on a side: it has come, and there is no quote of it.
  public void onEmptySide(long venueNanos, long receiveNanos) {
    arrive(venueNanos, 0, receiveNanos);
    begin(HealthReason.EMPTY_SIDE, receiveNanos);
  }

  /// Judges a bar; one that is under way shows that the stream is alive.
  public HealthReason onBar(BarState bar, long receiveNanos) {
    arrive(bar.venueNanos(), 0, receiveNanos);
    return HealthReason.HEALTHY;
  }

  /// Lets time pass: a stall is what does not come.
  public void onClock(long nowNanos) {
    Optional<Long> openSince = hours.openSince(nowNanos);
    if (openSince.isEmpty()) {
      end(HealthReason.STALL, nowNanos);
      return;
    }
    long since = Math.max(silentSince, openSince.get());
    if (nowNanos - since > rhythm.limitNanos()) {
      begin(HealthReason.STALL, since);
    }
  }

  /// Something is wrong from a time on, such as [HealthReason#DISCONNECTED]; it is counted when it
  /// begins.
  public void begin(HealthReason reason, long sinceNanos) {
    if (wrong.putIfAbsent(reason, sinceNanos) == null) {
      counted(reason);
    }
  }

  /// It is wrong no more: a connection is there again, a gap has been filled.
  public void end(HealthReason reason, long nowNanos) {
    if (wrong.remove(reason) != null && wrong.isEmpty()) {
      healthySince = nowNanos;
    }
  }

  /// A frame of the connection never came, and may have been of this stream: a gap until the next
  /// event, which may not be of the frame that showed the loss.
  public void lost(long receiveNanos) {
    begin(HealthReason.SEQUENCE_GAP, receiveNanos);
    lostNanos = receiveNanos;
  }

  /// A new connection begins: what it sends is not expected to follow what came before, and what
  /// it repeats is known.
  public void onConnected(long nowNanos) {
    end(HealthReason.DISCONNECTED, nowNanos);
    end(HealthReason.STALL, nowNanos);
    silentSince = nowNanos;
  }

  /// What was fetched shows that nothing has been missed: the stream is as good as one of which
  /// something has come.
  public void proven(long nowNanos) {
    end(HealthReason.STARTING, nowNanos);
  }

  /// Takes what the venue's clock was when it was asked for: venue time minus ours is between two
  /// bounds. What was late by another clock is judged anew.
  public void onVenueClock(long lowNanos, long highNanos, long nowNanos) {
    clock.measured(lowNanos, highNanos);
    if (judgedVenueNanos != 0) {
      set(HealthReason.LATE, isLate(), nowNanos);
    }
    tellClock(nowNanos);
  }

  /// Our clock has been set: how far the venue's is away is found anew.
  public void onClockStep(long nowNanos) {
    if (clock.restart()) {
      begin(HealthReason.CLOCK_STEP, nowNanos);
    }
  }

  /// True if another look at the venue's clock may tell what is wrong.
  public boolean doubtsClock() {
    return wrong.containsKey(HealthReason.LATE)
        || wrong.containsKey(HealthReason.CLOCK_OFFSET)
        || wrong.containsKey(HealthReason.CLOCK_STEP);
  }

  /// True if nothing is wrong.
  boolean isHealthy() {
    return wrong.isEmpty();
  }

  /// The worst of what is wrong, the oldest of it if several are as bad. What has not begun when it
  /// should have long ago is a stall.
  public StreamState state() {
    StreamState worst = new StreamState(InputState.LIVE, HealthReason.HEALTHY, healthySince);
    for (Map.Entry<HealthReason, Long> one : wrong.entrySet()) {
      if (one.getKey() == HealthReason.STARTING && wrong.containsKey(HealthReason.STALL)) {
        continue;
      }
      StreamState state = new StreamState(stateOf(one.getKey()), one.getKey(), one.getValue());
      if (state.isWorseThan(worst)) {
        worst = state;
      }
    }
    return worst;
  }

  /// How often each thing happened; what never did is absent.
  public Map<HealthReason, Long> counts() {
    return new EnumMap<>(counts);
  }

  /// Since when nothing has come.
  public long silentSinceNanos() {
    return silentSince;
  }

  /// Events that were no repeats.
  public long events() {
    return events;
  }

  /// Numbers that were left out and never came.
  public long lostNumbers() {
    return lostNumbers;
  }

  /// Silence that is a stall now.
  public long stallNanos() {
    return rhythm.limitNanos();
  }

  /// The latest time that an event had by the venue's clock; 0 before the first.
  public long lastVenueNanos() {
    return lastVenueNanos;
  }

  /// True if the offset of the venue's clock is known.
  public boolean knowsClock() {
    return clock.isKnown();
  }

  /// Venue time minus ours, by the quickest events; 0 while it is not known.
  public long clockOffsetNanos() {
    return clock.offsetNanos();
  }

  private static InputState stateOf(HealthReason reason) {
    return switch (reason) {
      case HEALTHY, DUPLICATE, OUT_OF_ORDER, IMPOSSIBLE, REVISED_BAR, TIME_GAP -> InputState.LIVE;
      case STARTING, STALL, LATE, CLOCK_OFFSET, LAG -> InputState.STALE;
      case DISCONNECTED,
          REFUSED,
          MAINTENANCE,
          SEQUENCE_GAP,
          CROSSED_BOOK,
          EMPTY_SIDE,
          BAD_TICK,
          CLOCK_STEP,
          CHECKSUM,
          MISSING_BAR,
          OUTAGE ->
          InputState.BROKEN;
      case BACKFILL -> InputState.BACKFILLED;
    };
  }

  private HealthReason counted(HealthReason reason) {
    counts.merge(reason, 1L, Long::sum);
    return reason;
  }

  private void arrive(long venueNanos, long number, long receiveNanos) {
    events++;
    if (receiveNanos > lostNanos) {
      lostNanos = NEVER;
      end(HealthReason.SEQUENCE_GAP, receiveNanos);
    }
    checkNumber(number, receiveNanos);
    if (venueNanos != 0) {
      checkTimes(venueNanos, receiveNanos);
    }
    Optional<Long> openSince = hours.openSince(receiveNanos);
    if (openSince.isPresent() && openSince.get() <= silentSince && events > 1) {
      rhythm.observe(receiveNanos - silentSince);
    }
    hear(receiveNanos);
    end(HealthReason.STARTING, receiveNanos);
  }

  private void hear(long receiveNanos) {
    silentSince = Math.max(silentSince, receiveNanos);
    end(HealthReason.STALL, receiveNanos);
  }

  private void checkNumber(long number, long receiveNanos) {
    if (!traits.isNumbered() || number <= 0) {
      return;
    }
    if (traits.healsItself()) {
      end(HealthReason.SEQUENCE_GAP, receiveNanos);
    }
    if (lastNumber != NO_NUMBER && number < lastNumber) {
      counted(HealthReason.OUT_OF_ORDER);
      lostNumbers = Math.max(0, lostNumbers - 1);
      return;
    }
    if (lastNumber != NO_NUMBER && number > lastNumber + 1) {
      lostNumbers += number - lastNumber - 1;
      begin(HealthReason.SEQUENCE_GAP, receiveNanos);
    }
    lastNumber = number;
  }

  private void checkTimes(long venueNanos, long receiveNanos) {
    if (lastVenueNanos != 0) {
      if (venueNanos < lastVenueNanos && !traits.isNumbered()) {
        counted(HealthReason.OUT_OF_ORDER);
      } else if (venueNanos - lastVenueNanos > rhythm.limitNanos()
          && hours.openSince(receiveNanos).orElse(Long.MAX_VALUE) <= silentSince) {
        counted(HealthReason.TIME_GAP);
      }
    }
    lastVenueNanos = Math.max(lastVenueNanos, venueNanos);
    judgedVenueNanos = venueNanos;
    judgedReceiveNanos = receiveNanos;
    set(HealthReason.LATE, clock.isKnown() && isLate(), receiveNanos);
    clock.observe(venueNanos, receiveNanos);
    tellClock(receiveNanos);
  }

  private boolean isLate() {
    return judgedReceiveNanos + clock.offsetNanos() - judgedVenueNanos > settings.late().toNanos();
  }

  private void tellClock(long nowNanos) {
    set(HealthReason.CLOCK_OFFSET, clock.isFarOff(), nowNanos);
    set(HealthReason.CLOCK_STEP, clock.hasStepped(), nowNanos);
  }

  private HealthReason judgePrice(long price, long receiveNanos) {
    boolean isGood = prices.accept(price);
    if (isGood) {
      end(HealthReason.BAD_TICK, receiveNanos);
      return HealthReason.HEALTHY;
    }
    counted(HealthReason.BAD_TICK);
    if (prices.oddInARow() > 1) {
      wrong.putIfAbsent(HealthReason.BAD_TICK, receiveNanos);
    }
    return HealthReason.BAD_TICK;
  }

  /// It is wrong from now on, or no more.
  public void set(HealthReason reason, boolean isWrong, long nowNanos) {
    if (isWrong) {
      begin(reason, nowNanos);
    } else {
      end(reason, nowNanos);
    }
  }
}
