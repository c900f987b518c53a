package io.papertape.live.venue.coinbase;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.TimeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads bars of Coinbase. Intervals without a trade are left out by the venue; the number of
/// trades is not told.
final class CoinbaseBars {
  private static final long SECOND = 1_000_000_000L;

  private CoinbaseBars() {}

  /// Answer of Exchange: arrays of time, low, high, open, close, volume; newest first.
  static List<FeedEvent.BarState> ofExchange(String symbol, long barNanos, byte[] body) {
    List<FeedEvent.BarState> bars = new ArrayList<>();
    for (JsonValue bar : JsonValue.parse(body).items()) {
      long open = TimeText.units(bar.at(0).text(), SECOND);
      bars.add(
          new FeedEvent.BarState(
              symbol,
              0,
              open,
              open + barNanos,
              bar.at(3).price(),
              bar.at(2).price(),
              bar.at(1).price(),
              bar.at(4).price(),
              bar.at(5).volume(),
              -1,
              true));
    }
    return oldestFirst(bars);
  }

  /// Answer of Advanced Trade: objects in `candles`; newest first.
  static List<FeedEvent.BarState> ofAdvanced(String symbol, long barNanos, byte[] body) {
    List<FeedEvent.BarState> bars = new ArrayList<>();
    for (JsonValue bar : JsonValue.parse(body).get("candles").items()) {
      long open = TimeText.units(bar.text("start"), SECOND);
      bars.add(bar(bar, symbol, Long.MAX_VALUE, open, barNanos));
    }
    return oldestFirst(bars);
  }

  /// @param time of the frame; the bar is final if it closes at or before it
  static FeedEvent.BarState bar(JsonValue bar, String symbol, long time, long open, long barNanos) {
    return new FeedEvent.BarState(
        symbol,
        time == Long.MAX_VALUE ? 0 : time,
        open,
        open + barNanos,
        bar.price("open"),
        bar.price("high"),
        bar.price("low"),
        bar.price("close"),
        bar.volume("volume"),
        -1,
        open + barNanos <= time);
  }

  private static List<FeedEvent.BarState> oldestFirst(List<FeedEvent.BarState> bars) {
    bars.sort(Comparator.comparingLong(FeedEvent.BarState::openNanos));
    return bars;
  }
}
