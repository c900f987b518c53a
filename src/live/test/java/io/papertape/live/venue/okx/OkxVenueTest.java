package io.papertape.live.venue.okx;

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
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class OkxVenueTest {
  private static final long ONE = 100_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long MINUTE = 60_000 * MILLI;

  private static final String TRADE =
      "{\"arg\":{\"channel\":\"trades\",\"instId\":\"A-B\"},\"data\":[{\"instId\":\"A-B\","
          + "\"tradeId\":\"9\",\"px\":\"3\",\"sz\":\"2\",\"side\":\"sell\",\"ts\":\"7\","
          + "\"count\":\"3\"}]}";
  private static final String BAR =
      "{\"arg\":{\"channel\":\"candle1m\",\"instId\":\"A-B\"},\"data\":[[\"1700000040000\","
          + "\"5\",\"7\",\"3\",\"4\",\"10\",\"40\",\"40\",\"0\"]]}";

  private final OkxVenue venue = new OkxVenue();

  private FeedEvent decode(String frame) {
    List<FeedEvent> events = Decoding.events(venue.codec(), frame);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static String book(String action, String bids, long before, long number, long checksum) {
    return ("{\"arg\":{\"channel\":\"books\",\"instId\":\"A-B\"},\"action\":\"%s\",\"data\":[{"
            + "\"asks\":[[\"4\",\"1\",\"0\",\"1\"]],\"bids\":[%s],\"ts\":\"7\",\"checksum\":%d,"
            + "\"prevSeqId\":%d,\"seqId\":%d}]}")
        .formatted(action, bids, checksum, before, number);
  }

  @Test
  void readsTrades() {
    assertThat(decode(TRADE))
        .isEqualTo(new Trade("A-B", 7 * MILLI, "9", Side.SELL, 3 * ONE, 2 * ONE));
  }

  @Test
  void readsBooksWithTheNumberBefore() {
    assertThat(decode(book("snapshot", "[\"3\",\"2\",\"0\",\"1\"]", -1, 5, 0)))
        .isEqualTo(
            new BookSnapshot(
                "A-B",
                7 * MILLI,
                5,
                400,
                List.of(Level.of("3", "2")),
                List.of(Level.of("4", "1")),
                OptionalLong.empty()));
    assertThat(decode(book("update", "", 5, 9, -12)))
        .isEqualTo(
            new BookUpdate(
                "A-B",
                7 * MILLI,
                0,
                9,
                5,
                400,
                List.of(),
                List.of(Level.of("4", "1")),
                OptionalLong.of(-12)));
  }

  @Test
  void aBookBreaksAtAMissingUpdateAndAtAnotherChecksum() {
    MutableBook book = new MutableBook("A-B", venue.bookRules());
    String bid = "[\"3\",\"2\",\"0\",\"1\"]";
    CRC32 crc = new CRC32();
    crc.update("3:2:4:1".getBytes(StandardCharsets.US_ASCII));
    long checksum = (int) crc.getValue();
    assertThat(book.apply((BookSnapshot) decode(book("snapshot", bid, -1, 5, checksum))))
        .isEqualTo(BookStep.APPLIED);
    assertThat(book.apply((BookUpdate) decode(book("update", "", 6, 9, 0))))
        .isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.Gap(6, 6));

    book.apply((BookSnapshot) decode(book("snapshot", bid, -1, 5, 0)));
    assertThat(book.apply((BookUpdate) decode(book("update", "", 5, 9, checksum + 1))))
        .isEqualTo(BookStep.BROKEN);
    assertThat(book.problem()).contains(new BookProblem.ChecksumDiffers(checksum + 1, checksum));
  }

  @Test
  void readsTheTopOfTheBookWithAnEmptySideAsZero() {
    String frame =
        "{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"A-B\"},\"data\":[{\"asks\":[],"
            + "\"bids\":[[\"3\",\"2\",\"0\",\"1\"]],\"ts\":\"7\",\"seqId\":12}]}";
    assertThat(decode(frame))
        .isEqualTo(new TopOfBook("A-B", 7 * MILLI, 12, 3 * ONE, 2 * ONE, 0, 0));
  }

  @Test
  void readsBarsOfLengthsThatDoNotVary() {
    long open = 1_700_000_040_000L * MILLI;
    assertThat(decode(BAR))
        .isEqualTo(
            new BarState(
                "A-B",
                0,
                open,
                open + MINUTE,
                5 * ONE,
                7 * ONE,
                3 * ONE,
                4 * ONE,
                10 * ONE,
                -1,
                false));
    assertThat(decode(BAR.replace("candle1m", "candle1Dutc")))
        .extracting(event -> ((BarState) event).closeNanos() - open)
        .isEqualTo(1_440 * MINUTE);
    assertThat(decode(BAR.replace("candle1m", "candle1M"))).isEqualTo(new Ignored("candle1M"));
  }

  @Test
  void understandsAnswersAndNotices() {
    assertThat(
            decode(
                "{\"id\":\"1\",\"event\":\"subscribe\",\"arg\":{\"channel\":\"trades\","
                    + "\"instId\":\"A-B\"},\"connId\":\"c\"}"))
        .isEqualTo(new Acknowledged("1", "trades:A-B", true));
    assertThat(decode("{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Invalid request\"}"))
        .isEqualTo(new Refused("", "", "60012", "Invalid request"));
    assertThat(decode("{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"closing\"}"))
        .isEqualTo(new VenueState(VenueState.State.CLOSING, "64008 closing"));
    assertThat(decode("pong")).isEqualTo(new Heartbeat(0, 0));
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThat(decode(TRADE.replace("\"trades\"", "\"dreams\"")))
        .isEqualTo(new Unknown("Channel is not known: channel=dreams."));
    assertThat(decode(book("partial", "", 1, 2, 0)))
        .isEqualTo(new Unknown("Action is not known: action=partial."));
    assertThat(decode("{\"event\":\"party\"}"))
        .isEqualTo(new Unknown("Event is not known: event=party."));
    assertThat(decode("{\"table\":\"spot/trade\",\"data\":[]}"))
        .isEqualTo(new Unknown("Frame of version 3, which is retired: table=spot/trade."));
  }

  @Test
  void survivesDamagedFrames() {
    FrameDamage.isSurvived(venue::codec, List.of(TRADE, BAR, book("update", "", 5, 9, -12)));
  }

  @Test
  void barsHaveASocketOfTheirOwn() {
    Stream trades = Stream.of(Stream.Kind.TRADES, "A-B");
    Stream top = Stream.of(Stream.Kind.TOP_OF_BOOK, "A-B");
    Stream book = Stream.of(Stream.Kind.BOOK, "A-B");
    Stream bars = Stream.bars("A-B", 1_440 * MINUTE);

    assertThat(venue.connections(List.of(trades, bars, top, book)))
        .containsExactly(List.of(trades, top, book), List.of(bars));
    assertThat(venue.socket(List.of(trades)))
        .isEqualTo(URI.create("wss://ws.okx.com:8443/ws/v5/public"));
    assertThat(venue.socket(List.of(bars)))
        .isEqualTo(URI.create("wss://ws.okx.com:8443/ws/v5/business"));
    assertThat(venue.subscribe(List.of(trades, top, book)))
        .containsExactly(
            "{\"id\":\"1\",\"op\":\"subscribe\",\"args\":["
                + "{\"channel\":\"trades\",\"instId\":\"A-B\"},"
                + "{\"channel\":\"bbo-tbt\",\"instId\":\"A-B\"},"
                + "{\"channel\":\"books\",\"instId\":\"A-B\"}]}");
    assertThat(venue.subscribe(List.of(bars)).getFirst()).contains("candle1Dutc");
    assertThat(venue.subscribe(Collections.nCopies(101, trades))).hasSize(2);
    assertThat(venue.keepAlive().orElseThrow().frame()).isEqualTo("ping");
    assertThatThrownBy(() -> venue.socket(List.of(trades, bars)))
        .hasMessage(
            "Streams need one route: venue=okx, routes=[/public, /business]."
                + " Split them by connections().");
  }

  @Test
  void fetchesBarsByRestAndTurnsThemOldestFirst() {
    long from = 1_700_000_040_000L * MILLI;
    assertThat(venue.bars("A-B", MINUTE, from, from + MINUTE))
        .contains(
            URI.create(
                "https://www.okx.com/api/v5/market/history-candles?instId=A-B&bar=1m"
                    + "&before=1700000039999&after=1700000100000&limit=100"));
    String body =
        "{\"code\":\"0\",\"msg\":\"\",\"data\":["
            + "[\"1700000100000\",\"4\",\"4\",\"4\",\"4\",\"0\",\"0\",\"0\",\"1\"],"
            + "[\"1700000040000\",\"5\",\"7\",\"3\",\"4\",\"10\",\"0\",\"0\",\"1\"]]}";
    assertThat(venue.readBars("A-B", MINUTE, body.getBytes(StandardCharsets.UTF_8)))
        .extracting(BarState::openNanos)
        .containsExactly(from, from + MINUTE);
    byte[] refused =
        "{\"code\":\"51001\",\"msg\":\"no such instrument\",\"data\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> venue.readBars("A-B", MINUTE, refused))
        .isInstanceOf(FrameException.class)
        .hasMessage("Bars are refused: symbol=A-B, code=51001, message=no such instrument.");
  }
}
