package io.papertape.live.venue.generic;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.FrameDamage;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.order.Side;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GenericVenueTest {
  private static final long MINUTE = 60_000_000_000L;

  static final String FILE =
      """
      name: example
      url: wss://example.org/feed
      time-unit: millis
      book-sequence: consecutive
      silence-seconds: 12
      subscribe:
        trades: '{"op":"subscribe","stream":"trade.{symbol}"}'
        book: '{"op":"subscribe","streams":{symbols}}'
        bars: '{"op":"subscribe","stream":"bar{minutes}.{symbol}"}'
      keep-alive:
        frame: '{"op":"ping"}'
        every-seconds: 20
      frames:
        - tell: trade
          match: {type: trades}
          each: data
          symbol: $.market
          time: 0
          price: 1
          quantity: 2
          side: 3
          side-of: maker
          buy: 'true'
          sell: 'false'
          id: -1
        - tell: quote
          match: {type: top}
          symbol: =ONLY
          bid: b.price
          ask: a.price
          bid-size: b.size
          time: at
          time-unit: iso
        - tell: book-snapshot
          match: {type: book, whole: 'true'}
          symbol: market
          sequence: n
          bids: bids
          asks: asks
          level-price: p
          level-quantity: q
        - tell: book-update
          match: {type: book, whole: 'false'}
          symbol: market
          sequence: n
          changes: changes
        - tell: bar
          match: {type: bar}
          symbol: market
          open-time: t
          bar-seconds: 60
          open: o
          high: h
          low: l
          close: c
          volume: v
          final: x
        - {tell: heartbeat, match: {type: pulse}, time: t}
        - {tell: subscribed, match: {ok: 'true', stream: '*'}, stream: stream}
        - {tell: refused, match: {ok: 'false'}, message: why, code: code}
        - {tell: ping, match: {ping: '*'}, value: ping, answer: '{"pong":{value}}'}
        - {tell: ignored, match: {type: weather}, kind: weather}
      """;

  private final Venue venue = GenericVenue.read("example.yaml", FILE);
  private final FeedCodec codec = venue.codec();

  private static final String TRADES =
      """
      {"type":"trades","market":"A/B","data":[[5,"1.5",2e-08,true,"id-1"],\
      [6,1.25,"3",false,"id-2"]]}\
      """;
  private static final String BOOK =
      """
      {"type":"book","whole":true,"market":"A/B","n":7,"bids":[{"p":"1","q":"2"},\
      {"p":"1.5","q":"3"}],"asks":[]}\
      """;
  private static final String CHANGES =
      """
      {"type":"book","whole":false,"market":"A/B","n":8,"changes":[["buy","1.5","0"],\
      ["sell","2","4"]]}\
      """;
  private static final String BAR =
      """
      {"type":"bar","market":"A/B","t":60000,"o":2,"h":4,"l":1,"c":3,"v":5,"x":true}\
      """;

  /// In place of a break of all books each time, where losses do not show.
  @Test
  void aBareWordThatAnswersOurKeepAliveIsASignOfLife() {
    String file = FILE.replace("every-seconds: 20", "every-seconds: 20\n  answer: pong");
    FeedCodec codec = GenericVenue.read("example.yaml", file).codec();

    assertThat(events(codec, "pong")).containsExactly(new FeedEvent.Heartbeat(0, 0));
    assertThat(events(codec, "pongs").getFirst()).isInstanceOf(FeedEvent.Unknown.class);
    FeedCodec without = GenericVenue.read("example.yaml", FILE).codec();
    assertThat(events(without, "pong").getFirst()).isInstanceOf(FeedEvent.Unknown.class);
  }

  @Test
  void tradesAreReadFromEachElementOfAnArray() {
    assertThat(events(codec, TRADES))
        .containsExactly(
            new FeedEvent.Trade("A/B", 5_000_000, "id-1", Side.SELL, 150_000_000, 2),
            new FeedEvent.Trade("A/B", 6_000_000, "id-2", Side.BUY, 125_000_000, 300_000_000));
  }

  @Test
  void aQuoteMayHaveAConstantSymbolAndNoSizes() {
    assertThat(
            events(
                codec,
                """
                {"type":"top","at":"1970-01-01T00:00:01Z","b":{"price":1,"size":2},\
                "a":{"price":3}}\
                """))
        .containsExactly(
            new FeedEvent.TopOfBook(
                "ONLY", 1_000_000_000, 0, 100_000_000, 200_000_000, 300_000_000, 0));
  }

  @Test
  void booksAreSortedAndChangesNameTheirSide() {
    assertThat(events(codec, BOOK))
        .containsExactly(
            new FeedEvent.BookSnapshot(
                "A/B",
                0,
                7,
                0,
                List.of(Level.of("1.5", "3"), Level.of("1", "2")),
                List.of(),
                OptionalLong.empty()));
    assertThat(events(codec, CHANGES))
        .containsExactly(
            new FeedEvent.BookUpdate(
                "A/B",
                0,
                8,
                8,
                -1,
                0,
                List.of(Level.of("1.5", "0")),
                List.of(Level.of("2", "4")),
                OptionalLong.empty()));
    assertThat(venue.bookRules().sequence()).isEqualTo(SequenceRule.CONSECUTIVE);
  }

  @Test
  void aBarIsFinalByItsFieldOrByTheNextOne() {
    assertThat(events(codec, BAR)).containsExactly(bar(MINUTE, true));
    assertThat(events(codec, BAR.replace("true", "false").replace("60000", "120000")))
        .containsExactly(bar(2 * MINUTE, false));
    assertThat(events(codec, BAR.replace("true", "false").replace("60000", "180000")))
        .containsExactly(bar(2 * MINUTE, true), bar(3 * MINUTE, false));
  }

  private static FeedEvent bar(long open, boolean isFinal) {
    return new FeedEvent.BarState(
        "A/B",
        0,
        open,
        open + MINUTE,
        200_000_000,
        400_000_000,
        100_000_000,
        300_000_000,
        500_000_000,
        -1,
        isFinal);
  }

  @Test
  void otherFramesAreToldApart() {
    assertThat(events(codec, "{\"type\":\"pulse\",\"t\":9}"))
        .containsExactly(new FeedEvent.Heartbeat(9_000_000, 0));
    assertThat(events(codec, "{\"ok\":true,\"stream\":\"trade.A\"}"))
        .containsExactly(new FeedEvent.Acknowledged("", "trade.A", true));
    assertThat(events(codec, "{\"ok\":false,\"why\":\"unheard of\",\"code\":7}"))
        .containsExactly(new FeedEvent.Refused("", "", "7", "unheard of"));
    assertThat(events(codec, "{\"ping\":123}"))
        .containsExactly(new FeedEvent.Ping("{\"pong\":123}"));
    assertThat(events(codec, "{\"type\":\"weather\"}"))
        .containsExactly(new FeedEvent.Ignored("weather"));
    assertThat(events(codec, "{\"type\":\"news\",\"text\":\"x\"}"))
        .containsExactly(new FeedEvent.Unknown("No rule fits: frame=object of [type, text]."));
  }

  @Test
  void aPathThatLeadsNowhereSaysHowFarItLeads() {
    assertThat(events(codec, TRADES.replace("\"market\"", "\"pair\"")))
        .containsExactly(
            new FeedEvent.Unknown(
                "Rule does not read its frame: rule=trade of line 14, key=symbol, path=$.market:"
                    + " Path leads nowhere: step=market,"
                    + " there=object of [type, pair, data]."));
    assertThat(events(codec, TRADES.replace("\"1.5\"", "\"high\"")))
        .containsExactly(
            new FeedEvent.Unknown(
                "Rule does not read its frame: rule=trade of line 14, key=price, path=1:"
                    + " Not a number: text=high."));
    assertThat(events(codec, TRADES.replace("true", "null")))
        .containsExactly(
            new FeedEvent.Unknown(
                "Rule does not read its frame: rule=trade of line 14, key=side, path=3:"
                    + " Path leads nowhere: step=3, there=array of 5."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(TRADES, BOOK, CHANGES, BAR));
  }

  @Test
  void requestsAreFilledIn() {
    assertThat(
            venue.subscribe(
                List.of(
                    Stream.of(Stream.Kind.TRADES, "A"),
                    Stream.of(Stream.Kind.TRADES, "\"B"),
                    Stream.of(Stream.Kind.BOOK, "A"),
                    Stream.of(Stream.Kind.BOOK, "C"),
                    Stream.bars("A", MINUTE))))
        .containsExactly(
            "{\"op\":\"subscribe\",\"stream\":\"trade.A\"}",
            "{\"op\":\"subscribe\",\"stream\":\"trade.\\\"B\"}",
            "{\"op\":\"subscribe\",\"streams\":[\"A\",\"C\"]}",
            "{\"op\":\"subscribe\",\"stream\":\"bar1.A\"}");
    assertThatThrownBy(() -> venue.subscribe(List.of(Stream.of(Stream.Kind.TOP_OF_BOOK, "A"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Venue is not described for this: venue=example, kind=TOP_OF_BOOK."
                + " Add top-of-book under subscribe.");
  }

  @Test
  void theConnectionIsDescribed() {
    assertThat(venue.socket(List.of())).isEqualTo(URI.create("wss://example.org/feed"));
    assertThat(venue.keepAlive())
        .contains(new Venue.KeepAlive("{\"op\":\"ping\"}", Duration.ofSeconds(20)));
    assertThat(venue.limits().silence()).isEqualTo(Duration.ofSeconds(12));
    assertThat(venue.limits().streamsPerConnection()).isEqualTo(50);
  }
}
