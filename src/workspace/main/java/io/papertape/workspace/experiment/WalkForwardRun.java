package io.papertape.workspace.experiment;

import io.papertape.experiment.Fold;
import io.papertape.experiment.Fold.Span;
import io.papertape.experiment.FoldChoice;
import io.papertape.experiment.PurgedFolds;
import io.papertape.experiment.Selection;
import io.papertape.experiment.SelectionOptions;
import io.papertape.experiment.TrialReturns;
import io.papertape.experiment.Trials;
import io.papertape.journal.Sha256;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Chooses parameters on the past and judges them on what comes next, window by window.
///
/// Each parameter set runs once over the whole history; a window chooses by the returns of its
/// training and takes the returns of its test. What a run does in a window follows from the bars
/// up to there alone, so nothing of a test is in the choice. The number of threads changes
/// nothing.
public final class WalkForwardRun {
  private static final int ID_DIGITS = 16;

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

  /// Runs to the end and keeps the result in `<home>/walk-forwards/<id>/`.
  public static WalkForwardResult run(
      Workspace workspace,
      TrialRunner runner,
      WalkForwardPlan plan,
      int threads,
      SweepProgress progress) {
    try (TrialPool pool = new TrialPool(threads)) {
      return new WalkForwardRun(workspace, runner, plan, pool, progress).run();
    }
  }

  private WalkForwardResult run() {
    if (days.isEmpty()) {
      throw WorkspaceException.data("No periods to walk through: periods=0. Use more data.");
    }
    List<Fold> folds = plan.cut().folds(days);
    RunPlan base = runner.plan(Map.of());
    byte[] manifest = plan.manifest(Manifest.of(base, runner.data()), runner.objective());
    String id = Sha256.hex(manifest).substring(0, ID_DIGITS);
    Path root = workspace.home().resolve("walk-forwards");
    Path lock = root.resolve(".locks").resolve(id + ".lock");
    try (WriteLock _ = WriteLock.take(lock, WriteLock.PATIENCE)) {
      List<Trial> trials = tryAll(id);
      Trials ever = register(base, trials);
      progress.step("windows");
      WalkForwardResult result =
          result(id, root.resolve(id), base.strategy().name(), manifest, folds, trials, ever);
      WalkForwardFiles.write(result, base.performance().zone());
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Trial> tryAll(String id) {
    List<Long> points =
        new SearchPlan(SearchPlan.Kind.GRID, plan.mostTrials(), plan.seed())
            .over(plan.space())
            .next(List.of());
    progress.starts(id, points.size(), 0);
    AtomicInteger done = new AtomicInteger();
    return pool.all(
        points.size(),
        i -> runner.run(plan.space().at(points.get(i))),
        _ -> {
          synchronized (progress) {
            progress.done(done.incrementAndGet());
          }
        });
  }

  private Trials register(RunPlan base, List<Trial> trials) {
    TrialRegistry registry = Sweep.registry(workspace, base, runner);
    Map<String, Double> all =
        registry.add(
            trials.stream()
                .filter(Trial::isCounted)
                .map(one -> new TrialRegistry.Entry(one.manifest(), Sweep.sharpe(one)))
                .toList());
    return TrialRegistry.trials(all).orElseThrow(() -> failed(trials));
  }

  private static WorkspaceException failed(List<Trial> trials) {
    Trial first = trials.getFirst();
    return new WorkspaceException(
        WorkspaceException.Kind.STRATEGY,
        "Every trial failed: trials=%d, first=%s, cause=%s"
            .formatted(trials.size(), first.parameters(), first.problem().orElse("unknown")));
  }

  private WalkForwardResult result(
      String id,
      Path folder,
      String strategy,
      byte[] manifest,
      List<Fold> folds,
      List<Trial> trials,
      Trials ever) {
    List<Integer> counted =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCounted()).boxed().toList();
    if (counted.isEmpty()) {
      throw failed(trials);
    }
    if (days.size() < 2) {
      throw WorkspaceException.data("Too few periods: periods=1, least=2. Use more data.");
    }
    TrialReturns returns =
        new TrialReturns(
            counted.stream().map(i -> trials.get(i).returns()).toArray(double[][]::new));
    List<FoldChoice> choices =
        pool.all(folds.size(), i -> FoldChoice.of(returns, folds.get(i), figures::score), _ -> {});
    List<WalkForwardResult.Window> windows =
        choices.stream().map(one -> window(returns, counted, one)).toList();
    progress.step("statistics");
    return new WalkForwardResult(
        id,
        folder,
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
        Optional.of(selection(returns, ever)),
        ever);
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
                plan.seed())
            .since(ever);
    return Selection.of(returns, options, pool);
  }
}
