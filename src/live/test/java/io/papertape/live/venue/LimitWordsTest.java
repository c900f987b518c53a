package io.papertape.live.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.venue.bybit.BybitVenue;
import io.papertape.live.venue.kraken.KrakenVenue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitWordsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void krakenTellsItsLimitsWithStatus200() {
    KrakenVenue kraken = new KrakenVenue();
    assertThat(kraken.limitsFor(200, bytes("{\"error\":[\"EGeneral:Too many requests\"]}")))
        .contains(Duration.ofMinutes(1));
    assertThat(kraken.limitsFor(200, bytes("{\"error\":[\"EGeneral:Temporary lockout\"]}")))
        .contains(Duration.ofMinutes(15));
    assertThat(kraken.limitsFor(200, bytes("{\"error\":[\"EQuery:Unknown asset pair\"]}")))
        .isEmpty();
    assertThat(kraken.limitsFor(503, new byte[0])).isEmpty();
  }

  @Test
  void bybitTellsItsLimitsByCodesAndBansWith403() {
    BybitVenue bybit = new BybitVenue(BybitVenue.Category.LINEAR);
    assertThat(bybit.limitsFor(200, bytes("{\"retCode\": 10006,\"retMsg\":\"\"}")))
        .contains(Duration.ofSeconds(10));
    assertThat(bybit.limitsFor(200, bytes("{\"retCode\":10018}"))).contains(Duration.ofMinutes(10));
    assertThat(bybit.limitsFor(403, new byte[0])).contains(Duration.ofMinutes(10));
    assertThat(bybit.limitsFor(200, bytes("{\"retCode\":10001}"))).isEmpty();
    assertThat(bybit.limitsFor(404, new byte[0])).isEmpty();
  }
}
