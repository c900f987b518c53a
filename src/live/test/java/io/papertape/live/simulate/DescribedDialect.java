package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What another dialect speaks, listened to by a venue that a file describes. Such a venue fetches
/// nothing, so it has no books that begin with a fetched snapshot.
final class DescribedDialect extends Dialect {
  private final Dialect spoken;

  /// @param channels as the other dialect has them, without its books
  DescribedDialect(Venue venue, Dialect spoken, Map<String, Stream.Kind> channels) {
    super(venue, channels, spoken.lengths());
    this.spoken = spoken;
  }

  @Override
  boolean hasBooks() {
    return false;
  }

  @Override
  String symbol(String name) {
    return spoken.symbol(name);
  }

  @Override
  boolean isOfCoins() {
    return spoken.isOfCoins();
  }

  @Override
  long stepOf(long number) {
    return spoken.stepOf(number);
  }

  @Override
  List<Topic> asked(String frame) {
    return spoken.asked(frame);
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    return spoken.answers(frame, subscribed, venueNanos);
  }

  @Override
  List<String> refusals(Topic topic) {
    return spoken.refusals(topic);
  }

  @Override
  boolean refusesFrames() {
    return spoken.refusesFrames();
  }

  @Override
  Optional<String> farewell() {
    return spoken.farewell();
  }

  @Override
  String trade(Trade trade) {
    return spoken.trade(trade);
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return spoken.top(quote, book);
  }

  @Override
  String bar(BarState bar) {
    return spoken.bar(bar);
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return spoken.step(step, book, venueNanos);
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    throw new IllegalStateException("A described venue fetches nothing: " + address);
  }

  @Override
  String unheardOf(String symbol) {
    return spoken.unheardOf(symbol);
  }
}
