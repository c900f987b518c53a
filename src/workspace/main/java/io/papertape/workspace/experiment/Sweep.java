package io.papertape.workspace.experiment;

import io.papertape.experiment.Selection;
import io.papertape.experiment.SelectionOptions;
import io.papertape.experiment.TrialReturns;
import io.papertape.experiment.Trials;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Tries a strategy with many parameter sets and says what is left of the best.
///
/// The sweep's folder, `<home>/sweeps/<id>/`, keeps each trial as soon as it is done. The same
/// sweep started again takes up where it was stopped, and leaves the same table to the byte; the
/// number of threads changes nothing.
public final class Sweep {
  private final Workspace workspace;
  private final TrialRunner runner;
  private final SweepPlan plan;
  private final TrialPool pool;
  private final SweepProgress progress;

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

  /// Runs a sweep to its end; one that was done before ([FinishedExperiment#sweep]) again.
  ///
  /// @param nanoClock paces what is written to the disk; no result depends on it
  public static SweepResult run(
      Workspace workspace,
      TrialRunner runner,
      SweepPlan plan,
      int threads,
      SweepProgress progress,
      LongSupplier nanoClock) {
    return run(workspace, runner, plan, threads, progress, nanoClock, _ -> {});
  }

  /// The same.
  ///
  /// @param sealed takes the folder to the ledger, before the result counts as kept
  public static SweepResult run(
      Workspace workspace,
      TrialRunner runner,
      SweepPlan plan,
      int threads,
      SweepProgress progress,
      LongSupplier nanoClock,
      Consumer<Path> sealed) {
    try (TrialPool pool = new TrialPool(threads)) {
      return new Sweep(workspace, runner, plan, pool, progress).run(nanoClock, sealed);
    }
  }

  private SweepResult run(LongSupplier nanoClock, Consumer<Path> sealed) {
    Search search = plan.search().over(plan.space());
    runner.requireMemory(search.most());
    RunPlan base = runner.plan(Map.of());
    byte[] manifest = plan.manifest(runner.manifest(), runner.objective());
    ExperimentFolder folder = ExperimentFolder.of(workspace, ExperimentFolder.SWEEPS, manifest);
    TrialRegistry registry = TrialRegistry.of(workspace, runner.manifest());
    try (WriteLock _ = folder.lock()) {
      folder.begin(manifest, base.folder());
      Tried tried;
      try (TrialLog log = new TrialLog(folder.log(), plan.space(), nanoClock)) {
        progress.starts(folder.id(), search.most(), log.restored());
        tried =
            new SearchRunner(runner, plan.space(), pool, log, registry, progress, nanoClock)
                .all(List.of(search), (_, trial) -> runner.objective().score(trial.objective()));
      }
      SweepResult result = result(folder, base.strategy().name(), manifest, tried, registry);
      SweepFiles.write(result, base, folder, sealed);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SweepResult result(
      ExperimentFolder folder,
      String strategy,
      byte[] manifest,
      Tried tried,
      TrialRegistry registry) {
    List<Trial> trials = tried.trials();
    List<Integer> counted =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCounted()).boxed().toList();
    if (counted.isEmpty()) {
      throw failed(trials);
    }
    progress.step("best and last alone");
    requireAlone(trials, counted);
    Trials ever = registry.judging(tried.luck(), runner.endNanos().length);
    progress.step("statistics");
    boolean isAsked =
        runner.endNanos().length >= 2
            && counted.stream().anyMatch(i -> trials.get(i).status() != Trial.Status.STOPPED);
    Optional<TrialReturns> returns =
        isAsked
            ? Optional.of(
                new TrialReturns(
                    counted.stream().map(i -> trials.get(i).returns()).toArray(double[][]::new)))
            : Optional.empty();
    List<Integer> stopped = stopped(trials, counted);
    Optional<Selection> selection = returns.map(r -> selection(r, ever, stopped));
    List<CorrectedSharpe> left =
        returns
            .filter(_ -> stopped.isEmpty())
            .map(
                r ->
                    CorrectedSharpe.of(
                        r.sharpes(),
                        tried.others(registry.ratios(r.periods())),
                        r.best(),
                        r.periods(),
                        runner.periodsPerYear()))
            .orElse(List.of());
    progress.step("fill sensitivity");
    List<FillStability> stability = FillStability.of(runner, trials, plan.sample(), pool);
    return new SweepResult(
        folder.id(),
        folder.path(),
        strategy,
        runner.data().currency(),
        plan,
        runner.objective(),
        manifest,
        tried.points(),
        trials,
        counted,
        runner.periodsPerYear(),
        selection,
        ever,
        registry.uncounted(),
        left,
        stability);
  }

  /// Which of those that count were stopped early.
  private static List<Integer> stopped(List<Trial> trials, List<Integer> counted) {
    return IntStream.range(0, counted.size())
        .filter(i -> trials.get(counted.get(i)).status() == Trial.Status.STOPPED)
        .boxed()
        .toList();
  }

  private void requireAlone(List<Trial> trials, List<Integer> counted) {
    List<Integer> ranking = SweepResult.ranking(trials, runner.objective());
    int best = ranking.isEmpty() ? counted.getFirst() : ranking.getFirst();
    TrialsAlone.require(runner, trials, List.of(best, counted.getLast()));
  }

  static WorkspaceException failed(List<Trial> trials) {
    Trial first = trials.getFirst();
    return new WorkspaceException(
        WorkspaceException.Kind.STRATEGY,
        "Every trial failed: trials=%d, first=%s, cause=%s"
            .formatted(trials.size(), first.parameters(), first.why()));
  }

  private Selection selection(TrialReturns returns, Trials ever, List<Integer> stopped) {
    SelectionOptions options =
        new SelectionOptions(
                runner.periodsPerYear(),
                Optional.empty(),
                plan.blocks(),
                plan.resamples(),
                plan.search().seed())
            .since(ever)
            .stopping(stopped);
    return Selection.of(returns, options, pool);
  }
}
