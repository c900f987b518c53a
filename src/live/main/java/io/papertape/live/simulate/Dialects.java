package io.papertape.live.simulate;

import io.papertape.live.venue.binance.BinanceMarket;
import java.util.List;

/// The venues that are simulated.
final class Dialects {
  private Dialects() {}

  /// Anew, in the order of their numbers; a scenario draws of them.
  static List<Dialect> all() {
    return List.of(
        new BinanceDialect(BinanceMarket.SPOT),
        new OkxDialect(),
        new KrakenDialect(),
        new BybitDialect(),
        new CoinbaseDialect(),
        new CoinbaseExchangeDialect(),
        new BitstampDialect(),
        new BinanceDialect(BinanceMarket.USDM));
  }
}
