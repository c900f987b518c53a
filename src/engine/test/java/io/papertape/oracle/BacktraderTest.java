package io.papertape.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The preset `backtrader` against recorded runs of that engine: fills, round trips and equity.
class BacktraderTest {
  private static final double RELATIVE = 1e-9;
  private static final double HALF_UNIT = 5e-9;

  static List<EngineRun> runs() {
    return EngineRun.of("backtrader");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void givesTheRecordedFillsTripsAndEquity(EngineRun run) {
    Instrument instrument = instrument(run);
    RunResult result =
        Simulation.of(RecordedRules.of(run, false, 0))
            .on(instrument, run.bars())
            .under(assumptions(run))
            .unrecorded()
            .run();
    assertThat(result.failure()).isEmpty();
    double slack = compareFills(run, result.fills());
    List<RoundTrip> trips =
        RoundTrips.of(
            result.fills(),
            List.of(instrument),
            List.of(run.bars()),
            RoundTrips.Pairing.FLAT_TO_FLAT);
    compareTrips(run, trips, slack);
    List<String[]> rows = run.rows("equity.csv.gz");
    for (int i = 0; i < rows.size(); i++) {
      close("equity at bar " + i, result.equity().equity(i), rows.get(i)[1], slack);
    }
  }

  private static Instrument instrument(EngineRun run) {
    return new Instrument(
        run.dataset(),
        AssetClass.EQUITY,
        "USD",
        0,
        FixedPoint.ONE,
        FixedPoint.of(run.setting("mult").asDouble()),
        FixedPoint.ONE,
        "24/7");
  }

  /// backtrader's futures-like accounting settles profit daily against a margin per contract;
  /// with a margin account instead, equity is the same.
  private static Assumptions assumptions(EngineRun run) {
    if (!run.setting("stocklike").asBoolean()) {
      return Assumptions.backtrader()
          .withCash(FixedPoint.of(run.json().get("cash").asDouble()))
          .withFees(new Fees(0, FixedPoint.of(run.json().get("commission").asDouble()), 0, 0))
          .withFunding(Funding.margin(10));
    }
    Assumptions base =
        Assumptions.backtrader()
            .withCash(FixedPoint.of(run.json().get("cash").asDouble()))
            .withFees(new Fees(FixedPoint.of(run.json().get("commission").asDouble()), 0, 0, 0))
            .withSlippage(
                new Slippage(FixedPoint.of(run.setting("slip_perc").asDouble()), false, true));
    return run.setting("cheat_on_close").asBoolean()
        ? base.withFills(base.fills().withMarketAtDecision())
        : base;
  }

  /// @return how much cash may differ because recorded prices lie off the 10⁻⁸ grid
  private static double compareFills(EngineRun run, FillLog fills) {
    List<String[]> rows =
        run.rows("orders.csv").stream().filter(row -> row[4].equals("Completed")).toList();
    assertThat(fills.size()).as("fills of " + run.id()).isEqualTo(rows.size());
    double slack = 0;
    boolean isFraction = run.json().get("order_size").asDouble() < 1;
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      String at = "fill " + i + " of " + run.id();
      double price = Double.parseDouble(row[8]);
      double grid =
          Math.abs(price - FixedPoint.toDouble(FixedPoint.of(price))) <= 1e-12 * price
              ? 0
              : HALF_UNIT;
      double size = Double.parseDouble(row[7]);
      boolean cheats = run.setting("cheat_on_close").asBoolean();
      assertThat(fills.barIndex(i) + (cheats ? 1 : 0))
          .as(at + " bar")
          .isEqualTo(Integer.parseInt(row[0]));
      double actualSize = FixedPoint.toDouble(fills.signedQuantity(i));
      double unit = slack > 0 && isFraction ? 1 + slack / price : 0;
      assertThat(actualSize).as(at + " size").isCloseTo(size, within(unit));
      close(at + " price", fills.price(i), row[8], grid);
      double feePerUnit = Math.abs(Double.parseDouble(row[10]) / size);
      double feeSlack = grid * Math.abs(size) + Math.abs(actualSize - size) * feePerUnit;
      close(at + " commission", fills.fee(i), row[10], feeSlack);
      // A unit more or less earns what the price moves until the next fill; five per cent is beyond
      // it.
      slack += feeSlack + Math.abs(actualSize - size) * price * 0.05;
    }
    return slack;
  }

  private static void compareTrips(EngineRun run, List<RoundTrip> trips, double slack) {
    List<String[]> rows = run.rows("trades.csv");
    assertThat(trips).as("round trips of " + run.id()).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      RoundTrip trip = trips.get(i);
      String at = "trade " + i + " of " + run.id();
      boolean cheats = run.setting("cheat_on_close").asBoolean();
      int shift = cheats ? 1 : 0;
      assertThat(trip.entryBar() + shift).as(at + " entry bar").isEqualTo(integer(row[1]));
      assertThat(trip.exitBar() + shift).as(at + " exit bar").isEqualTo(integer(row[2]));
      close(at + " entry price", trip.entryPrice(), row[5], HALF_UNIT);
      close(at + " net pnl", trip.pnl(), row[7], slack);
      close(at + " commission", trip.fees(), row[8], slack);
    }
  }

  private static int integer(String text) {
    return Integer.parseInt(text);
  }

  private static void close(String what, long actual, String expected, double slack) {
    double value = Double.parseDouble(expected);
    assertThat(FixedPoint.toDouble(actual))
        .as(what)
        .isCloseTo(value, within(Math.abs(value) * RELATIVE + slack + 1e-12));
  }
}
