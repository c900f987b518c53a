package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.performance.Growth;
import io.papertape.performance.GrowthBand;
import io.papertape.performance.Interval;
import io.papertape.performance.MeanMonitor;
import io.papertape.performance.Sampling;
import io.papertape.simulation.RunMemory;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.UsedSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Holds a session against its backtest by the returns of whole days.
///
/// The day in which the session began and the one that its tape ends in are left out, as parts of
/// days have other returns than days.
public final class SessionTracker {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int RESAMPLES = 2_000;
  private static final double MOST_PERIODS_APART = 252;

  /// Mean return, hit rate and slippage: each has a third of the chance of a false alarm.
  private static final int TESTS = 3;

  private final double alpha;
  private final double confidence;
  private final long seed;

  /// @param alpha      chance of ever raising a false alarm, of all tests together
  /// @param confidence of the band
  /// @param seed       of the band's paths
  public SessionTracker(double alpha, double confidence, long seed) {
    this.alpha = alpha;
    this.confidence = confidence;
    this.seed = seed;
  }

  /// @param strategy makes new instances of the session's
  /// @throws WorkspaceException if the run is of another strategy
  public SessionTracking track(
      Workspace workspace, SessionFolder folder, Supplier<Strategy> strategy, RunFolder run) {
    List<String> notes = RunLikeness.notes(folder, run);
    return tracking(
        folder.id(),
        run.id(),
        returns(folder, strategy.get()),
        returns(run),
        trades(workspace, folder, strategy, run),
        notes);
  }

  SessionTracking tracking(String session, String run, double[] ours, double[] expected) {
    return tracking(session, run, ours, expected, TradeTracking.NONE, List.of());
  }

  /// From the returns of the days of both.
  private SessionTracking tracking(
      String session,
      String run,
      double[] ours,
      double[] expected,
      TradeTracking trades,
      List<String> notes) {
    Optional<MeanMonitor> monitor = Optional.empty();
    if (MeanMonitor.isTestable(expected)) {
      monitor = Optional.of(MeanMonitor.against(expected, alpha / TESTS));
      Arrays.stream(ours).forEach(monitor.get()::add);
    }
    Optional<Interval> band = Optional.empty();
    if (ours.length > 0 && monitor.isPresent()) {
      List<Interval> within =
          GrowthBand.of(expected, ours.length, RESAMPLES, confidence, seed).within();
      band = Optional.of(within.getLast());
    }
    double mean = Arrays.stream(ours).average().orElse(Double.NaN);
    return new SessionTracking(
        session,
        run,
        ours.length,
        Growth.total(ours),
        mean,
        expected.length,
        Arrays.stream(expected).average().orElse(Double.NaN),
        band,
        monitor,
        trades,
        notes);
  }

  private TradeTracking trades(
      Workspace workspace, SessionFolder folder, Supplier<Strategy> strategy, RunFolder run) {
    Manifest manifest = run.readManifest();
    JournaledTrades ours = ours(folder);
    JournaledTrades labs = labs(run, manifest);
    double[] labSlippage = new double[0];
    Optional<String> why = Optional.empty();
    try {
      labSlippage = DecisionPrices.ofRun(DecisionPrices.bars(workspace, manifest), labs.fills());
    } catch (WorkspaceException e) {
      why = Optional.of(e.getMessage());
    }
    return TradeTracking.of(
        ours.wins(),
        labs.wins(),
        DecisionPrices.ofSession(folder, strategy.get(), ours.fills()),
        labSlippage,
        why,
        alpha / TESTS);
  }

  private static JournaledTrades ours(SessionFolder folder) {
    try (BufferedReader journal = Files.newBufferedReader(folder.journal())) {
      return JournaledTrades.read(
          journal,
          folder.manifest().instruments().stream().map(TapeInstrument::instrument).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JournaledTrades labs(RunFolder run, Manifest manifest) {
    try (BufferedReader journal =
        new BufferedReader(new InputStreamReader(run.openJournal(), StandardCharsets.UTF_8))) {
      return JournaledTrades.read(
          journal, manifest.instruments().stream().map(UsedSeries::instrument).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] returns(SessionFolder folder, Strategy strategy) {
    SessionManifest manifest = folder.manifest();
    try (TapeReader tape = SessionTape.openFromStart(folder.tape(), manifest)) {
      DayLevels levels = new DayLevels(tape);
      SessionRun.simulation(manifest, strategy, new SessionSource(levels, manifest))
          .using(RunMemory.forgetting())
          .unrecorded()
          .run();
      levels.end();
      double[] all =
          daily(
              LongStream.concat(LongStream.of(manifest.startNanos()), Arrays.stream(levels.times()))
                  .toArray(),
              Arrays.stream(levels.levels()).mapToDouble(FixedPoint::toDouble).toArray(),
              FixedPoint.toDouble(manifest.assumptions().cash()));
      return all.length < 3 ? new double[0] : Arrays.copyOfRange(all, 1, all.length - 1);
    }
  }

  private static double[] returns(RunFolder run) {
    try (BufferedReader lines = Files.newBufferedReader(run.equity())) {
      List<String[]> rows = lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
      long[] times = rows.stream().mapToLong(row -> Times.nanos(Instant.parse(row[0]))).toArray();
      double[] equity =
          rows.stream().mapToDouble(row -> FixedPoint.toDouble(FixedPoint.parse(row[1]))).toArray();
      if (times.length == 0) {
        throw WorkspaceException.data("Run has no equity: run=%s.".formatted(run.id()));
      }
      long start = times[0] - 1;
      double cash = FixedPoint.toDouble(run.readManifest().assumptions().cash());
      return daily(
          LongStream.concat(LongStream.of(start), Arrays.stream(times)).toArray(), equity, cash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns of days, UTC; a moment exactly at midnight ends the day before.
  ///
  /// @param times start of the account, then every moment
  private static double[] daily(long[] times, double[] equity, double cash) {
    long[] days =
        Arrays.stream(times).map(nanos -> nanos % NANOS_PER_DAY == 0 ? nanos - 1 : nanos).toArray();
    Sampling sampling = Sampling.of(days, ZoneOffset.UTC);
    if (sampling.periodsPerYear() < MOST_PERIODS_APART) {
      throw WorkspaceException.data(
          "Moments are further apart than days: periodsPerYear=%s. Use a run on daily bars or less."
              .formatted(sampling.periodsPerYear()));
    }
    double[] levels = new double[equity.length + 1];
    levels[0] = cash;
    System.arraycopy(equity, 0, levels, 1, equity.length);
    return sampling.returns(levels);
  }
}
