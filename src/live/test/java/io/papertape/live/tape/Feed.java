package io.papertape.live.tape;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;

/// Feed events for tests; times are offsets from [RandomTape#START], prices whole units.
final class Feed {
  static final long MINUTE = RandomTape.MINUTE;
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  private Feed() {}

  /// A time that many nanoseconds after the start of the day.
  static long at(long nanos) {
    return RandomTape.START + nanos;
  }

  static TopOfBook quote(long venueNanos, long sequence, long bid) {
    return new TopOfBook(
        "X",
        at(venueNanos),
        sequence,
        FixedPoint.ofUnits(bid),
        FixedPoint.ONE,
        FixedPoint.ofUnits(bid + 1),
        FixedPoint.ONE);
  }

  static Trade trade(long venueNanos, String id, long price) {
    return new Trade("X", at(venueNanos), id, Side.BUY, FixedPoint.ofUnits(price), FixedPoint.ONE);
  }

  /// The bar of a minute, numbered from 1 by its close.
  static BarState bar(long minute, long close) {
    return bar(minute, close, 7, true);
  }

  static BarState bar(long minute, long close, long trades, boolean isFinal) {
    long price = FixedPoint.ofUnits(close);
    return new BarState(
        "X",
        at(minute * MINUTE),
        at((minute - 1) * MINUTE),
        at(minute * MINUTE),
        price,
        price,
        price,
        price,
        trades * FixedPoint.ONE,
        trades,
        isFinal);
  }
}
