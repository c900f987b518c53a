package io.papertape.live.venue.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenuesTest {
  @Test
  void findsEachVenueByItsName() {
    assertThat(Venues.names())
        .containsExactly(
            "binance",
            "binance-usdm",
            "bybit",
            "bybit-linear",
            "bybit-inverse",
            "okx",
            "coinbase",
            "coinbase-exchange",
            "kraken",
            "kraken-futures",
            "bitstamp");
    for (String name : Venues.names()) {
      assertThat(Venues.byName(name).name()).isEqualTo(name);
    }
  }

  @Test
  void eachVenueIsReachedWithoutKeysOverTls() {
    for (String name : Venues.names()) {
      Venue venue = Venues.byName(name);
      URI socket = venue.socket(List.of(Stream.of(Stream.Kind.TRADES, "X")));
      assertThat(socket.getScheme()).isEqualTo("wss");
      assertThat(venue.subscribe(List.of(Stream.of(Stream.Kind.TRADES, "X")))).isNotEmpty();
      assertThat(venue.limits().streamsPerConnection()).isPositive();
      assertThat(venue.limits().framesPerSecond()).isPositive();
      assertThat(venue.limits().silence()).isPositive();
    }
  }

  @Test
  void someVenuesHideTheLossOfAnUpdate() {
    assertThat(Venues.names())
        .filteredOn(name -> Venues.byName(name).bookRules().hidesLosses())
        .containsExactly("coinbase", "coinbase-exchange", "bitstamp");
  }

  @Test
  void saysWhichVenuesThereAre() {
    assertThatThrownBy(() -> Venues.byName("nyse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Venue is not known: name=nyse. Choose one of " + Venues.names() + ".");
  }
}
