package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTripGroup;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.strategy.StrategyFrame;
import java.util.ArrayList;
import java.util.List;

/// `result.json`: what came of a run, money as decimal strings.
public final class ResultJson {
  static final String FIGURE_FEES = "fees";

  /// Of all its money; results of before it was stated lack it.
  static final String CURRENCY = "currency";

  /// False where the run, made again at once, came to something else; else it is not there.
  static final String REPRODUCES = "reproduces";

  private ResultJson() {}

  static ObjectNode of(FinishedRun run) {
    Manifest manifest = run.manifest();
    RunResult result = run.result();
    EquityCurve equity = result.equity();
    long last =
        equity.size() == 0 ? run.data().firstOpenNanos() : equity.timeNanos(equity.size() - 1);
    String hash = manifest.hash();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", Manifest.id(hash))
        .put("manifest", hash)
        .put("strategy", manifest.strategy())
        .put("status", run.status())
        .put("root", result.root())
        .put("entries", result.journalEntries())
        .put("evaluations", result.evaluations())
        .put("preset", manifest.assumptions().preset())
        .put(CURRENCY, run.data().currency())
        .put("cash", FixedPoint.format(manifest.assumptions().cash()))
        .put("finalEquity", FixedPoint.format(result.finalEquity()))
        .put("finalCash", FixedPoint.format(result.finalCash()))
        .put("fees", FixedPoint.format(result.feesPaid()))
        .put("fills", result.fills().size())
        .put("orders", result.orders().size())
        .put("bars", run.data().rows())
        .put("from", Times.instant(run.data().firstOpenNanos()).toString())
        .put("to", Times.instant(last).toString());
    if (!run.reproduces()) {
      node.put(REPRODUCES, false);
    }
    result.failure().ifPresent(failure -> node.put("failure", StrategyFrame.failure(failure)));
    ArrayNode figures = node.putArray("figures");
    figures(run.report()).forEach(measure -> figures.add(figure(measure)));
    return node;
  }

  /// All figures; of the round trips those that the run as a whole does not have yet.
  private static List<Measure> figures(PerformanceReport report) {
    List<Measure> all = new ArrayList<>(report.figures());
    all.addAll(report.comparison());
    all.addAll(report.trading());
    RoundTripGroup trips = report.roundTrips().getFirst();
    trips.figures().stream().filter(one -> !one.name().equals(FIGURE_FEES)).forEach(all::add);
    all.addAll(report.conventions());
    return all;
  }

  /// One figure with its value or its reason.
  public static ObjectNode figure(Measure measure) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", measure.name())
        .put("convention", measure.convention().label())
        .put("n", measure.n());
    measure.value().ifPresent(value -> node.put("value", value));
    measure.reason().ifPresent(reason -> node.put("reason", reason));
    measure
        .interval()
        .ifPresent(
            range ->
                node.put("low", range.low())
                    .put("high", range.high())
                    .put("confidence", range.confidence()));
    return node;
  }
}
