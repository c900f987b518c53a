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
import io.papertape.live.venue.Venue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the simulated Kraken sends, beside recorded frames and beside what is understood of it.
class KrakenDialectTest {
  private static final String SYMBOL = "SA/USD";
  private static final long START = SpokenSession.START;
  private static final long CLOSE = START + World.MINUTE;

  private final Dialect dialect = new KrakenDialect();
  private final Venue venue = dialect.venue();
  private final FeedCodec codec = venue.codec();
  private final SpokenSession session = new SpokenSession(dialect);
  private final Market market = session.market();

  @Test
  void everyFieldThatItSendsIsOneThatTheVenueHasSent() {
    session.requireRecordedFields(
        List.of(
            "kraken-v2/book25_minagbp_resubscribe_20260818.jsonl",
            "kraken-v2/book25_instrument_btcusd_20260826.jsonl",
            "kraken-v2/recorded_misc_2026.jsonl",
            "kraken-v2/documented.jsonl"),
        KrakenDialectTest::kind);
  }

  private static String kind(JsonValue frame) {
    return frame.text("channel", "") + frame.text("method", "") + " " + frame.text("type", "");
  }

  @Test
  void everythingIsUnderstood() {
    List<FeedEvent> events = new ArrayList<>();
    session.sent().forEach(sent -> events.addAll(Decoding.events(codec, sent)));

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
    assertThat(Decoding.of(Trade.class, events)).containsExactly(session.trade());
    TopOfBook quote = Decoding.of(TopOfBook.class, events).getFirst();
    assertThat(market.book().hasHad(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize()))
        .isTrue();
  }

  @Test
  void booksFollowByTheirChecksumsAndALostUpdateShows() {
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
