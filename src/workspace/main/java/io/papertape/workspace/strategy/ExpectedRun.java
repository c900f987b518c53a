package io.papertape.workspace.strategy;

import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PerformanceReport;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs a strategy on the data it names, for its golden run.
public final class ExpectedRun {
  /// Stands for the hash of a manifest in the journal of a golden run.
  public static final String MANIFEST = "expected";

  private static final List<String> FIGURES =
      List.of("totalReturn", "cagr", "volatility", "sharpe", "sortino", "calmar", "maxDrawdown");

  private ExpectedRun() {}

  /// Runs it and keeps what counts.
  public static ExpectedResult of(LoadedStrategy strategy, DataStore store) {
    Simulation simulation =
        Simulation.of(strategy.create())
            .under(strategy.assumptions())
            .within(strategy.limits())
            .journal(JournalSink.NOWHERE, RecordLevel.FOLDED)
            .manifest(MANIFEST);
    List<Instrument> instruments = new ArrayList<>();
    for (Series series : universe(strategy.data(), store)) {
      instruments.add(series.instrument());
      BarColumns bars = store.load(strategy.data().dataSet(), series.symbol(), series.resolution());
      simulation.on(series.instrument(), between(bars, strategy.data()));
    }
    RunResult run = simulation.run();
    run.failure()
        .ifPresent(
            failure -> {
              throw new WorkspaceException(
                  WorkspaceException.Kind.STRATEGY,
                  "Strategy failed: name=%s, cause=%s. Mend it; the golden run stays as it was."
                      .formatted(strategy.name(), failure.getMessage()),
                  failure);
            });
    return new ExpectedResult(
        run.root(),
        run.journalEntries(),
        run.finalEquity(),
        run.finalCash(),
        run.feesPaid(),
        statistics(strategy, run),
        fills(run.fills(), instruments));
  }

  private static List<Series> universe(DataSelection data, DataStore store) {
    DataSet set = store.get(data.dataSet());
    return data.symbols().isEmpty()
        ? set.series().stream().filter(s -> s.resolution().equals(data.resolution())).toList()
        : data.symbols().stream().map(symbol -> set.get(symbol, data.resolution())).toList();
  }

  private static BarColumns between(BarColumns bars, DataSelection data) {
    return bars.between(
        data.from().map(ExpectedRun::midnight).orElse(Long.MIN_VALUE),
        data.to().map(day -> midnight(day.plusDays(1))).orElse(Long.MAX_VALUE));
  }

  private static long midnight(LocalDate day) {
    return Times.nanos(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static SortedMap<String, String> statistics(LoadedStrategy strategy, RunResult run) {
    double[] moments = run.equity().values();
    double[] equity = new double[moments.length + 1];
    long[] times = new long[equity.length];
    equity[0] = FixedPoint.toDouble(strategy.assumptions().cash());
    System.arraycopy(moments, 0, equity, 1, moments.length);
    System.arraycopy(run.equity().times(), 0, times, 1, moments.length);
    times[0] = moments.length == 0 ? 0 : times[1] - 1;
    PerformanceOptions options = new PerformanceOptions(ZoneOffset.UTC, 0, 1, 0, 0.95);
    PerformanceReport report = PerformanceReport.of(PerformanceInput.of(times, equity), options);
    SortedMap<String, String> statistics = new TreeMap<>();
    for (String name : FIGURES) {
      report.figure(name).ifPresent(figure -> statistics.put(name, text(figure)));
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
