package io.papertape.workspace.run;

import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.performance.TradingCosts;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.report.DatedEquity;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A run that is over, with everything that is computed from it.
///
/// @param report     its performance; the same run gives the same figures, bit for bit
/// @param reproduces false if it was made again at once and came to something else
public record FinishedRun(
    Manifest manifest,
    RunBars data,
    RunResult result,
    List<RoundTrip> roundTrips,
    PerformanceReport report,
    boolean reproduces) {
  /// Runs a manifest on its data and computes what follows from it. Where there are two cores, one
  /// hashes the journal: the sink is called from a second thread.
  static FinishedRun of(
      Manifest manifest, RunBars data, Strategy strategy, JournalSink sink, LongConsumer progress) {
    return stating(manifest.hash(), manifest, data, strategy, sink, progress);
  }

  /// The same, with another text in the journal where the manifest's hash stands.
  static FinishedRun stating(
      String hash,
      Manifest manifest,
      RunBars data,
      Strategy strategy,
      JournalSink sink,
      LongConsumer progress) {
    Simulation simulation =
        simulation(hash, manifest, data, strategy, progress).journal(sink, RecordLevel.FOLDED);
    if (Runtime.getRuntime().availableProcessors() > 1) {
      simulation.hashingAside();
    }
    RunResult result = simulation.run();
    List<RoundTrip> trips = roundTrips(manifest, data, result);
    PerformanceReport report =
        PerformanceReport.of(input(manifest, data, result, trips), manifest.performance());
    return new FinishedRun(manifest, data, result, trips, report, true);
  }

  FinishedRun notReproducing() {
    return new FinishedRun(manifest, data, result, roundTrips, report, false);
  }

  static List<RoundTrip> roundTrips(Manifest manifest, RunBars data, RunResult result) {
    RoundTrips.Pairing pairing = manifest.pairing();
    return data.ticks().isEmpty()
        ? RoundTrips.of(result.fills(), data.instruments(), data.bars(), pairing)
        : RoundTrips.onTicks(result.fills(), data.instruments(), data.bars(), pairing);
  }

  static RunResult simulate(
      Manifest manifest,
      RunBars data,
      Strategy strategy,
      JournalSink sink,
      RecordLevel level,
      LongConsumer progress) {
    return simulation(manifest.hash(), manifest, data, strategy, progress)
        .journal(sink, level)
        .run();
  }

  /// Not started; it keeps a journal of default level that goes nowhere.
  static Simulation simulation(
      String hash, Manifest manifest, RunBars data, Strategy strategy, LongConsumer progress) {
    Simulation simulation = bare(hash, manifest, strategy, progress);
    for (int i = 0; i < data.bars().size(); i++) {
      UsedSeries used = data.used().get(i);
      simulation.on(used.instrument(), data.bars().get(i), used.actions());
      if (!data.ticks().isEmpty()) {
        data.ticks().get(i).addTo(simulation);
      }
    }
    return simulation;
  }

  /// The same, without its instruments.
  static Simulation bare(String hash, Manifest manifest, Strategy strategy, LongConsumer progress) {
    return Simulation.of(strategy)
        .named(manifest.strategy())
        .under(manifest.assumptions())
        .within(manifest.limits())
        .manifest(hash)
        .progress(progress);
  }

  static PerformanceInput input(
      Manifest manifest, RunBars data, RunResult result, List<RoundTrip> trips) {
    PerformanceInput plain = equity(manifest, data, result);
    EquityCurve curve = result.equity();
    List<Instrument> compared =
        data.benchmark().map(used -> List.of(used.instrument())).orElse(data.instruments());
    List<BarColumns> bars = data.benchmarkBars().map(List::of).orElse(data.bars());
    List<CorporateActions> actions =
        data.benchmark()
            .map(used -> List.of(used.actions()))
            .orElseGet(() -> data.used().stream().map(UsedSeries::actions).toList());
    return new PerformanceInput(
        plain.timeNanos(),
        plain.equity(),
        Optional.of(HeldPositions.buyAndHold(compared, bars, actions, curve)),
        HeldPositions.exposure(result, data),
        trips,
        costs(data, result));
  }

  /// Equity alone: the start of the account, then every moment.
  static PerformanceInput equity(Manifest manifest, RunBars data, RunResult result) {
    return DatedEquity.of(result.equity(), manifest.assumptions().cash(), data.firstOpenNanos());
  }

  private static TradingCosts costs(RunBars data, RunResult result) {
    FillLog fills = result.fills();
    long traded = 0;
    long slippage = 0;
    for (int i = 0; i < fills.size(); i++) {
      Instrument instrument = data.used().get(fills.instrument(i)).instrument();
      long value = instrument.cashValue(fills.price(i), Math.abs(fills.signedQuantity(i)));
      traded = Math.addExact(traded, value);
      slippage = Math.addExact(slippage, fills.slippage(i));
    }
    return new TradingCosts(traded, result.feesPaid(), slippage, 0);
  }

  /// How it ended: `complete`, `failed` or `ruined`.
  public String status() {
    if (result.failure().isPresent()) {
      return "failed";
    }
    return result.isRuined() ? "ruined" : "complete";
  }
}
