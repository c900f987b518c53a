package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.Heartbeat;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.binance.BinanceMarket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every simulated venue sends, beside what is understood of it and beside recorded frames.
class DialectsTest {
  @Test
  void everythingThatAnyVenueSendsIsUnderstood() {
    for (Dialect dialect : Dialects.all()) {
      SpokenSession session = new SpokenSession(dialect);
      FeedCodec codec = dialect.venue().codec();
      List<FeedEvent> events = new ArrayList<>();
      session.sent().forEach(sent -> events.addAll(Decoding.events(codec, sent)));

      String name = dialect.venue().name();
      assertThat(Decoding.unknown(events)).as(name).isEmpty();
      assertThat(Decoding.of(Trade.class, events)).as(name).containsExactly(session.trade());
      assertThat(Decoding.kinds(events)).as(name).containsKeys("Acknowledged", "BookUpdate");
      assertThat(Decoding.kinds(events).containsKey("BarState"))
          .as(name)
          .isEqualTo(dialect.barNanos() > 0);
    }
  }

  @Test
  void aVenueThatRefusesFramesIsNotTakenToRefuseStreamsAlone() {
    for (Dialect dialect : Dialects.all()) {
      boolean isSafe = dialect.venue().refusesFrames() || !dialect.refusesFrames();

      assertThat(isSafe).as(dialect.venue().name()).isTrue();
    }
  }

  @Test
  void aMessageThatNobodyKnowsIsNotUnderstood() {
    for (Dialect dialect : Dialects.all()) {
      String unheardOf = dialect.numbered(dialect.unheardOf(dialect.symbol("SA")), 0);

      List<FeedEvent> events = Decoding.events(dialect.venue().codec(), unheardOf);

      assertThat(Decoding.unknown(events)).as(dialect.venue().name()).hasSize(1);
    }
  }

  @Test
  void coinbaseNumbersItsFramesAndEachIsOneOfThoseItHasSent() {
    SpokenSession session = new SpokenSession(new CoinbaseDialect());
    FeedCodec codec = new CoinbaseDialect().venue().codec();
    List<FeedEvent> events = new ArrayList<>();
    List<String> sent = session.sent();
    sent.forEach(one -> events.addAll(Decoding.events(codec, one)));

    assertThat(Decoding.of(Heartbeat.class, events))
        .extracting(Heartbeat::sequence)
        .containsExactlyElementsOf(numbers(sent.size()));
    new SpokenSession(new CoinbaseDialect())
        .requireRecordedFields(
            List.of(
                "coinbase-advanced/documented.jsonl", "coinbase-advanced/recorded_2025_2026.jsonl"),
            DialectsTest::kindOfCoinbase);
  }

  private static List<Long> numbers(int count) {
    List<Long> numbers = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  void futuresOfBinanceNameTheUpdateBefore() {
    Dialect dialect = new BinanceDialect(BinanceMarket.USDM);
    SpokenSession session = new SpokenSession(dialect);
    Market market = session.market();

    JsonValue first =
        Texts.parsed(dialect.step(market.stepBook(), market.book(), SpokenSession.START));
    JsonValue second =
        Texts.parsed(dialect.step(market.stepBook(), market.book(), SpokenSession.START));

    assertThat(second.get("data").whole("pu")).isEqualTo(first.get("data").whole("u"));
    session.requireRecordedFields(
        List.of(
            "binance/usdm_combined_depth_bookTicker_kline_aggTrade.jsonl.gz",
            "binance/documented_spot_and_usdm_streams.jsonl"),
        DialectsTest::kindOfBinance);
  }

  /// Its acknowledgements are on no recording of futures.
  private static String kindOfBinance(JsonValue frame) {
    return frame.has("stream") ? frame.get("data").text("e", "") : "";
  }

  /// Fields of its acknowledgements are names of channels.
  private static String kindOfCoinbase(JsonValue frame) {
    String channel = frame.text("channel", "");
    return channel.equals("subscriptions") ? "" : channel;
  }

  @Test
  void bestPricesOfBitstampAreThoseOfTheMarket() {
    Dialect dialect = new BitstampDialect();
    SpokenSession session = new SpokenSession(dialect);
    MarketBook book = session.market().book();
    TopOfBook top = book.top(session.symbol(), SpokenSession.START, book.sequence());

    FeedEvent event = Decoding.events(dialect.venue().codec(), dialect.top(top, book)).getFirst();

    FeedEvent.BookSnapshot told = (FeedEvent.BookSnapshot) event;
    assertThat(told.bids().getFirst().price()).isEqualTo(top.bid());
    assertThat(told.asks().getFirst().quantity()).isEqualTo(top.askSize());
    assertThat(told.bids()).hasSize(10);
  }
}
