package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "BTC, USD",
    "EUR, USD",
    "BTCUSDT_260925, USD",
    "SOMETHING, USD"
  })
  void theSpellingSaysIt(String symbol, String currency) {
    assertThat(QuoteCurrency.of(symbol)).isEqualTo(currency);
  }
}
