package io.papertape.live.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.SecondOpinion;
import io.papertape.live.SharedFeeds;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every recorded frame of Binance through its codec, with the exact count of each kind.
class BinanceRecordedTest {
  private final BinanceVenue venue = new BinanceVenue(BinanceMarket.SPOT);

  private void assertKinds(String path, Map<String, Integer> expected) {
    assertThat(SharedFeeds.kinds(venue.codec(), path)).isEqualTo(expected);
  }

  @Test
  void understandsTheRecordedStreams() {
    assertKinds(
        "binance/spot_btcusdt_trade_bookTicker_depth_20240808.jsonl.gz",
        Map.of("BookUpdate", 530, "TopOfBook", 4346, "Trade", 1123));
    assertKinds(
        "binance/spot_combined_depth_bookTicker_kline_aggTrade.jsonl",
        Map.of("BarState", 2, "BookUpdate", 177, "TopOfBook", 84, "Trade", 2));
    assertKinds(
        "binance/usdm_btcusdt_trade_bookTicker_depth_20240808.jsonl.gz",
        Map.of("BookUpdate", 234, "TopOfBook", 2296, "Trade", 469));
    assertKinds(
        "binance/usdm_combined_depth_bookTicker_kline_aggTrade.jsonl.gz",
        Map.of("BarState", 67, "BookUpdate", 764, "TopOfBook", 613, "Trade", 91));
  }

  @Test
  void understandsTheDocumentedFrames() {
    assertKinds(
        "binance/documented_spot_and_usdm_streams.jsonl",
        Map.of(
            "BookUpdate", 2,
            "Ignored 24hrTicker", 2,
            "Ignored TRADE_LITE", 1,
            "TopOfBook", 2,
            "Trade", 2));
    assertKinds(
        "binance/documented_usdm_market_streams.jsonl",
        Map.of(
            "BarState", 2,
            "BookUpdate", 1,
            "Ignored 24hrTicker", 1,
            "Ignored forceOrder", 1,
            "Ignored markPriceUpdate", 1,
            "TopOfBook", 1,
            "Trade", 2));
    assertKinds(
        "binance/normalised_expected_tardis.jsonl",
        Map.of(
            "BookUpdate", 4,
            "Ignored 24hrTicker", 1,
            "Ignored partial depth", 2,
            "TopOfBook", 1,
            "Trade", 2));
    assertKinds(
        "binance/normalised_expected_tardis_usdm.jsonl",
        Map.of(
            "BookUpdate", 2,
            "Ignored 24hrTicker", 2,
            "Ignored forceOrder", 1,
            "Ignored markPriceUpdate", 3,
            "Ignored partial depth", 1,
            "Ignored trade INSURANCE_FUND", 1,
            "TopOfBook", 1,
            "Trade", 3,
            "Unknown Frame is not known: object of [symbol, openInterest].", 1));
    assertKinds("binance/xchange_stream_tests.jsonl", Map.of("Ignored 24hrTicker", 1));
  }

  @Test
  void readsEveryRecordedSnapshot() {
    for (String path :
        List.of(
            "binance/spot_rest_depth_snapshots.jsonl", "binance/usdm_rest_depth_snapshots.jsonl")) {
      for (SharedFeeds.Line line : SharedFeeds.feed(path)) {
        FeedEvent event = venue.readBookSnapshot("X", line.bytes());
        assertThat(event).isInstanceOf(BookSnapshot.class);
        assertThat(((BookSnapshot) event).bids()).hasSizeBetween(150, 1000);
      }
    }
  }

  @Test
  void agreesWithASecondImplementation() {
    assertThat(SecondOpinion.compare(venue.codec(), "binance/normalised_expected_tardis.jsonl"))
        .isEqualTo(
            Map.of(
                "book_change", 2,
                "book_change without Ignored partial depth", 2,
                "book_ticker", 1,
                "trade", 2));
    assertThat(
            SecondOpinion.compare(venue.codec(), "binance/normalised_expected_tardis_usdm.jsonl"))
        .isEqualTo(
            Map.of(
                "book_change",
                1,
                "book_change without Ignored partial depth",
                1,
                "book_ticker",
                1,
                "derivative_ticker without Ignored 24hrTicker",
                1,
                "derivative_ticker without Ignored markPriceUpdate",
                3,
                "derivative_ticker without Unknown Frame is not known: object of [symbol,"
                    + " openInterest].",
                1,
                "liquidation without Ignored forceOrder",
                1,
                "trade",
                2));
  }
}
