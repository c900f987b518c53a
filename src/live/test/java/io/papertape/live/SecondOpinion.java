package io.papertape.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.order.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares what a codec tells with what another implementation made of the same frames
/// (`normalised_expected_tardis*`). Its numbers went through `double`, but none of them has more
/// digits than that keeps.
public final class SecondOpinion {
  private SecondOpinion() {}

  /// How many of the other's answers are equal, by their kind. Where it answers and the codec
  /// tells no such event, the answer is counted as `KIND without EVENT`.
  public static Map<String, Integer> compare(FeedCodec codec, String path) {
    Map<String, Integer> counts = new TreeMap<>();
    for (SharedFeeds.Line line : SharedFeeds.received(path)) {
      List<FeedEvent> events = new ArrayList<>();
      codec.decode(line.bytes(), events::add);
      JsonValue answers =
          JsonValue.parse(line.rest().get("expected").getBytes(StandardCharsets.UTF_8));
      for (JsonValue answer : answers.items()) {
        String type = answer.text("type");
        counts.merge(type + compare(answer, type, events), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String compare(JsonValue answer, String type, List<FeedEvent> events) {
    FeedEvent event = events.getFirst();
    switch (event) {
      case Trade trade when type.equals("trade") -> {
        assertThat(read(answer)).isEqualTo(trade);
        events.removeFirst();
      }
      case TopOfBook top when type.equals("book_ticker") ->
          assertThat(
                  List.of(
                      answer.text("symbol"),
                      answer.price("bidPrice"),
                      answer.quantity("bidAmount"),
                      answer.price("askPrice"),
                      answer.quantity("askAmount")))
              .isEqualTo(List.of(top.symbol(), top.bid(), top.bidSize(), top.ask(), top.askSize()));
      case BookSnapshot book when type.equals("book_change") -> {
        assertThat(answer.truth("isSnapshot")).isTrue();
        assertLevels(answer, book.symbol(), book.bids(), book.asks());
      }
      case BookUpdate book when type.equals("book_change") -> {
        assertThat(answer.truth("isSnapshot")).isFalse();
        assertLevels(answer, book.symbol(), book.bids(), book.asks());
      }
      default -> {
        return " without " + SharedFeeds.kind(event);
      }
    }
    return "";
  }

  private static Trade read(JsonValue answer) {
    Instant time = Instant.parse(answer.text("timestamp"));
    return new Trade(
        answer.text("symbol"),
        time.getEpochSecond() * 1_000_000_000L + time.getNano(),
        answer.text("id"),
        answer.text("side").equals("buy") ? Side.BUY : Side.SELL,
        answer.price("price"),
        answer.quantity("amount"));
  }

  private static void assertLevels(
      JsonValue answer, String symbol, List<Level> bids, List<Level> asks) {
    assertThat(symbol).isEqualTo(answer.text("symbol"));
    assertThat(pairs(bids)).isEqualTo(readPairs(answer.get("bids")));
    assertThat(pairs(asks)).isEqualTo(readPairs(answer.get("asks")));
  }

  private static List<List<Long>> pairs(List<Level> levels) {
    return levels.stream().map(level -> List.of(level.price(), level.quantity())).toList();
  }

  private static List<List<Long>> readPairs(JsonValue levels) {
    return levels.items().stream()
        .map(level -> List.of(level.price("price"), level.quantity("amount")))
        .toList();
  }
}
