package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.transport.LoopbackVenue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.okx.OkxVenue;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A session's instruments have the steps that the venue states over HTTP when it begins.
class VenueFeedsTest {
  private static final DataSelection MINUTES =
      new DataSelection(
          "",
          List.of(),
          new Resolution(1, Resolution.Unit.MINUTE),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final String ANSWER =
      """
      {"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","filters":[
        {"filterType":"PRICE_FILTER","minPrice":"0.01","maxPrice":"1000000","tickSize":"0.01"},
        {"filterType":"LOT_SIZE","minQty":"0.00001","maxQty":"9000","stepSize":"0.00001000"},
        {"filterType":"ICEBERG_PARTS","limit":10},
        {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true}]}]}
      """;

  private final LoopbackVenue venue = LoopbackVenue.start();
  private final VenueFeeds feeds =
      new VenueFeeds(
          new BinanceVenue(BinanceMarket.SPOT, venue.socket(), venue.rest("/")),
          () -> 1_764_108_000_000_000_000L,
          _ -> {});

  @AfterEach
  void close() {
    venue.close();
  }

  @Test
  void theVenueIsAskedOnceAndASessionThatGoesOnAsksNobody() throws Exception {
    venue.answerRequest(LoopbackVenue.Reply.of(200, ANSWER));

    PreparedFeed first = feeds.prepare("binance:BTCUSDT", MINUTES);

    Instrument btc = first.instruments().getFirst().instrument();
    assertThat(btc.priceStep()).isEqualTo(FixedPoint.ONE / 100);
    assertThat(btc.quantityStep()).isEqualTo(FixedPoint.ONE / 100_000);
    assertThat(first.facts())
        .containsExactly(
            "Steps of the venue: symbol=BTCUSDT, currency=USD, priceStep=0.01,"
                + " quantityStep=0.00001, minNotional=5.");
    assertThat(btc.minNotional()).isEqualTo(5 * FixedPoint.ONE);
    assertThat(venue.awaitRequest()).startsWith("GET /api/v3/exchangeInfo?symbol=BTCUSDT ");

    PreparedFeed again = feeds.again(first.text(), MINUTES, first.instruments());
    assertThat(again.instruments()).isEqualTo(first.instruments());
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(venue.requestsWaiting()).isZero();
    first.feed().close();
    again.feed().close();
  }

  @Test
  void oneInstrumentTwiceIsRefusedBeforeTheVenueIsAsked() {
    String twice = "binance/1m:BTCUSDT,BTCUSDT";
    String refusal =
        "Feed names an instrument twice: feed=binance/1m:BTCUSDT,BTCUSDT, symbol=BTCUSDT. Name each"
            + " once.";
    assertThatThrownBy(() -> feeds.check(twice))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(refusal);
    assertThatThrownBy(() -> feeds.prepare(twice, MINUTES)).hasMessage(refusal);
    assertThatThrownBy(() -> feeds.check("binance:BTC/USDT,BTC-USDT"))
        .hasMessageEndingWith("symbol=BTC-USDT. Name each once.");
    assertThat(venue.requestsWaiting()).isZero();
  }

  @Test
  void aVenueThatTellsAllSymbolsInOneAnswerIsAskedOnce() {
    VenueFeeds futures =
        new VenueFeeds(
            new BinanceVenue(BinanceMarket.USDM, venue.socket(), venue.rest("/")),
            () -> 1_764_108_000_000_000_000L,
            _ -> {});
    String eth = ANSWER.replace("BTC", "ETH");
    String both = ANSWER.strip().replace("]}]}", "]}," + eth.substring(eth.indexOf("[{") + 1));
    venue.answerRequest(LoopbackVenue.Reply.of(200, both));

    PreparedFeed feed = futures.prepare(futures.kind() + ":BTCUSDT,ETHUSDT", MINUTES);

    assertThat(feed.instruments()).hasSize(2);
    assertThat(venue.requestsWaiting()).isOne();
    feed.feed().close();
  }

  @Test
  void pricesInEuroAreInEuroAndNotBesideDollars() {
    venue.answerRequest(LoopbackVenue.Reply.of(200, of(List.of("BTCEUR"))));
    PreparedFeed feed = new Feeds(List.of(feeds)).prepare("binance:BTCEUR", MINUTES);
    assertThat(feed.instruments().getFirst().instrument().currency()).isEqualTo("EUR");
    assertThat(feed.facts().getFirst()).contains("symbol=BTCEUR, currency=EUR");
    feed.feed().close();

    venue.answerRequest(LoopbackVenue.Reply.of(200, of(List.of("BTCUSDT", "ETHEUR"))));
    assertThatThrownBy(() -> new Feeds(List.of(feeds)).prepare("binance:BTCUSDT,ETHEUR", MINUTES))
        .hasMessage(
            "Instruments in two currencies: feed=binance:BTCUSDT,ETHEUR, BTCUSDT in USD, ETHEUR in"
                + " EUR. An account has one; start a session for each.");
  }

  private static String of(List<String> symbols) {
    String one = ANSWER.strip().replaceAll("^\\{\"symbols\":\\[|]}$", "");
    return symbols.stream()
        .map(
            symbol ->
                one.replace("BTCUSDT", symbol)
                    .replace("\"USDT\"", symbol.endsWith("EUR") ? "\"EUR\"" : "\"USDT\""))
        .collect(Collectors.joining(",", "{\"symbols\":[", "]}"));
  }

  @Test
  void aSessionOfManyInstrumentsBeginsWithARequestForAHundredOfThem() throws Exception {
    List<String> symbols = IntStream.range(0, 130).mapToObj("S%dUSDT"::formatted).toList();
    venue.answerRequest(LoopbackVenue.Reply.of(200, of(symbols.subList(0, 100))));
    venue.answerRequest(LoopbackVenue.Reply.of(200, of(symbols.subList(100, 130))));

    PreparedFeed feed = feeds.prepare("binance:" + String.join(",", symbols), MINUTES);

    assertThat(feed.instruments()).hasSize(130);
    assertThat(venue.requestsWaiting()).isEqualTo(2);
    assertThat(venue.awaitRequest())
        .startsWith("GET /api/v3/exchangeInfo?symbols=%5B%22S0USDT%22%2C%22S1USDT%22%2C");
    feed.feed().close();
  }

  @Test
  void whereOneOfManyIsNotThereItsOwnAnswerSaysSo() {
    String refusal = "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}";
    venue.answerRequest(LoopbackVenue.Reply.of(400, refusal));
    venue.answerRequest(LoopbackVenue.Reply.of(200, ANSWER));
    venue.answerRequest(LoopbackVenue.Reply.of(200, refusal));

    assertThatThrownBy(() -> feeds.prepare("binance:BTCUSDT,NONE", MINUTES))
        .hasMessageStartingWith(
            "Steps of the instrument are not known: venue=binance, symbol=NONE, Instrument is"
                + " refused: symbol=NONE, code=-1121, message=Invalid symbol..");
    assertThat(venue.requestsWaiting()).isEqualTo(3);
  }

  @Test
  void nothingIsGuessedWhereTheVenueDoesNotSayIt() {
    venue.answerRequest(
        LoopbackVenue.Reply.of(200, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
    assertThatThrownBy(() -> feeds.prepare("binance:BTCUSD", MINUTES))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Steps of the instrument are not known: venue=binance, symbol=BTCUSD, Instrument is"
                + " refused: symbol=BTCUSD, code=-1121, message=Invalid symbol.. Check the symbol,"
                + " or start again once the venue answers.");
    assertThatThrownBy(() -> feeds.prepare("binance:BTCUSD", MINUTES))
        .hasMessageStartingWith(
            "Steps of the instrument are not known: venue=binance, symbol=BTCUSD, ");
  }

  @Test
  void aVenueThatCannotBeReachedIsNoMistakeOfTheRequest() {
    venue.close();

    assertThatThrownBy(() -> feeds.prepare("binance:BTCUSD", MINUTES))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.UNAVAILABLE));
  }

