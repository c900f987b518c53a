package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the simulated Bybit sends, beside recorded frames and beside what is understood of it.
class BybitDialectTest {
  private static final long START = SpokenSession.START;
  private static final long CLOSE = START + World.MINUTE;

  private final Dialect dialect = new BybitDialect();
  private final FeedCodec codec = dialect.venue().codec();
  private final SpokenSession session = new SpokenSession(dialect);
  private final String symbol = session.symbol();
  private final Market market = session.market();

  @Test
  void everyFieldThatItSendsIsOneThatTheVenueHasSent() {
    session.requireRecordedFields(
        List.of(
            "bybit-v5/documented_public.jsonl",
            "bybit-v5/recorded_misc_2024_2026.jsonl",
            "bybit-v5/normalised_expected_tardis_spot.jsonl",
            "bybit-v5/orderbook500_xrpusdt_20241201.jsonl"),
        BybitDialectTest::kind);
  }

  private static String kind(JsonValue frame) {
    String topic = frame.text("topic", "");
    return topic.isEmpty() ? "answer" : topic.split("\\.", 2)[0];
  }

  @Test
  void everythingIsUnderstood() {
    List<FeedEvent> events = new ArrayList<>();
    session.sent().forEach(sent -> events.addAll(Decoding.events(codec, sent)));

    assertThat(Decoding.unknown(events)).isEmpty();
    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 1),
            Map.entry("BarState", 1),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Heartbeat", 1),
            Map.entry("TopOfBook", 2),
            Map.entry("Trade", 1));
    assertThat(Decoding.of(Trade.class, events)).containsExactly(session.trade());
  }

  @Test
  void aBookThatBeginsAnewIsNumberedFromOneAndGoesOn() {
    MutableBook book = new MutableBook(symbol, dialect.venue().bookRules());
    Topic topic = new Topic(Stream.Kind.BOOK, symbol);
    assertThat(book.apply((BookSnapshot) event(snapshot(topic)))).isEqualTo(BookStep.APPLIED);
    for (int i = 0; i < 20; i++) {
      assertThat(book.apply((BookUpdate) event(step()))).isEqualTo(BookStep.APPLIED);
    }

    assertThat(dialect.beginsAnew(symbol, market.book())).isTrue();

    BookSnapshot anew = (BookSnapshot) event(snapshot(topic));
    assertThat(anew.sequence()).isEqualTo(1);
    assertThat(book.apply(anew)).isEqualTo(BookStep.APPLIED);
    BookUpdate next = (BookUpdate) event(step());
    assertThat(next.lastSequence()).isEqualTo(2);
    assertThat(book.apply(next)).isEqualTo(BookStep.APPLIED);
  }

  private String snapshot(Topic topic) {
    return dialect.snapshot(topic, market.book(), START).orElseThrow();
  }

  private String step() {
    return dialect.step(market.stepBook(), market.book(), START);
  }

  private FeedEvent event(String frame) {
    return Decoding.events(codec, frame).getFirst();
  }

  @Test
  void bestPricesThatStandAreSentAgainAfterThreeSeconds() {
    MarketBook book = market.book();
    TopOfBook first =
        (TopOfBook) event(dialect.top(book.top(symbol, START, book.sequence()), book));

    assertThat(dialect.repeated(symbol, book, START + 2 * World.SECOND)).isEmpty();
    TopOfBook again =
        (TopOfBook) event(dialect.repeated(symbol, book, START + 3 * World.SECOND).orElseThrow());

    assertThat(again.sequence()).isEqualTo(first.sequence());
    assertThat(again.bid()).isEqualTo(first.bid());
    assertThat(dialect.repeated(symbol, book, START + 4 * World.SECOND)).isEmpty();
  }

  @Test
  void fetchedBarsAreThoseOfTheSpan() {
    List<BarState> closed = new ArrayList<>();
    for (long close = CLOSE; close < CLOSE + 4 * World.MINUTE; close += World.MINUTE) {
      closed.add(market.close(close, close));
    }

    String body =
        dialect.fetched(
            dialect
                .venue()
                .bars(symbol, World.MINUTE, CLOSE, CLOSE + 2 * World.MINUTE)
                .orElseThrow(),
            _ -> market,
            CLOSE);

    List<BarState> bars =
        dialect.venue().readBars(symbol, World.MINUTE, body.getBytes(StandardCharsets.UTF_8));
    assertThat(bars).extracting(BarState::openNanos).containsExactly(CLOSE, CLOSE + World.MINUTE);
    assertThat(bars.getLast().close()).isEqualTo(closed.get(2).close());
  }
}
