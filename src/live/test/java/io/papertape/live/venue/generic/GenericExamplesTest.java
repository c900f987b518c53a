package io.papertape.live.venue.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.SharedFeeds;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The files under docs/venues tell of recorded frames what the venues' own codecs tell.
class GenericExamplesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("papertape.root", "../..")).resolve("docs/venues");

  private static Venue example(String name) {
    return GenericVenue.read(FOLDER.resolve(name));
  }

  @Test
  void bitstampByFileTellsWhatItsOwnCodecTells() {
    String recording = "bitstamp/diff_order_book_live_trades.jsonl";
    List<FeedEvent> own = SharedFeeds.events(new BitstampVenue().codec(), recording);

    assertThat(SharedFeeds.events(example("bitstamp.yaml").codec(), recording)).isEqualTo(own);
    assertThat(Decoding.kinds(own))
        .containsOnly(
            Map.entry("Acknowledged", 20), Map.entry("BookUpdate", 717), Map.entry("Trade", 10));
  }

  @Test
  void bitstampByFileReadsTheFramesOfTheSecondImplementation() {
    String recording = "bitstamp/normalised_expected_tardis.jsonl";

    List<FeedEvent> byFile = SharedFeeds.events(example("bitstamp.yaml").codec(), recording);
    List<FeedEvent> own = SharedFeeds.events(new BitstampVenue().codec(), recording);

    assertThat(byFile.stream().filter(event -> !isUnknown(event)))
        .isEqualTo(own.stream().filter(event -> !isUnknown(event)).toList())
        .isNotEmpty();
    assertThat(Decoding.unknown(byFile)).hasSameSizeAs(Decoding.unknown(own));
  }

  private static boolean isUnknown(FeedEvent event) {
    return event instanceof FeedEvent.Unknown;
  }

  @Test
  void binanceByFileTellsTheTradesQuotesAndBarsOfItsOwnCodec() {
    Venue byFile = example("binance.yaml");
    Venue own = new BinanceVenue(BinanceMarket.SPOT);
    for (String recording :
        List.of(
            "binance/spot_btcusdt_trade_bookTicker_depth_20240808.jsonl.gz",
            "binance/spot_combined_depth_bookTicker_kline_aggTrade.jsonl")) {
      List<FeedEvent> events = SharedFeeds.events(byFile.codec(), recording);
      assertThat(Decoding.unknown(events)).isEmpty();
      assertThat(market(events)).isNotEmpty().isEqualTo(market(own(own, recording)));
    }
  }

  /// Aggregated trades are another stream than the trades that the file asks for.
  private static List<FeedEvent> own(Venue venue, String recording) {
    List<SharedFeeds.Line> lines =
        SharedFeeds.received(recording).stream()
            .filter(line -> !line.frame().contains("\"e\":\"aggTrade\""))
            .toList();
    return Decoding.events(venue.codec(), lines);
  }

  private static List<FeedEvent> market(List<FeedEvent> events) {
    return events.stream()
        .filter(
            event ->
                event instanceof FeedEvent.Trade
                    || event instanceof FeedEvent.TopOfBook
                    || event instanceof FeedEvent.BarState)
        .toList();
  }

  @Test
  void whatIsSentIsWhatTheVenuesAskFor() {
    List<Stream> streams =
        List.of(Stream.of(Stream.Kind.TRADES, "BTCUSDT"), Stream.bars("BTCUSDT", 60_000_000_000L));

    assertThat(example("binance.yaml").subscribe(streams))
        .containsExactly(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}",
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@kline_1m\"],\"id\":3}");
    List<Stream> trades = List.of(Stream.of(Stream.Kind.TRADES, "btcusd"));
    assertThat(example("bitstamp.yaml").subscribe(trades))
        .isEqualTo(new BitstampVenue().subscribe(trades));
  }
}
