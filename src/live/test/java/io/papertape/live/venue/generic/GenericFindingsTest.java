package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.venue.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What of a description does not fit the frames is said by name.
class GenericFindingsTest {
  private static final String FILE =
      """
      name: example
      url: wss://example.org
      subscribe:
        trades: '{"t":"{symbol}"}'
        top-of-book: '{"q":"{symbol}"}'
      frames:
        - tell: trade
          match: {kind: trade_*}
          symbol: kind
          symbol-prefix: trade_
          id: nr
          time: t
          price: p
          quantity: q
          side: side
        - tell: quote
          match: {kind: quotes}
          symbol: s
          bid: b
          ask: a
        - {tell: heartbeat, match: {kind: alive}}
        - {tell: closing, match: {kind: bye}}
      """;
  private static final List<Stream> BOTH =
      List.of(Stream.of(Stream.Kind.TRADES, "A"), Stream.of(Stream.Kind.TOP_OF_BOOK, "A"));

  private final GenericVenue venue = GenericVenue.read("example.yaml", FILE);

  private void hear(int times, String frame) {
    FeedCodec codec = venue.codec();
    for (int i = 0; i < times; i++) {
      Decoding.events(codec, frame);
    }
  }

  @Test
  void aPathThatNeverLeadsAnywhereIsNamedOnceThereIsEnoughToTell() {
    String trade = "{\"kind\":\"trade_A\",\"t\":1,\"p\":\"2\",\"q\":\"3\",\"side\":\"buy\"}";
    hear(19, trade);
    assertThat(venue.findings(BOTH)).isEmpty();

    hear(1, trade);
    assertThat(venue.findings(BOTH.subList(0, 1)))
        .containsExactly(
            "Path has never led anywhere: rule=trade of line 7, key=id, path=nr, events=20."
                + " Check it against a frame, or leave it out.");
  }

  @Test
  void aRuleThatNeverFitsIsNamedIfItsKindWasAskedFor() {
    hear(20, "{\"kind\":\"alive\"}");

    assertThat(venue.findings(BOTH))
        .containsExactly(
            "No frame has fitted yet: kind=trades, rules=[trade of line 7], frames=20."
                + " Check match against what comes.",
            "No frame has fitted yet: kind=top-of-book, rules=[quote of line 16], frames=20."
                + " Check match against what comes.");
    assertThat(venue.findings(BOTH.subList(0, 1))).hasSize(1);
  }

  @Test
  void aSymbolWithoutItsPrefixIsNotTaken() {
    String file = FILE.replace("{kind: trade_*}", "{kind: '*'}");
    FeedCodec codec = GenericVenue.read("example.yaml", file).codec();
    String other = "{\"kind\":\"other\",\"t\":1,\"p\":\"2\",\"q\":\"3\",\"side\":\"buy\"}";

    assertThat(Decoding.unknown(Decoding.events(codec, other)))
        .containsExactly(
            "Rule does not read its frame: rule=trade of line 7, key=symbol-prefix: Text begins"
                + " otherwise: prefix=trade_, text=other.");
  }

  @Test
  void aKindThatNoRuleTellsIsRefusedBeforeTheConnection() {
    String file = FILE.replace("  trades:", "  bars: 'b'\n  trades:");
    GenericVenue bars = GenericVenue.read("example.yaml", file);

    assertThatThrownBy(() -> bars.subscribe(List.of(Stream.bars("A", 60_000_000_000L))))
        .hasMessage(
            "No rule tells what is asked for: venue=example, kind=bars, bar-seconds=60."
                + " Add one under frames: [bar].");
    assertThat(venue.offers(Stream.Kind.BARS)).isFalse();
    assertThat(bars.offers(Stream.Kind.BARS)).isTrue();
  }
}
