package io.papertape.live.venue.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FrameException;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Venue;
import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers written after the venues' documents: no recording of one is at hand.
class InstrumentStepsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "binance-usdm | BTCUSDT | /fapi/v1/exchangeInfo | 0.1 | 0.001 | 100 | {'symbols':["
            + "{'symbol':'ETHUSDT','filters':[]},{'symbol':'BTCUSDT','filters':["
            + "{'filterType':'PRICE_FILTER','tickSize':'0.10'},"
            + "{'filterType':'LOT_SIZE','stepSize':'0.001'},"
            + "{'filterType':'MIN_NOTIONAL','notional':'100'}]}]}",
        "bybit | BTCUSDT | /v5/market/instruments-info?category=spot&symbol=BTCUSDT"
            + " | 0.01 | 0.000001 | 5 | {'retCode':0,'result':{'list':[{'symbol':'BTCUSDT',"
            + "'priceFilter':{'tickSize':'0.01'},'lotSizeFilter':{'basePrecision':'0.000001',"
            + "'minOrderAmt':'5'}}]}}",
        "bybit-linear | BTCUSDT | /v5/market/instruments-info?category=linear&symbol=BTCUSDT"
            + " | 0.1 | 0.001 | 5 | {'retCode':0,'result':{'list':[{'symbol':'BTCUSDT',"
            + "'priceFilter':{'tickSize':'0.10'},"
            + "'lotSizeFilter':{'qtyStep':'0.001','minNotionalValue':'5'}}]}}",
        "okx | BTC-USDT | /api/v5/public/instruments?instType=SPOT&instId=BTC-USDT"
            + " | 0.1 | 0.00000001 | 0 | {'code':'0','data':[{'instId':'BTC-USDT',"
            + "'tickSz':'0.1','lotSz':'0.00000001'}]}",
        "coinbase-exchange | BTC-USD | /products/BTC-USD | 0.01 | 0.00000001 | 1 |"
            + " {'id':'BTC-USD','quote_increment':'0.01','base_increment':'0.00000001',"
            + "'min_market_funds':'1'}",
        "coinbase | BTC-USD | /api/v3/brokerage/market/products/BTC-USD | 0.01 | 0.00000001 | 1 |"
            + " {'product_id':'BTC-USD','price_increment':'0.01','base_increment':'0.00000001',"
            + "'quote_min_size':'1'}",
        "kraken | BTC/USD | /0/public/AssetPairs?pair=BTC%2FUSD | 0.1 | 0.00000001 | 0.5 |"
            + " {'error':[],'result':{'XXBTZUSD':{'tick_size':'0.1','lot_decimals':8,"
            + "'costmin':'0.5'}}}",
        "bitstamp | btcusd | /api/v2/trading-pairs-info/ | 1 | 0.00000001 | 10 |"
            + " [{'url_symbol':'ethusd','counter_decimals':1,'base_decimals':8},"
            + "{'url_symbol':'btcusd','counter_decimals':0,'base_decimals':8,"
            + "'minimum_order':'10 USD'}]"
      })
  void eachVenueSaysItsSteps(
      String name,
      String symbol,
      String path,
      String price,
      String quantity,
      String notional,
      String answer) {
    Venue venue = Venues.byName(name);
    byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThat(venue.instrument(symbol, List.of(symbol)).orElseThrow().toString()).endsWith(path);
    assertThat(venue.readInstrument(symbol, body))
        .isEqualTo(
            new InstrumentSteps(
                FixedPoint.parse(price), FixedPoint.parse(quantity), FixedPoint.parse(notional)));
    assertThatThrownBy(
            () -> venue.readInstrument("none", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FrameException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "okx | BTC-USDT-SWAP | 0.01 | {'code':'0','data':[{'instId':'BTC-USDT-SWAP',"
            + "'tickSz':'0.1','lotSz':'0.01','ctType':'linear',"
            + "'ctVal':'0.01','ctMult':'1','ctValCcy':'BTC'}]}",
        "okx | BTC-USD-SWAP | inverse | {'code':'0','data':[{'instId':'BTC-USD-SWAP',"
            + "'tickSz':'0.1','lotSz':'1','ctType':'inverse',"
            + "'ctVal':'100','ctMult':'1','ctValCcy':'USD'}]}",
        "okx | BTC-USDT | 1 | {'code':'0','data':[{'instId':'BTC-USDT',"
            + "'tickSz':'0.1','lotSz':'0.00000001','ctType':'','ctVal':'','ctMult':''}]}",
        "bybit-inverse | BTCUSD | inverse | {'retCode':0,'result':{'list':[{'symbol':'BTCUSD',"
            + "'priceFilter':{'tickSize':'0.10'},'lotSizeFilter':{'qtyStep':'1'}}]}}",
        "coinbase | BIT-29NOV26-CDE | 0.01 | {'product_id':'BIT-29NOV26-CDE',"
            + "'price_increment':'5','base_increment':'1',"
            + "'future_product_details':{'contract_size':'0.01'}}",
        "kraken-futures | PF_XBTUSD | 1 | {'instruments':[{'symbol':'PI_XBTUSD'},{'symbol':"
            + "'PF_XBTUSD','type':'flexible_futures','tickSize':1,'contractSize':1,"
            + "'contractValueTradePrecision':4}]}",
        "kraken-futures | PI_XBTUSD | inverse | {'instruments':[{'symbol':'PI_XBTUSD','type':"
            + "'futures_inverse','tickSize':0.5,'contractSize':1,"
            + "'contractValueTradePrecision':0}]}"
      })
  void aContractIsWorthSoManyUnitsOrIsInverse(
      String name, String symbol, String units, String answer) {
    byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    InstrumentSteps steps = Venues.byName(name).readInstrument(symbol, body);

    assertThat(steps.isInverse() ? "inverse" : FixedPoint.format(steps.contractUnits()))
        .isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "bybit | BTCUSDT | ETHUSDT | /v5/market/instruments-info?category=spot&limit=1000 |"
            + " {'result':{'list':[{'symbol':'ETHUSDT','priceFilter':{'tickSize':'1'},"
            + "'lotSizeFilter':{'basePrecision':'1'}},{'symbol':'BTCUSDT','priceFilter':"
            + "{'tickSize':'2'},'lotSizeFilter':{'basePrecision':'1'}}]}}",
        "okx | BTC-USDT | ETH-USDT | /api/v5/public/instruments?instType=SPOT |"
            + " {'data':[{'instId':'ETH-USDT','tickSz':'1','lotSz':'1'},"
            + "{'instId':'BTC-USDT','tickSz':'2','lotSz':'1'}]}",
        "coinbase-exchange | BTC-USD | ETH-USD | /products |"
            + " [{'id':'ETH-USD','quote_increment':'1','base_increment':'1'},"
            + "{'id':'BTC-USD','quote_increment':'2','base_increment':'1'}]",
        "coinbase | BTC-USD | ETH-USD |"
            + " /api/v3/brokerage/market/products?product_ids=BTC-USD&product_ids=ETH-USD |"
            + " {'products':[{'product_id':'ETH-USD','price_increment':'1','base_increment':'1'},"
            + "{'product_id':'BTC-USD','price_increment':'2','base_increment':'1'}]}",
        "kraken | BTC/USD | ETH/USD | /0/public/AssetPairs | {'error':[],'result':{"
            + "'XETHZUSD':{'wsname':'ETH/USD','tick_size':'1','lot_decimals':8},"
            + "'XXBTZUSD':{'wsname':'XBT/USD','tick_size':'2','lot_decimals':8}}}"
      })
  void severalInstrumentsAreFoundInOneAnswer(
      String name, String second, String first, String path, String answer) {
    Venue venue = Venues.byName(name);
    byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    List<String> both = List.of(second, first);

    assertThat(venue.instrument(second, both)).isEqualTo(venue.instrument(first, both));
    assertThat(venue.instrument(first, both).orElseThrow().toString()).endsWith(path);
    assertThat(venue.readInstrument(first, body).priceStep()).isEqualTo(FixedPoint.ONE);
    assertThat(venue.readInstrument(second, body).priceStep()).isEqualTo(2 * FixedPoint.ONE);
    assertThatThrownBy(() -> venue.readInstrument("none", body))
        .isInstanceOf(FrameException.class)
        .hasMessageStartingWith("Instrument is not there: symbol=none");
  }

  @Test
  void stepsOfKrakenFuturesAreFractionsOrThousands() {
    Venue venue = Venues.byName("kraken-futures");
    String answer =
        "{\"instruments\":[{\"symbol\":\"PF_PEPEUSD\",\"type\":\"flexible_futures\","
            + "\"tickSize\":1e-8,\"contractSize\":1,\"contractValueTradePrecision\":-3}]}";

    assertThat(venue.readInstrument("PF_PEPEUSD", answer.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new InstrumentSteps(1, 1_000 * FixedPoint.ONE, 0));
    assertThat(venue.instrument("PF_PEPEUSD", List.of("PF_PEPEUSD")).orElseThrow().getPath())
        .isEqualTo("/derivatives/api/v3/instruments");
  }

  @Test
  void decimalsAreSteps() {
    assertThat(InstrumentSteps.ofDecimals(0)).isEqualTo(FixedPoint.ONE);
    assertThat(InstrumentSteps.ofDecimals(2)).isEqualTo(FixedPoint.ONE / 100);
    assertThat(InstrumentSteps.ofDecimals(12)).isEqualTo(1);
    assertThatThrownBy(() -> new InstrumentSteps(0, 1, 0))
        .hasMessage("Steps are none: priceStep=0, quantityStep=0.00000001, minimumNotional=0.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "binance | BTCEUR | EUR | {'symbols':[{'symbol':'BTCEUR','quoteAsset':'EUR','filters':["
            + "{'filterType':'PRICE_FILTER','tickSize':'0.10'},"
            + "{'filterType':'LOT_SIZE','stepSize':'0.001'}]}]}",
        "bybit | BTCEUR | EUR | {'result':{'list':[{'symbol':'BTCEUR','quoteCoin':'EUR',"
            + "'priceFilter':{'tickSize':'1'},'lotSizeFilter':{'basePrecision':'1'}}]}}",
        "okx | BTC-EUR | EUR | {'data':[{'instId':'BTC-EUR','quoteCcy':'EUR','settleCcy':'',"
            + "'tickSz':'0.1','lotSz':'1'}]}",
        "okx | BTC-USDT-SWAP | USDT | {'data':[{'instId':'BTC-USDT-SWAP','quoteCcy':'',"
            + "'settleCcy':'USDT','tickSz':'0.1','lotSz':'1','ctType':'linear','ctVal':'1',"
            + "'ctMult':'1'}]}",
        "coinbase-exchange | BTC-EUR | EUR | {'id':'BTC-EUR','quote_currency':'EUR',"
            + "'quote_increment':'0.01','base_increment':'1'}",
        "coinbase | BIT-29NOV26-CDE | USD | {'product_id':'BIT-29NOV26-CDE','price_increment':'5',"
            + "'base_increment':'1','quote_currency_id':'USD'}",
        "kraken | BTC/EUR | EUR | {'result':{'XXBTZEUR':{'wsname':'XBT/EUR','quote':'ZEUR',"
            + "'tick_size':'0.1','lot_decimals':8}}}",
        "kraken-futures | PF_XBTEUR | EUR | {'instruments':[{'symbol':'PF_XBTEUR','quote':'EUR',"
            + "'type':'flexible_futures','tickSize':1,'contractSize':1,"
            + "'contractValueTradePrecision':4}]}",
        "bitstamp | btceur | EUR | [{'url_symbol':'btceur','name':'BTC/EUR','counter_decimals':0,"
            + "'base_decimals':8}]",
        "bitstamp | btcusd-perp | USD | [{'url_symbol':'btcusd-perp','name':'BTC/USD-PERP',"
            + "'counter_decimals':0,'base_decimals':8}]",
        "bitstamp | btcusd | EUR | [{'url_symbol':'btcusd','name':'BTC/USD',"
            + "'counter_currency':'EUR','counter_decimals':0,'base_decimals':8}]"
      })
  void eachVenueSaysTheCurrencyOfItsPrices(
      String name, String symbol, String quote, String answer) {
    byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThat(Venues.byName(name).readInstrument(symbol, body).quote()).contains(quote);
  }
}
