package io.papertape.workspace.run;

import io.papertape.journal.JournalSink;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceReport;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.ExpectedResult;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The golden run of a strategy: a backtest of what its folder says, of which no run folder is
/// left.
public final class ExpectedRun {
  /// Stands for the hash of a manifest in the journal of a golden run.
  public static final String MANIFEST = "expected";

  private static final List<String> FIGURES =
      List.of("totalReturn", "cagr", "volatility", "sharpe", "sortino", "calmar", "maxDrawdown");
  private static final List<String> ROUND_TRIP_FIGURES = List.of("winRate", "profitFactor");

  private ExpectedRun() {}

  /// Runs it and keeps what counts.
  public static ExpectedResult of(LoadedStrategy strategy, Workspace workspace) {
    RunPlan plan = RunPlan.of(strategy);
    RunBars data = RunBars.load(workspace, plan.data());
    FinishedRun run =
        FinishedRun.stating(
            MANIFEST,
            Manifest.of(plan, data),
            data,
            strategy.create(),
            JournalSink.NOWHERE,
            _ -> {});
    RunResult result = run.result();
    result
        .failure()
        .ifPresent(
            failure -> {
              throw new WorkspaceException(
                  WorkspaceException.Kind.STRATEGY,
                  "Strategy failed: name=%s, cause=%s. Mend it; the golden run stays as it was."
                      .formatted(strategy.name(), failure.getMessage()),
                  failure);
            });
    return new ExpectedResult(
        result.root(),
        result.journalEntries(),
        result.finalEquity(),
        result.finalCash(),
        result.feesPaid(),
        statistics(run.report()),
        fills(result.fills(), data.instruments()));
  }

  private static SortedMap<String, String> statistics(PerformanceReport report) {
    SortedMap<String, String> statistics = new TreeMap<>();
    for (String name : FIGURES) {
      report.figure(name).ifPresent(figure -> statistics.put(name, text(figure)));
    }
    for (Measure figure : report.roundTrips().getFirst().figures()) {
      if (ROUND_TRIP_FIGURES.contains(figure.name())) {
        statistics.put(figure.name(), text(figure));
      }
    }
    return statistics;
  }

  private static String text(Measure figure) {
    return figure.isPresent() ? Double.toString(figure.get()) : figure.reason().orElse("");
  }

  private static List<String> fills(FillLog log, List<Instrument> instruments) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      lines.add(
          String.join(
              ",",
              Times.instant(log.eventTimeNanos(i)).toString(),
              instruments.get(log.instrument(i)).symbol(),
              FixedPoint.format(log.signedQuantity(i)),
              FixedPoint.format(log.price(i)),
              FixedPoint.format(log.fee(i))));
    }
    return lines;
  }
}