  @Test
  void aSymbolThatNoInstrumentCanHaveIsAMistakeOfTheRequest() {
    for (String symbol : List.of("BTC*", "ÄÖ")) {
      assertThatThrownBy(() -> feeds.prepare("binance:" + symbol, MINUTES))
          .isInstanceOfSatisfying(
              WorkspaceException.class,
              e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.CONFIGURATION))
          .hasMessage(
              "Instrument has no usable name: symbol=%s. Use 1 to 40 letters, digits or .-_=^"
                  .formatted(symbol));
    }
    assertThat(venue.requestsWaiting()).isZero();
  }

  @Test
  void aLinearContractIsAccountedAtItsUnitsAndAnInverseOneIsRefused() {
    VenueFeeds okx =
        new VenueFeeds(
            new OkxVenue(venue.socket(), venue.rest("/")),
            () -> 1_764_108_000_000_000_000L,
            _ -> {});
    String linear =
        "{\"data\":[{\"instId\":\"BTC-USDT-SWAP\",\"tickSz\":\"0.1\",\"lotSz\":\"0.01\","
            + "\"ctType\":\"linear\",\"ctVal\":\"0.01\",\"ctMult\":\"1\"}]}";
    venue.answerRequest(LoopbackVenue.Reply.of(200, linear));

    PreparedFeed feed = okx.prepare("okx:BTC-USDT-SWAP", MINUTES);

    Instrument swap = feed.instruments().getFirst().instrument();
    assertThat(swap.multiplier()).isEqualTo(FixedPoint.ONE / 100);
    assertThat(swap.cashValue(50_000 * FixedPoint.ONE, 3 * FixedPoint.ONE))
        .isEqualTo(1_500 * FixedPoint.ONE);
    assertThat(feed.facts())
        .containsExactly(
            "Steps of the venue: symbol=BTC-USDT-SWAP, currency=USD, priceStep=0.1,"
                + " quantityStep=0.01, minNotional=0 (not told), contract=0.01 units.");
    feed.feed().close();

    venue.answerRequest(
        LoopbackVenue.Reply.of(
            200,
            linear.replace("linear", "inverse").replace("USDT", "USD").replace("0.01", "100")));
    assertThatThrownBy(() -> okx.prepare("okx:BTC-USD-SWAP", MINUTES))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Inverse contracts cannot be accounted: venue=okx, symbol=BTC-USD-SWAP. Their profit is"
                + " in the coin, not in the currency of their price; take a linear one.");
  }

  /// By its spelling it would be in dollars.
  @Test
  void pricesAreInTheCurrencyThatTheVenueSays() throws Exception {
    venue.answerRequest(LoopbackVenue.Reply.of(200, ANSWER.replace("\"USDT\"", "\"DOGE\"")));
    PreparedFeed feed = feeds.prepare("binance:BTCUSDT", MINUTES);
    assertThat(feed.instruments().getFirst().instrument().currency()).isEqualTo("DOGE");
    feed.feed().close();

    venue.answerRequest(LoopbackVenue.Reply.of(200, ANSWER.replace("\"USDT\"", "\"1INCH\"")));
    assertThatThrownBy(() -> feeds.prepare("binance:BTCUSDT", MINUTES))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Prices are in a currency that cannot be accounted: venue=binance, symbol=BTCUSDT,"
                + " currency=1INCH. A code has 3 to 5 letters; take another instrument.");
  }

  /// As a future, under which it was asked for, the venue does not know it.
  @Test
  void anOptionIsRefusedForWhatItIsAndNotAsUnknown() {
    VenueFeeds okx =
        new VenueFeeds(
            new OkxVenue(venue.socket(), venue.rest("/")),
            () -> 1_764_108_000_000_000_000L,
            _ -> {});
    venue.answerRequest(
        LoopbackVenue.Reply.of(200, "{\"code\":\"51001\",\"msg\":\"no such\",\"data\":[]}"));

    assertThatThrownBy(() -> okx.prepare("okx:BTC-USDT,BTC-USD-241227-100000-C", MINUTES))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Instrument cannot be accounted: venue=okx, symbol=BTC-USD-241227-100000-C. It is an"
                + " option: its price is in the coin, and nobody exercises it here; take what it is"
                + " on.");
    assertThat(venue.requestsWaiting()).isZero();
  }

  @Test
  void contractsAreNotTakenFromATopicWhereNobodyIsAskedWhatTheyAreWorth() {
    KafkaFeeds topics =
        new KafkaFeeds(
            () -> {
              throw new IllegalStateException("not looked for");
            },
            VenueFeeds.all(_ -> {}),
            () -> 1_764_108_000_000_000_000L,
            _ -> {});
    String feed = "kafka:localhost:9092/ticks/okx/quote:BTC-USDT-SWAP";

    assertThatThrownBy(() -> topics.prepare(feed, MINUTES))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Value of a contract is not in the topic: feed=%s, symbol=BTC-USDT-SWAP. Take the"
                    + " venue's feed.")
                .formatted(feed));
  }
}
