package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.Exposure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.performance.TradingCosts;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A finished run with all that its report needs.
record SampleRun(
    String name,
    List<Instrument> instruments,
    List<BarColumns> bars,
    Assumptions assumptions,
    Supplier<Strategy> strategy) {

  static SampleRun cross(
      String name, Instrument instrument, BarColumns bars, Assumptions assumptions) {
    return new SampleRun(
        name,
        List.of(instrument),
        List.of(bars),
        assumptions,
        () -> new AverageCross(20, 50, 0.95));
  }

  RunResult run(Assumptions changed, List<BarColumns> history) {
    Simulation simulation = Simulation.of(strategy.get()).under(changed).unrecorded();
    for (int i = 0; i < instruments.size(); i++) {
      simulation.on(instruments.get(i), history.get(i));
    }
    return simulation.run();
  }

  ReportInput report(List<String> notes) {
    RunResult result = run(assumptions, bars);
    List<RoundTrip> trips =
        RoundTrips.of(result.fills(), instruments, bars, RoundTrips.Pairing.FLAT_TO_FLAT);
    PerformanceOptions options = PerformanceOptions.standard();
    PerformanceReport performance = PerformanceReport.of(input(result, trips), options);
    VolumeCap volume = VolumeCap.of(VolumeCap.Measure.BARS, instruments);
    return new ReportInput(
        new RunFacts(
            "0123456789abcdef",
            name,
            "Long while the 20-day average is above the 50-day average, else out.",
            RunFacts.Status.of(result),
            result.failure().map(Throwable::getMessage),
            bars.getFirst().openTimeNanos()[0],
            bars.getFirst().closeTimeNanos()[bars.getFirst().size() - 1],
            result.finalEquity(),
            result.feesPaid(),
            "{\"engine\":1,\"strategy\":{\"name\":\"" + name + "\"}}",
            "ab".repeat(32)),
        new TreeMap<>(Map.of("fast", "20", "slow", "50", "fraction", "0.95")),
        notes,
        assumptions,
        RiskLimits.NONE,
        performance,
        ReportInput.moments(result.equity(), performance),
        instruments,
        bars,
        volume,
        result.fills(),
        trips,
        FillSensitivity.of(result, assumptions, bars, none(), options, volume, this::rerun),
        List.of());
  }

  private List<CorporateActions> none() {
    return instruments.stream().map(one -> CorporateActions.none(one.symbol())).toList();
  }

  private RunResult rerun(
      Assumptions changed, List<BarColumns> history, List<CorporateActions> unused) {
    return run(changed, history);
  }

  /// Equity from the first open on, beside the first instrument bought and held.
  private PerformanceInput input(RunResult result, List<RoundTrip> trips) {
    int moments = result.equity().size();
    long[] times = new long[moments + 1];
    double[] equity = new double[moments + 1];
    double[] benchmark = new double[moments + 1];
    BarColumns first = bars.getFirst();
    times[0] = first.openTimeNanos()[0];
    equity[0] = FixedPoint.toDouble(assumptions.cash());
    benchmark[0] = FixedPoint.toDouble(first.open()[0]);
    int bar = -1;
    for (int i = 0; i < moments; i++) {
      times[i + 1] = result.equity().timeNanos(i);
      equity[i + 1] = FixedPoint.toDouble(result.equity().equity(i));
      while (bar + 1 < first.size() && first.closeTimeNanos()[bar + 1] <= times[i + 1]) {
        bar++;
      }
      benchmark[i + 1] = bar < 0 ? benchmark[0] : FixedPoint.toDouble(first.close()[bar]);
    }
    return new PerformanceInput(
        times, equity, Optional.of(benchmark), exposure(result), trips, costs(result));
  }

  /// Of the one instrument of a sample: quantity × close over equity after each bar.
  private Exposure exposure(RunResult result) {
    double[] share = new double[result.equity().size() + 1];
    FillLog fills = result.fills();
    long held = 0;
    int next = 0;
    for (int i = 0; i + 1 < share.length; i++) {
      while (next < fills.size() && fills.barIndex(next) <= i) {
        held += fills.signedQuantity(next++);
      }
      double value =
          FixedPoint.toDouble(instruments.getFirst().cashValue(bars.getFirst().close()[i], held));
      share[i + 1] = value / FixedPoint.toDouble(result.equity().equity(i));
    }
    return new Exposure(share, share);
  }

  private TradingCosts costs(RunResult result) {
    FillLog fills = result.fills();
    long traded = 0;
    for (int i = 0; i < fills.size(); i++) {
      Instrument instrument = instruments.get(fills.instrument(i));
      traded += instrument.cashValue(fills.price(i), Math.abs(fills.signedQuantity(i)));
    }
    return new TradingCosts(traded, result.feesPaid(), 0, 0);
  }
}
