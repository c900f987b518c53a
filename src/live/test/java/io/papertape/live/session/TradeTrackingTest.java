package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.live.session.JournaledTrades.MarketFill;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TradeTrackingTest {
  private static String order(int id, String type, int minute) {
    return ("{\"seq\":1,\"kind\":\"order\",\"time\":\"2026-01-05T10:%02d:00.000000000Z\","
            + "\"order\":%d,"
            + "\"instrument\":\"A\",\"side\":\"buy\",\"type\":\"%s\"}")
        .formatted(minute, id, type);
  }

  private static String fill(int order, String side, int quantity, String price, int position) {
    return ("{\"seq\":2,\"kind\":\"fill\",\"time\":\"2026-01-05T10:30:00.000000000Z\",\"order\":%d,"
            + "\"instrument\":\"A\",\"side\":\"%s\",\"quantity\":\"%d\",\"price\":\"%s\","
            + "\"fee\":\"1\",\"position\":\"%d\"}")
        .formatted(order, side, quantity, price, position);
  }

  private static JournaledTrades read(String... lines) throws IOException {
    return JournaledTrades.read(
        new BufferedReader(new StringReader(String.join("\n", lines))),
        List.of(Instrument.equity("A")));
  }

  @Test
  void roundTripsAreFromFlatToFlatFeesIncluded() throws IOException {
    // Bought 10 at 100 in two parts, sold at 100.15: 1.50 less three fees of 1 is a loss.
    assertThat(
            read(
                    fill(1, "buy", 5, "100", 5),
                    fill(1, "buy", 5, "100", 10),
                    fill(2, "sell", 10, "100.15", 0),
                    fill(3, "buy", 10, "100", 10),
                    fill(4, "sell", 10, "101", 0),
                    fill(5, "buy", 1, "100", 1))
                .wins())
        .containsExactly(false, true);
  }

  @Test
  void aFillThatTurnsThePositionEndsOneTripAndBeginsTheNext() throws IOException {
    // Long 10 at 100, turned to short 10 at 105 (won), bought back at 106 (lost).
    assertThat(
            read(
                    fill(1, "buy", 10, "100", 10),
                    fill(2, "sell", 20, "105", -10),
                    fill(3, "buy", 10, "106", 0))
                .wins())
        .containsExactly(true, false);
  }

  @Test
  void onlyOrdersAtTheMarketHaveSlippageAndALineBeingWrittenIsLeft() throws IOException {
    JournaledTrades trades =
        read(
            "{\"kind\":\"hold\",\"reason\":\"none\"}",
            order(1, "market", 1),
            order(2, "limit", 2),
            fill(2, "buy", 1, "99", 1),
            fill(1, "sell", 1, "101", 0),
            fill(9, "sell", 1, "101", -1),
            "{\"seq\":9,\"kind\":\"fill\",\"ti");
    assertThat(trades.fills()).hasSize(1);
    MarketFill fill = trades.fills().getFirst();
    assertThat(fill.slippageBps(FixedPoint.ofUnits(100))).isCloseTo(-100, within(1e-9));
    assertThat(fill.slippageBps(FixedPoint.ofUnits(102))).isCloseTo(10_000.0 / 102, within(1e-9));
  }

  private static TradeTracking tracked(double rate, double bps) {
    SplittableRandom random = new SplittableRandom(3);
    List<Boolean> ours = new ArrayList<>();
    List<Boolean> labs = new ArrayList<>(Collections.nCopies(300, true));
    labs.addAll(Collections.nCopies(200, false));
    double[] slippage = new double[400];
    double[] labSlippage = new double[400];
    for (int i = 0; i < 400; i++) {
      ours.add(random.nextDouble() < rate);
      slippage[i] = bps + 5 * random.nextGaussian();
      labSlippage[i] = 2 + 5 * random.nextGaussian();
    }
    return TradeTracking.of(ours, labs, slippage, labSlippage, Optional.empty(), 0.02);
  }

  @Test
  void rarerWinsAndWorseFillsRaiseTheirAlarmsAndTheSameDoNot() {
    TradeTracking same = tracked(0.6, 2);
    assertThat(same.isAlarmed()).isFalse();
    assertThat(same.labWins()).isEqualTo(300);
    assertThat(same.hits().orElseThrow().reference()).isBetween(0.53, 0.57);
    TradeTracking rarer = tracked(0.4, 2);
    assertThat(rarer.hits().orElseThrow().isAlarmed()).isTrue();
    assertThat(rarer.fills().orElseThrow().isAlarmed()).isFalse();
    TradeTracking worse = tracked(0.6, 5);
    assertThat(worse.hits().orElseThrow().isAlarmed()).isFalse();
    assertThat(worse.fills().orElseThrow().isAlarmed()).isTrue();
    assertThat(worse.meanSlippage()).isBetween(4.0, 6.0);
    assertThat(tracked(0.6, -1).fills().orElseThrow().isAlarmed()).isFalse();
  }

  @Test
  void whatCannotBeComparedSaysWhy() {
    TradeTracking none =
        TradeTracking.of(
            List.of(true),
            List.of(),
            new double[] {1},
            new double[] {3, 3},
            Optional.empty(),
            0.02);
    assertThat(none.hits()).isEmpty();
    assertThat(none.noSlippage()).contains("fills of the backtest do not vary");
    assertThat(none.isAlarmed()).isFalse();
  }
}
