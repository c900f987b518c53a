package io.papertape.live.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.Decoding;
import io.papertape.live.FrameDamage;
import io.papertape.live.book.BookProblem;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.Acknowledged;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.Heartbeat;
import io.papertape.live.feed.FeedEvent.Ignored;
import io.papertape.live.feed.FeedEvent.Refused;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FeedEvent.Unknown;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BybitVenueTest {
  private static final long ONE = 100_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long MINUTE = 60_000 * MILLI;

  private static final String TRADES =
      "{\"topic\":\"publicTrade.AAABBB\",\"type\":\"snapshot\",\"ts\":9,\"data\":["
          + "{\"T\":7,\"s\":\"AAABBB\",\"S\":\"Buy\",\"v\":\"2\",\"p\":\"3\",\"i\":\"x-1\","
          + "\"BT\":false},"
          + "{\"T\":8,\"s\":\"AAABBB\",\"S\":\"Sell\",\"v\":\"5\",\"p\":\"2\",\"i\":\"x-2\","
          + "\"BT\":true}]}";
  private static final String BAR =
      "{\"topic\":\"kline.1.AAABBB\",\"type\":\"snapshot\",\"ts\":9,\"data\":[{"
          + "\"start\":1700000040000,\"end\":1700000099999,\"interval\":\"1\",\"open\":\"5\","
          + "\"close\":\"4\",\"high\":\"7\",\"low\":\"3\",\"volume\":\"10\",\"turnover\":\"0\","
          + "\"confirm\":true,\"timestamp\":1700000100002}]}";

  private final BybitVenue venue = new BybitVenue(BybitVenue.Category.LINEAR);

  private FeedEvent decode(String frame) {
    List<FeedEvent> events = Decoding.events(venue.codec(), frame);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static String book(int depth, String type, long number, String bids) {
    return ("{\"topic\":\"orderbook.%d.AAABBB\",\"type\":\"%s\",\"ts\":1700000000001,\"data\":{"
            + "\"s\":\"AAABBB\",\"b\":[%s],\"a\":[[\"4\",\"1\"]],\"u\":%d,\"seq\":5},"
            + "\"cts\":%d}")
        .formatted(depth, type, bids, number, number);
  }

  @Test
  void blockTradesAreNoMarketPrices() {
    assertThat(Decoding.events(venue.codec(), TRADES))
        .containsExactly(
            new Trade("AAABBB", 7 * MILLI, "x-1", Side.BUY, 3 * ONE, 2 * ONE),
            new Ignored("block trade"));
  }

  @Test
  void readsBooksByTheTimeOfTheMatchingEngine() {
    assertThat(decode(book(50, "snapshot", 7, "[\"3\",\"2\"]")))
        .isEqualTo(
            new BookSnapshot(
                "AAABBB",
                7 * MILLI,
                7,
                50,
                List.of(Level.of("3", "2")),
                List.of(Level.of("4", "1")),
                OptionalLong.empty()));
    assertThat(decode(book(50, "delta", 8, "")))
        .isEqualTo(
            new BookUpdate(
                "AAABBB",
                8 * MILLI,
                8,
                8,
                -1,
                50,
                List.of(),
                List.of(Level.of("4", "1")),
                OptionalLong.empty()));
    assertThat(
            ((BookUpdate) decode(book(50, "delta", 8, "").replace("\"cts\"", "\"other\"")))
                .venueNanos())
        .isEqualTo(1_700_000_000_001L * MILLI);
  }

  @Test
  void numberOneIsASnapshotWhateverItsTypeSays() {
    assertThat(decode(book(50, "delta", 1, "[\"3\",\"2\"]"))).isInstanceOf(BookSnapshot.class);
  }

  @Test
  void aBookBreaksAtAMissingNumberAndHealsByASnapshot() {
    MutableBook book = new MutableBook("AAABBB", venue.bookRules());
    book.apply((BookSnapshot) decode(book(50, "snapshot", 7, "[\"3\",\"2\"]")));
    assertThat(book.apply((BookUpdate) decode(book(50, "delta", 8, ""))))
        .isEqualTo(BookStep.APPLIED);
    assertThat(book.apply((BookUpdate) decode(book(50, "delta", 10, ""))))
        .isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(9, 9));
    assertThat(book.top()).isEmpty();
    assertThat(book.apply((BookSnapshot) decode(book(50, "delta", 1, "[\"3\",\"2\"]"))))
        .isEqualTo(BookStep.APPLIED);
    assertThat(book.sequence()).isEqualTo(1);
  }

  @Test
  void depthOneIsTheTopOfTheBook() {
    assertThat(decode(book(1, "snapshot", 7, "[\"3\",\"2\"]")))
        .isEqualTo(new TopOfBook("AAABBB", 7 * MILLI, 7, 3 * ONE, 2 * ONE, 4 * ONE, ONE));
    assertThat(decode(book(1, "snapshot", 7, "")))
        .isEqualTo(new TopOfBook("AAABBB", 7 * MILLI, 7, 0, 0, 4 * ONE, ONE));
    assertThat(decode(book(1, "delta", 8, "")))
        .isEqualTo(new Unknown("Depth 1 must come as snapshots: symbol=AAABBB, type=delta."));
  }

  @Test
  void aBarEndsAfterTheLastMillisecondTold() {
    assertThat(decode(BAR))
        .isEqualTo(
            new BarState(
                "AAABBB",
                1_700_000_100_002L * MILLI,
                1_700_000_040_000L * MILLI,
                1_700_000_100_000L * MILLI,
                5 * ONE,
                7 * ONE,
                3 * ONE,
                4 * ONE,
                10 * ONE,
                -1,
                true));
  }

  @Test
  void understandsAnswers() {
    assertThat(
            decode(
                "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"c\",\"req_id\":\"2\","
                    + "\"op\":\"subscribe\"}"))
        .isEqualTo(new Acknowledged("2", "", true));
    assertThat(decode("{\"success\":true,\"ret_msg\":\"\",\"op\":\"unsubscribe\"}"))
        .isEqualTo(new Acknowledged("", "", false));
    assertThat(
            decode(
                "{\"success\":false,\"ret_msg\":\"no such topic\",\"req_id\":\"3\","
                    + "\"op\":\"subscribe\"}"))
        .isEqualTo(new Refused("3", "subscribe", "", "no such topic"));
    assertThat(decode("{\"success\":true,\"ret_msg\":\"pong\",\"op\":\"ping\"}"))
        .isEqualTo(new Heartbeat(0, 0));
    assertThat(decode("{\"op\":\"pong\",\"args\":[\"1\"]}")).isEqualTo(new Heartbeat(0, 0));
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThat(decode("{\"topic\":\"orderbook\"}"))
        .isEqualTo(new Unknown("Topic is too short: topic=orderbook."));
    assertThat(decode(TRADES.replace("Buy", "Both")))
        .isEqualTo(new Unknown("Not a side: text=Both."));
    assertThat(decode("{\"x\":1}")).isEqualTo(new Unknown("Frame is not known: object of [x]."));
    assertThat(decode("{\"success\":true,\"op\":\"dance\"}"))
        .isEqualTo(new Unknown("Answer is not known: op=dance."));
  }

  @Test
  void survivesDamagedFrames() {
    FrameDamage.isSurvived(
        venue::codec, List.of(TRADES, BAR, book(50, "delta", 8, "[\"3\",\"2\"]")));
  }

  @Test
  void asksForTopicsInPortionsOfTen() {
    Stream trades = Stream.of(Stream.Kind.TRADES, "X");
    assertThat(
            venue.subscribe(
                List.of(
                    trades,
                    Stream.of(Stream.Kind.TOP_OF_BOOK, "X"),
                    Stream.of(Stream.Kind.BOOK, "X"),
                    Stream.bars("X", 60 * MINUTE))))
        .containsExactly(
            "{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[\"publicTrade.X\",\"orderbook.1.X\","
                + "\"orderbook.50.X\",\"kline.60.X\"]}");
    assertThat(venue.subscribe(Collections.nCopies(11, trades)))
        .hasSize(2)
        .last()
        .isEqualTo("{\"req_id\":\"2\",\"op\":\"subscribe\",\"args\":[\"publicTrade.X\"]}");
    assertThat(venue.socket(List.of(trades)))
        .isEqualTo(URI.create("wss://stream.bybit.com/v5/public/linear"));
    assertThat(venue.keepAlive().orElseThrow().every()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void fetchesBarsByRestAndTurnsThemOldestFirst() {
    long from = 1_700_000_040_000L * MILLI;
    assertThat(venue.bars("X", MINUTE, from, from + MINUTE))
        .contains(
            URI.create(
                "https://api.bybit.com/v5/market/kline?category=linear&symbol=X&interval=1"
                    + "&start=1700000040000&end=1700000099999&limit=1000"));
    String body =
        "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":["
            + "[\"1700000100000\",\"4\",\"4\",\"4\",\"4\",\"0\",\"0\"],"
            + "[\"1700000040000\",\"5\",\"7\",\"3\",\"4\",\"10\",\"0\"]]}}";
    List<BarState> bars = venue.readBars("X", MINUTE, body.getBytes(StandardCharsets.UTF_8));
    assertThat(bars)
        .containsExactly(
            new BarState(
                "X",
                0,
                from,
                from + MINUTE,
                5 * ONE,
                7 * ONE,
                3 * ONE,
                4 * ONE,
                10 * ONE,
                -1,
                true),
            new BarState(
                "X",
                0,
                from + MINUTE,
                from + 2 * MINUTE,
                4 * ONE,
                4 * ONE,
                4 * ONE,
                4 * ONE,
                0,
                -1,
                true));
    assertThat(bars.getLast().isEmpty()).isTrue();
    byte[] refused = "{\"retCode\":10001,\"retMsg\":\"bad\"}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> venue.readBars("X", MINUTE, refused))
        .isInstanceOf(FrameException.class)
        .hasMessage("Bars are refused: symbol=X, code=10001, message=bad.");
  }

  @Test
  void streamsItsSnapshots() {
    assertThat(venue.bookSnapshot("X")).isEmpty();
    assertThatThrownBy(() -> venue.readBookSnapshot("X", new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Book is not fetched: venue=bybit-linear, symbol=X."
                + " Its snapshot comes with the stream.");
  }
}
