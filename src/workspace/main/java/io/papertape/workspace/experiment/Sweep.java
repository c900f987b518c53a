package io.papertape.workspace.experiment;

import io.papertape.experiment.Selection;
import io.papertape.experiment.SelectionOptions;
import io.papertape.experiment.TrialReturns;
import io.papertape.experiment.Trials;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.DurableFiles;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Tries a strategy with many parameter sets and says what is left of the best.
///
/// The sweep's folder, `<home>/sweeps/<id>/`, keeps each trial as soon as it is done. The same
/// sweep started again takes up where it was stopped, and leaves the same table to the byte; the
/// number of threads changes nothing.
public final class Sweep {
  /// Trials between two entries into the registry: as many, or so many that it takes a while.
  private static final int FEWEST = 256;

  private static final int MOST = 4_096;
  private static final long WHILE_NANOS = 500_000_000;

  private static final double HEAP_SHARE = 0.6;

  private final Workspace workspace;
  private final TrialRunner runner;
  private final SweepPlan plan;
  private final TrialPool pool;
  private final SweepProgress progress;
  private final List<Long> points = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();

  /// @param entry of a trial that counts
  private record Tried(Trial trial, Optional<TrialRegistry.Entry> entry) {}

  private Sweep(
      Workspace workspace,
      TrialRunner runner,
      SweepPlan plan,
      TrialPool pool,
      SweepProgress progress) {
    this.workspace = workspace;
    this.runner = runner.stopping(plan.stop());
    this.plan = plan;
    this.pool = pool;
    this.progress = progress;
  }

  /// Runs a sweep to its end.
  ///
  /// @param nanoClock paces what is written to the disk; no result depends on it
  public static SweepResult run(
      Workspace workspace,
      TrialRunner runner,
      SweepPlan plan,
      int threads,
      SweepProgress progress,
      LongSupplier nanoClock) {
    try (TrialPool pool = new TrialPool(threads)) {
      return new Sweep(workspace, runner, plan, pool, progress).run(nanoClock);
    }
  }

