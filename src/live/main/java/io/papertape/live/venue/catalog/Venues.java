package io.papertape.live.venue.catalog;

import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.live.venue.bybit.BybitVenue;
import io.papertape.live.venue.coinbase.CoinbaseAdvancedVenue;
import io.papertape.live.venue.coinbase.CoinbaseExchangeVenue;
import io.papertape.live.venue.kraken.KrakenFuturesVenue;
import io.papertape.live.venue.kraken.KrakenVenue;
import io.papertape.live.venue.okx.OkxVenue;
import java.util.List;

/// The venues that can be listened to.
public final class Venues {
  private static final List<Venue> ALL =
      List.of(
          new BinanceVenue(BinanceMarket.SPOT),
          new BinanceVenue(BinanceMarket.USDM),
          new BybitVenue(BybitVenue.Category.SPOT),
          new BybitVenue(BybitVenue.Category.LINEAR),
          new BybitVenue(BybitVenue.Category.INVERSE),
          new OkxVenue(),
          new CoinbaseAdvancedVenue(),
          new CoinbaseExchangeVenue(),
          new KrakenVenue(),
          new KrakenFuturesVenue(),
          new BitstampVenue());

  private Venues() {}

  /// The venue of a name in `--feed`, such as `binance`.
  public static Venue byName(String name) {
    return ALL.stream()
        .filter(venue -> venue.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Venue is not known: name=%s. Choose one of %s.".formatted(name, names())));
  }

  /// Names of all venues.
  public static List<String> names() {
    return ALL.stream().map(Venue::name).toList();
  }
}
