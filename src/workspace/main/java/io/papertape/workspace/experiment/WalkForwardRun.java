package io.papertape.workspace.experiment;

import io.papertape.experiment.Fold;
import io.papertape.experiment.Fold.Span;
import io.papertape.experiment.FoldChoice;
import io.papertape.experiment.PurgedFolds;
import io.papertape.experiment.Selection;
import io.papertape.experiment.SelectionOptions;
import io.papertape.experiment.TrialReturns;
import io.papertape.experiment.Trials;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Chooses parameters on the past and judges them on what comes next, window by window.
///
/// Each parameter set runs once over the whole history; a window chooses by the returns of its
/// training and takes the returns of its test. What a run does in a window follows from the bars
/// up to there alone, so nothing of a test is in the choice. The number of threads changes
/// nothing, and one that was stopped goes on where it was.
public final class WalkForwardRun {
  private final Workspace workspace;
  private final TrialRunner runner;
  private final WalkForwardPlan plan;
  private final TrialPool pool;
  private final SweepProgress progress;
  private final SliceFigures figures;
  private final List<LocalDate> days;

  private WalkForwardRun(
      Workspace workspace,
      TrialRunner runner,
      WalkForwardPlan plan,
      TrialPool pool,
      SweepProgress progress) {
    this.workspace = workspace;
    this.runner = runner;
    this.plan = plan;
    this.pool = pool;
    this.progress = progress;
    figures = new SliceFigures(runner);
    ZoneId zone = runner.plan(Map.of()).performance().zone();
    days =
        Arrays.stream(runner.endNanos())
            .mapToObj(nanos -> Times.instant(nanos).atZone(zone).toLocalDate())
            .toList();
  }

  /// Runs to the end and keeps the result in `<home>/walk-forwards/<id>/`; one that was done
  /// before ([FinishedExperiment#walkForward]) again.
  ///
  /// @param nanoClock paces what is written to the disk; no result depends on it
  public static WalkForwardResult run(
      Workspace workspace,
      TrialRunner runner,
      WalkForwardPlan plan,
      int threads,
      SweepProgress progress,
      LongSupplier nanoClock) {
    return run(workspace, runner, plan, threads, progress, nanoClock, _ -> {});
  }

  /// The same.
  ///
  /// @param sealed takes the folder to the ledger, before the result counts as kept
  public static WalkForwardResult run(
      Workspace workspace,
      TrialRunner runner,
      WalkForwardPlan plan,
      int threads,
      SweepProgress progress,
      LongSupplier nanoClock,
      Consumer<Path> sealed) {
    try (TrialPool pool = new TrialPool(threads)) {
      return new WalkForwardRun(workspace, runner, plan, pool, progress).run(nanoClock, sealed);
    }
  }

