package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteCurrencyTest {
  @ParameterizedTest
  @CsvSource({
    "BTCUSDT, USD",
    "BTCFDUSD, USD",
    "BTCEUR, EUR",
    "ETHBTC, BTC",
    "WBTCBTC, BTC",
    "EURUSD, USD",
    "btceur, EUR",
    "BTC-USD, USD",
    "BTC-GBP, GBP",
    "BTC/EUR, EUR",
    "ETH/XBT, BTC",
    "BTC-USDT-SWAP, USD",
    "BTC-EUR-SWAP, EUR",
    "PF_XBTUSD, USD",
    "PI_XBTUSD, USD",
    "SOLBNB, BNB",
    "BTCEURI, EUR",
    "BTC-EURC, EUR",
    "BTCUSDT_260925, USD",
    "OPEUR, EUR",
    "ABUSD, USD",
    "BTC-NOK, NOK"
  })
  void theSpellingSaysIt(String symbol, String currency) {
    assertThat(QuoteCurrency.of(symbol)).contains(currency);
  }

  @ParameterizedTest
  @CsvSource({
    "USDT, USD",
    "usd, USD",
    "XBT, BTC",
    "USDQ, USD",
    "EURCV, EUR",
    "DOGE, DOGE",
    "TRY, TRY"
  })
  void orTheVenueDoes(String quote, String currency) {
    assertThat(QuoteCurrency.code(quote)).contains(currency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "1INCH", "DOLLAR"})
  void whatIsNoCodeIsNone(String quote) {
    assertThat(QuoteCurrency.code(quote)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ABNB", "BSOL", "VOD-LSE", "BTC", "EUR", "SOMETHING", "BTC-27MAR26", "BTC-PERP"})
  void orSaysNothing(String symbol) {
    assertThat(QuoteCurrency.of(symbol)).isEmpty();
  }
}
