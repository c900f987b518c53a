package io.papertape.live.venue.kraken;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import io.papertape.live.feed.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads the frames of Kraken's spot protocol, version 1, in which old recordings are: market
/// data are arrays of a channel's number, one part or two, the channel's name and the pair.
///
/// A snapshot has no checksum, an update has one. Trades have no number. The ticker has no time.
final class KrakenVersion1Frames implements JsonCodec.Reader {
  private static final long MINUTE = 60_000_000_000L;

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (!frame.isArray()) {
      events.accept(event(frame));
      return;
    }
    if (frame.size() < 4) {
      throw new FrameException(
          "Array of market data is too short: size=%d.".formatted(frame.size()));
    }
    String channel = frame.at(frame.size() - 2).text();
    String pair = frame.at(frame.size() - 1).text();
    int dash = channel.indexOf('-');
    String name = dash < 0 ? channel : channel.substring(0, dash);
    switch (name) {
      case "book" -> events.accept(book(frame, pair, suffix(channel)));
      case "trade" -> trades(frame.at(1), pair, events);
      case "spread" -> events.accept(spread(frame.at(1), pair));
      case "ticker" -> events.accept(ticker(frame.at(1), pair));
      case "ohlc" -> events.accept(bar(frame.at(1), pair, suffix(channel)));
      default -> throw new FrameException("Channel is unknown: channel=%s.".formatted(channel));
    }
  }

  private static FeedEvent event(JsonValue frame) {
    String event = frame.text("event");
    return switch (event) {
      case "heartbeat", "pong" -> new FeedEvent.Heartbeat(0, 0);
      case "systemStatus" -> KrakenStates.of(frame.text("status"), frame.text("version", ""));
      case "subscriptionStatus" -> subscription(frame);
      case "error" ->
          new FeedEvent.Refused(frame.text("reqid", ""), "", "", frame.text("errorMessage", ""));
      default -> throw new FrameException("Event is unknown: event=%s.".formatted(event));
    };
  }

  private static FeedEvent subscription(JsonValue frame) {
    String request = frame.text("reqid", "");
    String pair = frame.text("pair", "");
    String status = frame.text("status");
    String channel =
        frame.has("channelName")
            ? frame.text("channelName")
            : frame.has("subscription") ? frame.get("subscription").text("name", "") : "";
    String stream = channel + ":" + pair;
    return switch (status) {
      case "subscribed" -> new FeedEvent.Acknowledged(request, stream, true);
      case "unsubscribed" -> new FeedEvent.Acknowledged(request, stream, false);
      case "error" -> new FeedEvent.Refused(request, stream, "", frame.text("errorMessage", ""));
      default ->
          throw new FrameException(
              "Status of a subscription is unknown: status=%s.".formatted(status));
    };
  }

  /// Number after the dash of a channel's name, such as 1000 of `book-1000`.
  private static int suffix(String channel) {
    try {
      return Integer.parseInt(channel.substring(channel.indexOf('-') + 1));
    } catch (NumberFormatException e) {
      throw new FrameException(
          "Channel has no number: channel=%s.".formatted(FrameException.shortened(channel)));
    }
  }

  private static FeedEvent book(JsonValue frame, String pair, int depth) {
    MutableSides sides = new MutableSides();
    boolean isSnapshot = frame.at(1).has("as") || frame.at(1).has("bs");
    for (int i = 1; i < frame.size() - 2; i++) {
      if (frame.at(i).isObject()) {
        sides.add(frame.at(i));
      }
    }
    return isSnapshot
        ? new FeedEvent.BookSnapshot(
            pair, sides.venueNanos, 0, depth, sides.bids, sides.asks, sides.checksum)
        : new FeedEvent.BookUpdate(
            pair, sides.venueNanos, 0, 0, -1, depth, sides.bids, sides.asks, sides.checksum);
  }

  /// The parts of a book's frame: the two sides of an update may stand in one or in two.
  private static final class MutableSides {
    private final List<Level> bids = new ArrayList<>();
    private final List<Level> asks = new ArrayList<>();
    private long venueNanos;
    private OptionalLong checksum = OptionalLong.empty();

    void add(JsonValue part) {
      for (String name : part.names()) {
        switch (name) {
          case "as", "a" -> add(part.get(name), asks);
          case "bs", "b" -> add(part.get(name), bids);
          case "c" -> checksum = OptionalLong.of(part.whole(name));
          default -> throw new FrameException("Part of a book is unknown: part=" + name + ".");
        }
      }
    }

    private void add(JsonValue side, List<Level> levels) {
      for (JsonValue level : side.items()) {
        levels.add(level.level());
        venueNanos = Math.max(venueNanos, TimeText.seconds(level.at(2).text()));
      }
    }
  }

  private static void trades(JsonValue trades, String pair, Consumer<FeedEvent> events) {
    for (JsonValue trade : trades.items()) {
      events.accept(
          new FeedEvent.Trade(
              pair,
              TimeText.seconds(trade.at(2).text()),
              "",
              SideText.parse(trade.at(3).text()),
              trade.at(0).price(),
              trade.at(1).quantity()));
    }
  }

  private static FeedEvent spread(JsonValue spread, String pair) {
    return new FeedEvent.TopOfBook(
        pair,
        TimeText.seconds(spread.at(2).text()),
        0,
        spread.at(0).price(),
        spread.at(3).quantity(),
        spread.at(1).price(),
        spread.at(4).quantity());
  }

  private static FeedEvent ticker(JsonValue ticker, String pair) {
    JsonValue bid = ticker.get("b");
    JsonValue ask = ticker.get("a");
    return new FeedEvent.TopOfBook(
        pair,
        0,
        0,
        bid.at(0).price(),
        bid.at(2).quantity(),
        ask.at(0).price(),
        ask.at(2).quantity());
  }

  /// Elements: time of the last trade, end of the bar, open, high, low, close, average, volume,
  /// count.
  private static FeedEvent bar(JsonValue bar, String pair, int minutes) {
    long close = TimeText.seconds(bar.at(1).text());
    return new FeedEvent.BarState(
        pair,
        TimeText.seconds(bar.at(0).text()),
        close - KrakenBars.nanos(minutes, MINUTE),
        close,
        bar.at(2).price(),
        bar.at(3).price(),
        bar.at(4).price(),
        bar.at(5).price(),
        bar.at(7).volume(),
        bar.at(8).whole(),
        false);
  }
}
