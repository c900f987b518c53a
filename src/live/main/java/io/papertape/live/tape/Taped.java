package io.papertape.live.tape;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.market.FixedPoint;
import java.util.Optional;

/// Feed events as the tape keeps them.
final class Taped {
  private Taped() {}

  static TapedQuote of(int instrument, TopOfBook quote, long receiveNanos) {
    return new TapedQuote(
        instrument,
        quote.venueNanos(),
        receiveNanos,
        Arrival.IN_ORDER,
        quote.sequence(),
        quote.bid(),
        quote.bidSize(),
        quote.ask(),
        quote.askSize());
  }

  static TapedTradeTick of(int instrument, Trade trade, long receiveNanos) {
    return new TapedTradeTick(
        instrument,
        trade.venueNanos(),
        receiveNanos,
        Arrival.IN_ORDER,
        trade.id(),
        trade.aggressor(),
        trade.price(),
        trade.quantity());
  }

  /// A finished bar. An empty one without a price has that of the last close everywhere.
  ///
  /// @param volumeStep of the instrument; a volume between two of its multiples takes the nearer
  /// @param lastClose  close of the bar before; 0 if there is none
  static TapedBar of(
      int instrument, BarState bar, long receiveNanos, long volumeStep, long lastClose) {
    boolean isEmpty = bar.trades() == 0 && bar.volume().isZero();
    boolean takesLast = isEmpty && bar.close() == 0;
    return new TapedBar(
        instrument,
        isEmpty ? BarOrigin.EMPTY : BarOrigin.LIVE,
        bar.venueNanos(),
        receiveNanos,
        bar.openNanos(),
        bar.closeNanos(),
        takesLast ? lastClose : bar.open(),
        takesLast ? lastClose : bar.high(),
        takesLast ? lastClose : bar.low(),
        takesLast ? lastClose : bar.close(),
        volumeStep == 0 ? 0 : bar.volume().in(volumeStep));
  }

  static TapedBar backfilled(TapedBar bar) {
    return new TapedBar(
        bar.instrument(),
        BarOrigin.BACKFILLED,
        bar.venueNanos(),
        bar.receiveNanos(),
        bar.openNanos(),
        bar.closeNanos(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }

  static boolean isPossible(TapedBar bar) {
    return bar.low() > 0
        && bar.low() <= bar.open()
        && bar.low() <= bar.close()
        && bar.high() >= bar.open()
        && bar.high() >= bar.close()
        && bar.high() < FixedPoint.LIMIT
        && bar.volume() >= 0;
  }

  /// The event as it is told now: beside what was told before it, and in quarantine if it must be.
  static TapeEvent judged(OfMarket event, Optional<HealthReason> reason, MutableInstrument stream) {
    Optional<HealthReason> found = reason.isPresent() ? reason : fault(event, stream);
    if (found.isPresent()) {
      return new Quarantined(found.get(), event);
    }
    return switch (event) {
      case TapedQuote quote -> arrived(quote, stream.arrivalOfQuote(quote.venueNanos()));
      case TapedTradeTick tick -> arrived(tick, stream.arrivalOfTrade(tick.venueNanos()));
      case TapedBar bar -> bar;
    };
  }

  private static Optional<HealthReason> fault(OfMarket event, MutableInstrument stream) {
    return switch (event) {
      case TapedQuote quote -> fault(quote, stream);
      case TapedTradeTick tick ->
          isPrice(tick.price()) && isQuantity(tick.quantity())
              ? Optional.empty()
              : Optional.of(HealthReason.IMPOSSIBLE);
      case TapedBar _ -> Optional.empty();
    };
  }

  private static Optional<HealthReason> fault(TapedQuote quote, MutableInstrument stream) {
    if (!isPrice(quote.bid())
        || !isPrice(quote.ask())
        || !isQuantity(quote.bidSize())
        || !isQuantity(quote.askSize())) {
      return Optional.of(HealthReason.IMPOSSIBLE);
    }
    if (quote.ask() < quote.bid()) {
      return Optional.of(HealthReason.CROSSED_BOOK);
    }
    return stream.isOutdated(quote.sequence(), quote.venueNanos())
        ? Optional.of(HealthReason.OUT_OF_ORDER)
        : Optional.empty();
  }

  private static boolean isPrice(long price) {
    return price > 0 && price < FixedPoint.LIMIT;
  }

  private static boolean isQuantity(long quantity) {
    return quantity >= 0 && quantity < FixedPoint.LIMIT;
  }

  private static TapedQuote arrived(TapedQuote quote, Arrival arrival) {
    return arrival == quote.arrival()
        ? quote
        : new TapedQuote(
            quote.instrument(),
            quote.venueNanos(),
            quote.receiveNanos(),
            arrival,
            quote.sequence(),
            quote.bid(),
            quote.bidSize(),
            quote.ask(),
            quote.askSize());
  }

  private static TapedTradeTick arrived(TapedTradeTick tick, Arrival arrival) {
    return arrival == tick.arrival()
        ? tick
        : new TapedTradeTick(
            tick.instrument(),
            tick.venueNanos(),
            tick.receiveNanos(),
            arrival,
            tick.id(),
            tick.aggressor(),
            tick.price(),
            tick.quantity());
  }
}
