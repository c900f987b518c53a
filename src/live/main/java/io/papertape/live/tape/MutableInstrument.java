package io.papertape.live.tape;

import io.papertape.live.health.HealthReason;
import io.papertape.live.health.QuoteNumbers;
import io.papertape.live.health.SeenBefore;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;

/// What a sequencer remembers of one instrument.
final class MutableInstrument {
  private final SeenBefore tradeIds;
  private final QuoteNumbers quotes;
  private final ToldBars bars = new ToldBars();
  private long lastSequence;
  private long lastQuoteNanos;
  private long lastTradeNanos = Long.MIN_VALUE;
  private long lastCloseNanos = Long.MIN_VALUE;
  private long lastClose;
  private boolean isClockInDoubt;

  MutableInstrument(int remembered) {
    tradeIds = new SeenBefore(remembered);
    quotes = new QuoteNumbers(remembered);
  }

  /// False if a trade of this id has come before.
  boolean isNewTrade(String id) {
    return id.isEmpty() || tradeIds.add(SeenBefore.numberOf(id));
  }

  /// False if a quote of this number has come before.
  boolean isNewQuote(long sequence, long venueNanos) {
    return quotes.add(sequence, venueNanos);
  }

  /// True if a newer quote has been told: by the numbers of both, unless the venue's times say
  /// that it has begun to number anew; without numbers by the times.
  boolean isOutdated(long sequence, long venueNanos) {
    if (sequence != 0 && lastSequence != 0) {
      return sequence < lastSequence && venueNanos <= lastQuoteNanos;
    }
    return venueNanos != 0 && venueNanos < lastQuoteNanos;
  }

  Arrival arrivalOfQuote(long venueNanos) {
    return arrival(venueNanos, lastQuoteNanos);
  }

  Arrival arrivalOfTrade(long venueNanos) {
    return arrival(venueNanos, lastTradeNanos);
  }

  private Arrival arrival(long venueNanos, long lastNanos) {
    if (venueNanos == 0) {
      return Arrival.IN_ORDER;
    }
    if (venueNanos < lastCloseNanos) {
      return Arrival.LATE;
    }
    return venueNanos < lastNanos ? Arrival.OUT_OF_ORDER : Arrival.IN_ORDER;
  }

  void tell(TapedQuote quote) {
    lastSequence = quote.sequence() == 0 ? lastSequence : quote.sequence();
    if (quote.venueNanos() != 0) {
      lastQuoteNanos = Math.max(lastQuoteNanos, quote.venueNanos());
    }
  }

  /// The state of its input has changed. While the venue's clock is in doubt, and once it is no
  /// more, what was told before does not make the next quote an old one.
  void tell(InputChange change) {
    boolean wasInDoubt = isClockInDoubt;
    isClockInDoubt =
        change.reason() == HealthReason.CLOCK_STEP || change.reason() == HealthReason.CLOCK_OFFSET;
    if (isClockInDoubt || wasInDoubt) {
      lastSequence = 0;
      lastQuoteNanos = 0;
    }
  }

  void tell(TapedTradeTick tick) {
    if (tick.venueNanos() != 0) {
      lastTradeNanos = Math.max(lastTradeNanos, tick.venueNanos());
    }
  }

  void tell(TapedBar bar) {
    bars.tell(bar);
    if (bar.closeNanos() >= lastCloseNanos) {
      lastCloseNanos = bar.closeNanos();
      lastClose = bar.close();
    }
  }

  void miss(long closeNanos) {
    bars.miss(closeNanos);
    lastCloseNanos = Math.max(lastCloseNanos, closeNanos);
  }

  ToldBars bars() {
    return bars;
  }

  /// Close of the latest bar told; 0 if there is none.
  long lastClose() {
    return lastClose;
  }
}