  private WalkForwardResult run(LongSupplier nanoClock, Consumer<Path> sealed) {
    if (days.size() < 2) {
      throw WorkspaceException.data(
          "Too few periods: periods=%d, least=2. Use more data.".formatted(days.size()));
    }
    List<Fold> folds = plan.cut().folds(days);
    List<Search> searches = searches(folds);
    int most = (int) Math.min(plan.space().size(), searches.stream().mapToLong(Search::most).sum());
    runner.requireMemory(most);
    RunPlan base = runner.plan(Map.of());
    byte[] manifest = plan.manifest(runner.manifest(), runner.objective());
    ExperimentFolder folder =
        ExperimentFolder.of(workspace, ExperimentFolder.WALK_FORWARDS, manifest);
    TrialRegistry registry = TrialRegistry.of(workspace, runner.manifest());
    try (WriteLock _ = folder.lock()) {
      folder.begin(manifest, base.folder());
      Tried tried;
      try (TrialLog log = new TrialLog(folder.log(), plan.space(), nanoClock)) {
        progress.starts(folder.id(), most, log.restored());
        tried =
            new SearchRunner(runner, plan.space(), pool, log, registry, progress, nanoClock)
                .all(searches, (i, trial) -> score(folds.get(i), trial));
      }
      WalkForwardResult result =
          result(folder, base.strategy().name(), manifest, folds, tried, registry);
      WalkForwardFiles.write(result, base.performance().zone(), folder, sealed);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One for all windows, if what it proposes does not depend on results; else one for each, so
  /// that no window is offered what others have found with knowledge of its test.
  private List<Search> searches(List<Fold> folds) {
    return switch (plan.search().kind()) {
      case GRID, RANDOM -> List.of(plan.search().over(plan.space()));
      case EVOLVE -> folds.stream().map(_ -> plan.search().over(plan.space())).toList();
    };
  }

  /// By the training alone.
  private OptionalDouble score(Fold fold, Trial trial) {
    return trial.isCounted()
        ? figures.score(FoldChoice.within(trial.returns(), fold.train()), fold.train())
        : OptionalDouble.empty();
  }

  private WalkForwardResult result(
      ExperimentFolder folder,
      String strategy,
      byte[] manifest,
      List<Fold> folds,
      Tried tried,
      TrialRegistry registry) {
    List<Trial> trials = tried.trials();
    List<Integer> counted =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCounted()).boxed().toList();
    if (counted.isEmpty()) {
      throw Sweep.failed(trials);
    }
    progress.step("windows");
    Trials ever = registry.judging(tried.luck(), runner.endNanos().length);
    TrialReturns returns =
        new TrialReturns(
            counted.stream().map(i -> trials.get(i).returns()).toArray(double[][]::new));
    List<int[]> candidates = tried.bySearch().stream().map(own -> places(own, counted)).toList();
    List<FoldChoice> choices =
        pool.all(
            folds.size(),
            i ->
                FoldChoice.of(
                    returns,
                    candidates.get(Math.min(i, candidates.size() - 1)),
                    folds.get(i),
                    figures::score),
            _ -> {});
    List<WalkForwardResult.Window> windows =
        choices.stream().map(one -> window(returns, counted, one)).toList();
    progress.step("chosen and last alone");
    TrialsAlone.require(runner, trials, chosen(windows, counted));
    progress.step("statistics");
    return new WalkForwardResult(
        folder.id(),
        folder.path(),
        strategy,
        plan,
        runner.objective(),
        manifest,
        days,
        trials,
        counted,
        windows,
        stitched(returns, choices),
        paths(returns, choices),
        runner.periodsPerYear(),
        Optional.of(selection(returns, ever)),
        ever,
        registry.uncounted(),
        CorrectedSharpe.of(
            returns.sharpes(),
            tried.others(registry.ratios(returns.periods())),
            returns.best(),
            returns.periods(),
            runner.periodsPerYear()));
  }

  /// The choices of the first and the last window, and the last trial.
  private static List<Integer> chosen(
      List<WalkForwardResult.Window> windows, List<Integer> counted) {
    return Stream.concat(
            Stream.of(windows.getFirst(), windows.getLast()).flatMap(one -> one.trial().stream()),
            Stream.of(counted.getLast()))
        .toList();
  }

  /// Where those of some trials that count stand among all that do.
  private static int[] places(int[] trials, List<Integer> counted) {
    return Arrays.stream(trials)
        .map(trial -> Collections.binarySearch(counted, trial))
        .filter(place -> place >= 0)
        .toArray();
  }

  private WalkForwardResult.Window window(
      TrialReturns returns, List<Integer> counted, FoldChoice choice) {
    return new WalkForwardResult.Window(
        choice,
        Optional.of(choice.trial()).filter(trial -> trial != FoldChoice.NONE).map(counted::get),
        figures.of(choice.trained(returns), choice.fold().train()),
        figures.of(choice.judged(returns), choice.fold().test()));
  }

  private Optional<WalkForwardResult.History> stitched(
      TrialReturns returns, List<FoldChoice> choices) {
    return switch (plan.cut()) {
      case HistoryCut.Windows _ -> {
        int from = choices.getFirst().fold().test().getFirst().from();
        yield Optional.of(history(from, FoldChoice.stitched(returns, choices)));
      }
      case HistoryCut.Combinations _ -> Optional.empty();
    };
  }

  private List<WalkForwardResult.History> paths(TrialReturns returns, List<FoldChoice> choices) {
    return switch (plan.cut()) {
      case HistoryCut.Windows _ -> List.of();
      case HistoryCut.Combinations combinations -> {
        PurgedFolds cut = combinations.cut(days.size());
        List<WalkForwardResult.History> paths = new ArrayList<>();
        for (int i = 0; i < cut.paths(); i++) {
          paths.add(history(0, FoldChoice.path(returns, cut, choices, i)));
        }
        yield paths;
      }
    };
  }

  private WalkForwardResult.History history(int from, double[] returns) {
    int to = from + returns.length;
    long[] nanos = new long[returns.length + 1];
    nanos[0] = figures.startNanos(from);
    System.arraycopy(runner.endNanos(), from, nanos, 1, returns.length);
    return new WalkForwardResult.History(
        from, returns, nanos, figures.of(returns, List.of(new Span(from, to))));
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
