package io.papertape.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.execution.Fees;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Portfolios rebalanced on the first bar of a month, against recorded runs of backtrader.
class PortfolioTest {
  static List<EngineRun> runs() {
    return EngineRun.of("backtrader-portfolio");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void givesTheRecordedOrdersAndEquity(EngineRun run) {
    JsonNode json = run.json();
    Simulation simulation =
        Simulation.of(new Monthly(json.get("params")))
            .under(
                Assumptions.backtrader()
                    .withCash(FixedPoint.of(json.get("cash").asDouble()))
                    .withFees(new Fees(FixedPoint.of(json.get("commission").asDouble()), 0, 0, 0)))
            .unrecorded();
    for (JsonNode asset : json.get("assets")) {
      simulation.on(Instrument.equity(asset.asText()), bars(run, asset.asText()));
    }
    RunResult result = simulation.run();
    assertThat(result.failure()).isEmpty();
    compareFills(run, result.fills());
    List<String[]> rows = run.rows("equity.csv.gz");
    for (int i = 0; i < rows.size(); i++) {
      double expected = Double.parseDouble(rows.get(i)[2]);
      assertThat(FixedPoint.toDouble(result.equity().equity(i)))
          .as("equity at bar " + i)
          .isCloseTo(expected, within(expected * 1e-9));
    }
  }

  private static BarColumns bars(EngineRun run, String asset) {
    long from = nanos(LocalDate.parse(run.json().get("start").asText()));
    long to = nanos(LocalDate.parse(run.json().get("end").asText()).plusDays(1));
    return SharedBars.read(run.folder().resolve("../../../inputs/" + asset + ".csv.gz"))
        .between(from, to);
  }

  private static long nanos(LocalDate date) {
    return Times.nanos(date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static void compareFills(EngineRun run, FillLog fills) {
    List<String[]> rows = run.rows("orders.csv");
    assertThat(fills.size()).as("fills").isEqualTo(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      String at = "fill " + i;
      String asset = run.json().get("assets").get(fills.instrument(i)).asText();
      assertThat(asset).as(at + " asset").isEqualTo(row[1]);
      assertThat(fills.barIndex(i)).as(at + " bar").isEqualTo(Integer.parseInt(row[0]));
      assertThat(FixedPoint.toDouble(fills.signedQuantity(i)))
          .as(at + " size")
          .isEqualTo(Double.parseDouble(row[5]));
      double price = Double.parseDouble(row[6]);
      assertThat(FixedPoint.toDouble(fills.price(i)))
          .as(at + " price")
          .isCloseTo(price, within(price * 1e-9));
    }
  }

  /// Equal weights, or the best of the last bars by return; decided on the first bar of a month.
  private static final class Monthly implements Strategy {
    private final double weight;
    private final int look;
    private final int top;
    private int month = -1;

    Monthly(JsonNode parameters) {
      weight = parameters.get("w").asDouble();
      look = parameters.path("look").asInt(0);
      top = parameters.path("top").asInt(Integer.MAX_VALUE);
    }

    @Override
    public void onMoment(Context context) {
      int now =
          Times.instant(context.history(0).openTimeNanos(0)).atZone(ZoneOffset.UTC).getMonthValue();
      boolean isNew = month != -1 && now != month;
      month = now;
      if (!isNew || context.barIndex(0) < look) {
        return;
      }
      List<Integer> ranked =
          IntStream.range(0, context.instruments())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -momentum(context, i)))
              .limit(top)
              .toList();
      for (int i = 0; i < context.instruments(); i++) {
        if (!ranked.contains(i)) {
          context.target(i, 0);
        }
      }
      for (int i = 0; i < context.instruments(); i++) {
        if (ranked.contains(i)) {
          context.target(i, weight);
        }
      }
    }

    private double momentum(Context context, int instrument) {
      return look == 0
          ? 0
          : context.close(instrument)
              / FixedPoint.toDouble(context.history(instrument).close(look));
    }
  }
}
