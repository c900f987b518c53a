package io.papertape.live.venue.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FrameException;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.Venue;
import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
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
            + " | 0.01 | 0.000001 | 5 | {'retCode':0,'result':{'list':[{'priceFilter':"
            + "{'tickSize':'0.01'},'lotSizeFilter':{'basePrecision':'0.000001',"
            + "'minOrderAmt':'5'}}]}}",
        "bybit-linear | BTCUSDT | /v5/market/instruments-info?category=linear&symbol=BTCUSDT"
            + " | 0.1 | 0.001 | 5 | {'retCode':0,'result':{'list':[{'priceFilter':"
            + "{'tickSize':'0.10'},'lotSizeFilter':{'qtyStep':'0.001','minNotionalValue':'5'}}]}}",
        "okx | BTC-USDT | /api/v5/public/instruments?instType=SPOT&instId=BTC-USDT"
            + " | 0.1 | 0.00000001 | 0 | {'code':'0','data':[{'tickSz':'0.1',"
            + "'lotSz':'0.00000001'}]}",
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

    assertThat(venue.instrument(symbol).orElseThrow().toString()).endsWith(path);
    assertThat(venue.readInstrument(symbol, body))
        .isEqualTo(
            new InstrumentSteps(
                FixedPoint.parse(price), FixedPoint.parse(quantity), FixedPoint.parse(notional)));
    assertThatThrownBy(
            () -> venue.readInstrument("none", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FrameException.class);
  }

  @Test
  void decimalsAreSteps() {
    assertThat(InstrumentSteps.ofDecimals(0)).isEqualTo(FixedPoint.ONE);
    assertThat(InstrumentSteps.ofDecimals(2)).isEqualTo(FixedPoint.ONE / 100);
    assertThat(InstrumentSteps.ofDecimals(12)).isEqualTo(1);
    assertThatThrownBy(() -> new InstrumentSteps(0, 1, 0))
        .hasMessage("Steps are none: priceStep=0, quantityStep=0.00000001, minimumNotional=0.");
  }
}
