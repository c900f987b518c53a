package io.papertape.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The preset `backtesting.py` against recorded runs of that engine: bars and sizes exactly,
/// money to 10⁻⁹.
///
/// Prices that lie off the 10⁻⁸ grid differ by up to half of it; then money is compared to the
/// bound that follows: half a unit of price on each side of each trade so far.
class BacktestingPyTest {
  private static final double RELATIVE = 1e-9;
  private static final double HALF_UNIT = 5e-9;

  static List<EngineRun> runs() {
    return EngineRun.of("backtestingpy");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void givesTheRecordedTradesAndEquity(EngineRun run) {
    Instrument instrument = Instrument.equity(run.dataset());
    RunResult result =
        Simulation.of(RecordedRules.of(run, true, 1))
            .on(instrument, run.bars())
            .under(assumptions(run))
            .unrecorded()
            .run();
    assertThat(result.failure()).isEmpty();
    List<RoundTrip> trips =
        RoundTrips.of(
            result.fills(), List.of(instrument), List.of(run.bars()), RoundTrips.Pairing.LOTS);
    double grid = compareTrades(run, trips);
    compareEquity(run, result.equity(), grid, trips);
  }

  private static Assumptions assumptions(EngineRun run) {
    JsonNode commission = run.json().get("commission");
    Fees fees =
        commission.isArray()
            ? new Fees(rate(commission.get(1)), 0, rate(commission.get(0)), 0)
            : new Fees(rate(commission), 0, 0, 0);
    Assumptions base =
        Assumptions.backtestingPy()
            .withCash(FixedPoint.of(run.json().get("cash").asDouble()))
            .withFees(fees)
            .withFunding(Funding.backtestingPy(1 / run.setting("margin").asDouble()))
            .withSlippage(new Slippage(rate(run.setting("spread")), true, false));
    if (run.setting("trade_on_close").asBoolean()) {
      base = base.withFills(base.fills().withMarketAtDecision());
    }
    return run.setting("finalize_trades").asBoolean()
        ? base.withEnding(Assumptions.Ending.CLOSE_AT_LAST_OPEN)
        : base;
  }

  private static long rate(JsonNode value) {
    return FixedPoint.of(value.asDouble());
  }

  /// @return 0 if every recorded price lies on the grid, else half of its unit
  private static double compareTrades(EngineRun run, List<RoundTrip> trips) {
    List<String[]> rows = run.rows("trades.csv");
    assertThat(trips).as("round trips").hasSameSizeAs(rows);
    double grid =
        rows.stream().allMatch(row -> isOnGrid(row[5]) && isOnGrid(row[6])) ? 0 : HALF_UNIT;
    double carried = 0;
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      RoundTrip trip = trips.get(i);
      double size = FixedPoint.toDouble(trip.quantity());
      double signed = trip.direction() == RoundTrip.Direction.LONG ? size : -size;
      String at = "trade " + i + " of " + run.id();
      double unit = grid > 0 && isFraction(run) ? 1 + carried * buys(run, row[5]) : 0;
      assertThat(signed).as(at + " size").isCloseTo(Double.parseDouble(row[0]), within(unit));
      assertThat(trip.entryBar()).as(at + " entry bar").isEqualTo(Integer.parseInt(row[1]));
      assertThat(trip.exitBar()).as(at + " exit bar").isEqualTo(Integer.parseInt(row[2]));
      close(at + " entry", trip.entryPrice(), row[5], grid);
      close(at + " exit", trip.exitPrice(), row[6], grid);
      double slack = 2 * grid * size + perUnit(trip) * Math.abs(signed - real(row[0]));
      close(at + " pnl", trip.pnl(), row[9], slack);
      close(at + " commission", trip.fees(), row[10], slack);
      carried += slack;
    }
    return grid;
  }

  private static boolean isFraction(EngineRun run) {
    return run.json().get("order_size").asDouble() < 1;
  }

  /// Units that one unit of cash buys: a difference carried in equity moves later sizes by as
  /// much.
  private static double buys(EngineRun run, String price) {
    return 1 / run.setting("margin").asDouble() / real(price);
  }

  /// What one unit more or less can change while the trade is open and at its end.
  private static double perUnit(RoundTrip trip) {
    double size = FixedPoint.toDouble(trip.quantity());
    double move = Math.max(trip.maxAdverse(), trip.maxFavourable());
    return FixedPoint.toDouble(trip.entryPrice()) * move + FixedPoint.toDouble(trip.fees()) / size;
  }

  private static boolean isOnGrid(String text) {
    double value = Double.parseDouble(text);
    return Math.abs(value - FixedPoint.toDouble(FixedPoint.of(value))) <= 1e-12 * value;
  }

  private static double real(String text) {
    return Double.parseDouble(text);
  }

  private static void close(String what, long actual, String expected, double slack) {
    double value = real(expected);
    assertThat(FixedPoint.toDouble(actual))
        .as(what)
        .isCloseTo(value, within(Math.abs(value) * RELATIVE + slack + 1e-12));
  }

  /// After a run that used up its equity, the recorded curve goes on with zeros.
  private static void compareEquity(
      EngineRun run, EquityCurve equity, double grid, List<RoundTrip> trips) {
    List<String[]> rows = run.rows("equity.csv.gz");
    List<String[]> recorded = run.rows("trades.csv");
    double slack = grid * openSize(run);
    int next = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (; next < trips.size() && trips.get(next).entryBar() <= i; next++) {
        RoundTrip trip = trips.get(next);
        double size = FixedPoint.toDouble(trip.quantity());
        double difference = Math.abs(size - Math.abs(real(recorded.get(next)[0])));
        slack += 2 * grid * size + difference * perUnit(trip);
      }
      long actual = i < equity.size() ? equity.equity(i) : 0;
      close("equity at bar " + i + " of " + run.id(), actual, rows.get(i)[1], slack);
    }
  }

  /// Units that are still open at the end, which no recorded trade tells of.
  private static double openSize(EngineRun run) {
    double sum = 0;
    for (JsonNode open : run.json().get("open_trades_at_end")) {
      sum += Math.abs(open.get("size").asDouble());
    }
    return sum;
  }
}