  private SweepResult run(LongSupplier nanoClock) {
    Search search = plan.search().over(plan.space());
    requireMemory(search.most());
    RunPlan base = runner.plan(Map.of());
    byte[] manifest = plan.manifest(Manifest.of(base, runner.data()), runner.objective());
    String id = SweepPlan.id(manifest);
    Path root = workspace.home().resolve("sweeps");
    Path folder = root.resolve(id);
    TrialRegistry registry = registry(workspace, base, runner);
    Path lock = root.resolve(".locks").resolve(id + ".lock");
    try (WriteLock _ = WriteLock.take(lock, WriteLock.PATIENCE)) {
      Files.createDirectories(folder);
      DurableFiles.write(folder.resolve("manifest.json"), manifest);
      try (TrialLog log = new TrialLog(folder.resolve("trials.log"), plan.space(), nanoClock)) {
        progress.starts(id, search.most(), log.restored());
        tryAll(search, log, registry, nanoClock);
      }
      SweepResult result = result(id, folder, base.strategy().name(), manifest, registry);
      SweepFiles.write(result, base);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The registry that a plan's trials belong to.
  public static TrialRegistry registry(Workspace workspace, RunPlan plan, TrialRunner runner) {
    return TrialRegistry.of(
        workspace,
        plan.strategy().name(),
        plan.data().dataSet(),
        runner.data().used().stream().map(used -> used.instrument().symbol()).toList(),
        runner.data().used().getFirst().resolution());
  }

  /// The returns of all trials are needed at once.
  private void requireMemory(int most) {
    long bytes = 8L * most * runner.endNanos().length;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > HEAP_SHARE * heap) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          ("Returns do not fit into memory: trials=%d, periods=%d, megabytes=%d, heapMegabytes=%d."
                  + " Try fewer, or set JAVA_TOOL_OPTIONS=-Xmx8g.")
              .formatted(most, runner.endNanos().length, bytes >> 20, heap >> 20));
    }
  }

  private void tryAll(Search search, TrialLog log, TrialRegistry registry, LongSupplier nanoClock) {
    AtomicInteger done = new AtomicInteger();
    int most = FEWEST;
    List<Long> batch = search.next(List.of());
    while (!batch.isEmpty()) {
      List<OptionalDouble> scores = new ArrayList<>();
      int from = 0;
      while (from < batch.size()) {
        List<Long> chunk = batch.subList(from, Math.min(batch.size(), from + most));
        long start = nanoClock.getAsLong();
        List<Tried> made = pool.all(chunk.size(), i -> tried(chunk.get(i), log), _ -> tell(done));
        points.addAll(chunk);
        made.forEach(one -> trials.add(one.trial()));
        made.forEach(one -> scores.add(runner.objective().score(one.trial().objective())));
        registry.add(made.stream().flatMap(one -> one.entry().stream()).toList());
        from += chunk.size();
        most = nanoClock.getAsLong() - start < WHILE_NANOS ? Math.min(2 * most, MOST) : FEWEST;
      }
      batch = search.next(scores);
    }
  }

  private void tell(AtomicInteger done) {
    synchronized (progress) {
      progress.done(done.incrementAndGet());
    }
  }

  private Trial trial(long point, TrialLog log) {
    Optional<Trial> known = log.find(point);
    if (known.isPresent()) {
      return known.get();
    }
    Trial trial = runner.run(plan.space().at(point));
    log.append(point, trial);
    return trial;
  }

  private Tried tried(long point, TrialLog log) {
    Trial trial = trial(point, log);
    return new Tried(
        trial,
        trial.isCounted()
            ? Optional.of(new TrialRegistry.Entry(trial.manifest(), sharpe(trial)))
            : Optional.empty());
  }

  /// Per period, as the registry keeps it; 0 if returns do not vary.
  static double sharpe(Trial trial) {
    return trial.returns().length < 2
        ? 0
        : new TrialReturns(new double[][] {trial.returns()}).sharpes()[0];
  }

  private SweepResult result(
      String id, Path folder, String strategy, byte[] manifest, TrialRegistry registry) {
    List<Integer> counted =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCounted()).boxed().toList();
    if (counted.isEmpty()) {
      Trial first = trials.getFirst();
      throw new WorkspaceException(
          WorkspaceException.Kind.STRATEGY,
          "Every trial failed: trials=%d, first=%s, cause=%s"
              .formatted(trials.size(), first.parameters(), first.problem().orElse("unknown")));
    }
    Trials ever = TrialRegistry.trials(registry.all()).orElseThrow();
    progress.step("statistics");
    boolean isLong = runner.endNanos().length >= 2;
    Optional<TrialReturns> returns =
        isLong
            ? Optional.of(
                new TrialReturns(
                    counted.stream().map(i -> trials.get(i).returns()).toArray(double[][]::new)))
            : Optional.empty();
    Optional<Selection> selection = returns.map(r -> selection(r, ever));
    List<CorrectedSharpe> left =
        returns
            .map(
                r ->
                    CorrectedSharpe.of(r.sharpes(), r.best(), r.periods(), runner.periodsPerYear()))
            .orElse(List.of());
    progress.step("fill sensitivity");
    List<FillStability> stability = FillStability.of(runner, trials, plan.sample(), pool);
    return new SweepResult(
        id,
        folder,
        strategy,
        plan,
        runner.objective(),
        manifest,
        points,
        trials,
        counted,
        runner.periodsPerYear(),
        selection,
        ever,
        left,
        stability);
  }

  private Selection selection(TrialReturns returns, Trials ever) {
    SelectionOptions options =
        new SelectionOptions(
                runner.periodsPerYear(),
                Optional.empty(),
                plan.blocks(),
                plan.resamples(),
                plan.search().seed())
            .since(ever);
    return Selection.of(returns, options, pool);
  }
}
