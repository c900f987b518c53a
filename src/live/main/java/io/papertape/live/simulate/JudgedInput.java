package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.HealthSettings;
import io.papertape.live.health.InstrumentHealth;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.health.StreamState;
import io.papertape.live.health.StreamTraits;
import io.papertape.live.session.FeedSink;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.market.TradingCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The streams of one instrument with their health: what comes is judged and told, each change of
/// state before the event that shows it.
final class JudgedInput {
  private final int instrument;
  private final FeedSink sink;
  private final LongSupplier clock;
  private final TradingCalendar calendar;
  private final List<StreamHealth> streams = new ArrayList<>();
  private final StreamHealth bars;
  private final Optional<StreamHealth> trades;
  private final Optional<StreamHealth> quotes;
  private final InstrumentHealth health;
  private final List<HealthReason> fetching = new ArrayList<>();
  private long lastCloseNanos;
  private long lastTradeId;
  private int tradeRequests;

  JudgedInput(
      int instrument,
      FeedSink sink,
      LongSupplier clock,
      TradingCalendar calendar,
      boolean hasTrades,
      boolean hasQuotes,
      long afterNanos) {
    this.instrument = instrument;
    this.sink = sink;
    this.clock = clock;
    this.calendar = calendar;
    lastCloseNanos = afterNanos;
    bars = stream(StreamTraits.BARS);
    trades = hasTrades ? Optional.of(stream(StreamTraits.NUMBERED_TRADES)) : Optional.empty();
    quotes = hasQuotes ? Optional.of(stream(StreamTraits.QUOTES)) : Optional.empty();
    health = new InstrumentHealth(streams);
  }

  private StreamHealth stream(StreamTraits traits) {
    StreamHealth stream =
        new StreamHealth(HealthSettings.DEFAULT, traits, calendar, clock.getAsLong());
    streams.add(stream);
    return stream;
  }

  int instrument() {
    return instrument;
  }

  /// Close of the latest bar that was told; where to fetch from.
  long lastCloseNanos() {
    return lastCloseNanos;
  }

  long lastTradeId() {
    return lastTradeId;
  }

  /// Tells the state as it is, as at the start.
  void tellState() {
    tell(health.state());
  }

  private void tell(StreamState state) {
    sink.input(
        new InputChange(
            instrument, clock.getAsLong(), state.state(), state.reason(), state.sinceNanos()));
  }

  private void tellChange() {
    health.change().ifPresent(this::tell);
  }

  void onClock() {
    long now = clock.getAsLong();
    streams.forEach(stream -> stream.onClock(now));
    tellChange();
  }

  void onConnected() {
    long now = clock.getAsLong();
    streams.forEach(stream -> stream.onConnected(now));
    tellChange();
  }

  void onDisconnected() {
    long now = clock.getAsLong();
    streams.forEach(stream -> stream.begin(HealthReason.DISCONNECTED, now));
    tellChange();
  }

  /// True if a bar of the same session is missing before this one.
  boolean skips(BarState bar) {
    return lastCloseNanos != Long.MIN_VALUE
        && bar.openNanos() > lastCloseNanos
        && calendar.sessionAt(lastCloseNanos).isPresent();
  }

  /// Bars are being fetched from here on.
  ///
  /// @return false if they are already
  boolean begin(HealthReason why) {
    if (fetching.contains(why)) {
      return false;
    }
    fetching.add(why);
    bars.begin(why, clock.getAsLong());
    tellChange();
    return true;
  }

  void end(HealthReason why) {
    fetching.remove(why);
    bars.end(why, clock.getAsLong());
    tellChange();
  }

  void onBar(BarState bar) {
    tell(bar, bars.onBar(bar, clock.getAsLong()));
    if (fetching.isEmpty()) {
      lastCloseNanos = Math.max(lastCloseNanos, bar.closeNanos());
    }
  }

  /// A bar that was asked for.
  void fetched(BarState bar) {
    sink.event(instrument, bar, clock.getAsLong());
    lastCloseNanos = Math.max(lastCloseNanos, bar.closeNanos());
  }

  void onQuote(TopOfBook quote) {
    quotes.ifPresent(stream -> tell(quote, stream.onQuote(quote, clock.getAsLong())));
  }

  void onTrade(Trade trade) {
    trades.ifPresent(stream -> tell(trade, stream.onTrade(trade, clock.getAsLong())));
    lastTradeId = Math.max(lastTradeId, Long.parseLong(trade.id()));
  }

  /// A trade that was asked for. It is old, and says nothing of how the stream is.
  void fetched(Trade trade) {
    sink.event(instrument, trade, clock.getAsLong());
  }

  /// Trades that were left out have been asked for.
  void expectTrades() {
    tradeRequests++;
  }

  void tradesHaveCome() {
    tradeRequests--;
    if (tradeRequests == 0) {
      trades.ifPresent(stream -> stream.end(HealthReason.SEQUENCE_GAP, clock.getAsLong()));
      tellChange();
    }
  }

  private void tell(FeedEvent.OfMarket event, HealthReason judged) {
    tellChange();
    if (judged == HealthReason.HEALTHY) {
      sink.event(instrument, event, clock.getAsLong());
    } else if (judged != HealthReason.DUPLICATE) {
      sink.quarantined(instrument, event, judged, clock.getAsLong());
    }
  }
}
