package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.SharedFeeds;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the simulated Kraken sends, beside recorded frames and beside what is understood of it.
class KrakenDialectTest {
  private static final String SYMBOL = "SA/USD";
  private static final long START = 1_764_108_000 * World.SECOND;
  private static final long CLOSE = START + World.MINUTE;

  private final Dialect dialect = new KrakenDialect();
  private final Venue venue = dialect.venue();
  private final FeedCodec codec = venue.codec();
  private final Market market = new Market(SYMBOL, "24/7", World.MINUTE, new SplittableRandom(1));

  /// One of everything, in an order that a connection could have.
  private List<String> session() {
    List<String> sent = new ArrayList<>();
    dialect.state(false).ifPresent(sent::add);
    for (String request : requests()) {
      sent.addAll(dialect.answers(request, dialect.asked(request), START));
      for (Topic topic : dialect.asked(request)) {
        dialect.snapshot(topic, market.book(), START).ifPresent(sent::add);
      }
    }
    sent.add(dialect.trade(trade()));
    sent.add(
        dialect.top(market.book().top(SYMBOL, START, market.book().sequence()), market.book()));
    sent.add(dialect.step(market.stepBook(), market.book(), START));
    sent.add(dialect.bar(market.traded(START, START + World.SECOND)));
    sent.addAll(dialect.answers(venue.keepAlive().orElseThrow().frame(), List.of(), START));
    dialect.heartbeat(START).ifPresent(sent::add);
    dialect.state(true).ifPresent(sent::add);
    return sent;
  }

  private List<String> requests() {
    market.stepBook();
    return venue.subscribe(
        List.of(
            Stream.of(Stream.Kind.BOOK, SYMBOL),
            Stream.of(Stream.Kind.TOP_OF_BOOK, SYMBOL),
            Stream.of(Stream.Kind.TRADES, SYMBOL),
            Stream.bars(SYMBOL, World.MINUTE)));
  }

  private static Trade trade() {
    return new Trade(
        SYMBOL, START, "17", Side.SELL, FixedPoint.parse("98.5"), FixedPoint.ofUnits(3));
  }

  @Test
  void everyFieldThatItSendsIsOneThatTheVenueHasSent() {
    Map<String, Set<String>> recorded = new TreeMap<>();
    for (String file :
        List.of(
            "book25_minagbp_resubscribe_20260818.jsonl",
            "book25_instrument_btcusd_20260826.jsonl",
            "recorded_misc_2026.jsonl",
            "documented.jsonl")) {
      for (SharedFeeds.Line line : SharedFeeds.received("kraken-v2/" + file)) {
        JsonValue frame = JsonValue.parse(line.bytes());
        recorded.computeIfAbsent(kind(frame), _ -> new TreeSet<>()).addAll(fields(frame));
      }
    }

    for (String sent : session()) {
      JsonValue frame = JsonValue.parse(sent.getBytes(StandardCharsets.UTF_8));
      assertThat(recorded).containsKey(kind(frame));
      assertThat(recorded.get(kind(frame))).as(sent).containsAll(fields(frame));
    }
  }

  private static String kind(JsonValue frame) {
    return frame.text("channel", "") + frame.text("method", "") + " " + frame.text("type", "");
  }

  private static Set<String> fields(JsonValue frame) {
    Set<String> fields = new TreeSet<>();
    collect(frame, "", fields);
    return fields;
  }

  private static void collect(JsonValue value, String path, Set<String> fields) {
    if (value.isObject()) {
      value.names().forEach(name -> collect(value.get(name), path + "/" + name, fields));
    } else if (value.isArray()) {
      value.items().forEach(item -> collect(item, path + "[]", fields));
    } else {
      fields.add(path + " " + value.kind());
    }
  }

  @Test
  void everythingIsUnderstood() {
    List<FeedEvent> events = new ArrayList<>();
    session().forEach(sent -> events.addAll(Decoding.events(codec, sent)));

    assertThat(Decoding.unknown(events)).isEmpty();
    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 4),
            Map.entry("BarState", 1),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Heartbeat", 2),
            Map.entry("Ignored", 1),
            Map.entry("TopOfBook", 2),
            Map.entry("Trade", 1),
            Map.entry("VenueState", 2));
    assertThat(Decoding.of(Trade.class, events)).containsExactly(trade());
    TopOfBook quote = Decoding.of(TopOfBook.class, events).getFirst();
    assertThat(market.book().hasHad(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize()))
        .isTrue();
  }

  @Test
  void booksFollowByTheirChecksumsAndALostUpdateShows() {
    requests().forEach(request -> dialect.answers(request, dialect.asked(request), START));
    MutableBook book = new MutableBook(SYMBOL, venue.bookRules());
    String first =
        dialect.snapshot(new Topic(Stream.Kind.BOOK, SYMBOL), market.book(), START).orElseThrow();
    assertThat(book.apply((BookSnapshot) event(first))).isEqualTo(BookStep.APPLIED);
    for (int i = 0; i < 200; i++) {
      String update = dialect.step(market.stepBook(), market.book(), START);
      assertThat(book.apply((BookUpdate) event(update))).isEqualTo(BookStep.APPLIED);
      TopOfBook top = book.top().orElseThrow();
      TopOfBook was = market.book().top(SYMBOL, START, market.book().sequence());
      assertThat(top.bid()).isEqualTo(was.bid());
      assertThat(top.askSize()).isEqualTo(was.askSize());
    }

    market.stepBook();
    String next = dialect.step(market.stepBook(), market.book(), START);

    assertThat(book.apply((BookUpdate) event(next))).isEqualTo(BookStep.BROKEN);
  }

  private FeedEvent event(String frame) {
    return Decoding.events(codec, frame).getFirst();
  }

  @Test
  void aBarEndsWithTheNextOneAlone() {
    BarState last = market.close(CLOSE, CLOSE);

    assertThat(((BarState) event(dialect.bar(last))).isFinal()).isFalse();
    BarState told = (BarState) event(dialect.bar(market.traded(CLOSE, CLOSE)));

    assertThat(told.isFinal()).isTrue();
    assertThat(told.closeNanos()).isEqualTo(CLOSE);
    assertThat(told.close()).isEqualTo(last.close());
    assertThat(told.volume()).isEqualTo(last.volume());
  }

  @Test
  void fetchedBarsEndWithTheOneUnderWay() {
    BarState first = market.close(CLOSE, CLOSE);
    BarState second = market.close(CLOSE + World.MINUTE, CLOSE);

    String body =
        dialect.fetched(
            venue.bars(SYMBOL, World.MINUTE, CLOSE, CLOSE + World.MINUTE).orElseThrow(),
            _ -> market,
            CLOSE + World.MINUTE + 1);

    List<BarState> bars =
        venue.readBars(SYMBOL, World.MINUTE, body.getBytes(StandardCharsets.UTF_8));
    assertThat(bars).extracting(BarState::isFinal).containsExactly(true, false);
    assertThat(bars.getFirst().openNanos()).isEqualTo(first.closeNanos());
    assertThat(bars.getFirst().close()).isEqualTo(second.close());
  }
}
