package io.papertape.live.venue.kraken;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.TimeText;
import java.util.ArrayList;
import java.util.List;

/// Reads Kraken's bars of REST.
final class KrakenBars {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long LONGEST = 1_000_000_000L * SECOND;

  private KrakenBars() {}

  /// Length of a bar told as a number of units.
  static long nanos(long units, long unitNanos) {
    if (units <= 0 || units > LONGEST / unitNanos) {
      throw new FrameException("Length of a bar out of range: units=%d.".formatted(units));
    }
    return units * unitNanos;
  }

  /// Answer for spot: arrays of time, open, high, low, close, average, volume, count; oldest
  /// first, and the last one is always under way. The pair is spelt in an older way there.
  static List<FeedEvent.BarState> ofSpot(String symbol, long barNanos, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    refuseErrors(answer);
    JsonValue result = answer.get("result");
    String pair =
        result.names().stream()
            .filter(name -> !name.equals("last"))
            .findFirst()
            .orElseThrow(() -> new FrameException("Answer has no bars: result=" + result + "."));
    List<JsonValue> rows = result.get(pair).items();
    List<FeedEvent.BarState> bars = new ArrayList<>(rows.size());
    for (JsonValue row : rows) {
      long open = TimeText.units(row.at(0).text(), SECOND);
      bars.add(
          new FeedEvent.BarState(
              symbol,
              0,
              open,
              open + barNanos,
              row.at(1).price(),
              row.at(2).price(),
              row.at(3).price(),
              row.at(4).price(),
              row.at(6).volume(),
              row.at(7).whole(),
              bars.size() < rows.size() - 1));
    }
    return bars;
  }

  private static void refuseErrors(JsonValue answer) {
    for (JsonValue error : answer.get("error").items()) {
      throw new FrameException("Venue refuses bars: error=%s.".formatted(error.text()));
    }
  }

  /// Answer for futures; oldest first.
  static List<FeedEvent.BarState> ofFutures(String symbol, long barNanos, byte[] body) {
    List<JsonValue> rows = JsonValue.parse(body).get("candles").items();
    List<FeedEvent.BarState> bars = new ArrayList<>(rows.size());
    for (JsonValue row : rows) {
      long open = TimeText.units(row.text("time"), MILLI);
      bars.add(
          new FeedEvent.BarState(
              symbol,
              0,
              open,
              open + barNanos,
              row.price("open"),
              row.price("high"),
              row.price("low"),
              row.price("close"),
              row.volume("volume"),
              -1,
              true));
    }
    return bars;
  }
}
