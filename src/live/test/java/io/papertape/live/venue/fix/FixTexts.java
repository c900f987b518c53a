package io.papertape.live.venue.fix;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.TimeText;
import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Messages of FIX for tests, and what they are read as.
final class FixTexts {
  static final String HEAD = "8=FIX.4.4|9=0|35=%s|49=VENUE|56=ME|34=7|%s";
  static final String SENT = "52=20261126-04:00:00.123456|";
  static final long SENT_NANOS = TimeText.iso("2026-11-26T04:00:00.123456Z");
  static final String BOTH_SIDES =
      "55=BTC/USD|262=1-99|268=2|269=0|270=40000.5|271=2|269=1|270=40001|271=3.25|";

  static FixVenue venue(String depth) {
    return FixVenue.read("fix.yaml", FixVenueTest.DESCRIPTION.replace("depth: 1", depth));
  }

  static List<FeedEvent> read(FeedCodec codec, String type, String body) {
    String text = HEAD.formatted(type, SENT) + body + "10=000|";
    List<FeedEvent> events = new ArrayList<>();
    codec.decode(text.replace('|', '\u0001').getBytes(StandardCharsets.UTF_8), events::add);
    return events;
  }

  static Level level(String price, String size) {
    return new Level(FixedPoint.parse(price), FixedPoint.parse(size), "", "");
  }

  static BookSnapshot snapshot(List<Level> bids, List<Level> asks) {
    return new BookSnapshot("BTC/USD", SENT_NANOS, 0, 0, bids, asks, OptionalLong.empty());
  }

  static BookUpdate update(String symbol, List<Level> bids, List<Level> asks) {
    return new BookUpdate(symbol, SENT_NANOS, 0, 0, -1, 0, bids, asks, OptionalLong.empty());
  }

  private FixTexts() {}
}
