package io.papertape.cli;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import java.util.List;
import java.util.Locale;

/// Events of a feed in a line each, with the numbers as they will be traded on.
final class FeedEventText {
  private FeedEventText() {}

  static String of(FeedEvent event) {
    return switch (event) {
      case FeedEvent.Trade trade ->
          "trade     %s  %s  %s %s at %s, id %s"
              .formatted(
                  trade.symbol(),
                  time(trade.venueNanos()),
                  trade.aggressor().name().toLowerCase(Locale.ROOT),
                  FixedPoint.format(trade.quantity()),
                  FixedPoint.format(trade.price()),
                  or(trade.id()));
      case FeedEvent.TopOfBook quote ->
          "quote     %s  %s  %s x %s | %s x %s, number %d"
              .formatted(
                  quote.symbol(),
                  time(quote.venueNanos()),
                  FixedPoint.format(quote.bidSize()),
                  FixedPoint.format(quote.bid()),
                  FixedPoint.format(quote.ask()),
                  FixedPoint.format(quote.askSize()),
                  quote.sequence());
      case FeedEvent.BookSnapshot book ->
          "book      %s  %s  %s, number %d"
              .formatted(
                  book.symbol(),
                  time(book.venueNanos()),
                  levels(book.bids(), book.asks()),
                  book.sequence());
      case FeedEvent.BookUpdate book ->
          "change    %s  %s  %s, number %d"
              .formatted(
                  book.symbol(),
                  time(book.venueNanos()),
                  levels(book.bids(), book.asks()),
                  book.lastSequence());
      case FeedEvent.BarState bar -> bar(bar);
      case FeedEvent.Heartbeat _ -> "heartbeat";
      case FeedEvent.Acknowledged ok ->
          "%s %s".formatted(ok.isSubscribed() ? "subscribed" : "unsubscribed", or(ok.stream()));
      case FeedEvent.Refused no ->
          "refused   stream %s, code %s: %s"
              .formatted(or(no.stream()), or(no.code()), no.message());
      case FeedEvent.VenueState state ->
          "venue     %s: %s".formatted(state.state(), state.message());
      case FeedEvent.Ping ping -> "ping      to be answered with " + ping.answer();
      case FeedEvent.Ignored(var kind) -> "ignored   " + kind;
      case FeedEvent.Unknown(var problem) -> "UNKNOWN   " + problem;
    };
  }

  private static String bar(FeedEvent.BarState bar) {
    return "bar       %s  %s  open %s high %s low %s close %s volume %s, %s"
        .formatted(
            bar.symbol(),
            time(bar.openNanos()),
            FixedPoint.format(bar.open()),
            FixedPoint.format(bar.high()),
            FixedPoint.format(bar.low()),
            FixedPoint.format(bar.close()),
            bar.volume().text(),
            bar.isFinal() ? "final" : "under way");
  }

  private static String levels(List<Level> bids, List<Level> asks) {
    return "%d bids%s, %d asks%s".formatted(bids.size(), best(bids), asks.size(), best(asks));
  }

  private static String best(List<Level> levels) {
    return levels.isEmpty() ? "" : " from " + FixedPoint.format(levels.getFirst().price());
  }

  private static String time(long nanos) {
    return nanos == 0 ? "no time" : Times.instant(nanos).toString();
  }

  private static String or(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
