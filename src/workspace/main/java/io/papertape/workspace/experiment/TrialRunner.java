package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PlainFigures;
import io.papertape.performance.Sampling;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.SharedColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.ManifestHashes;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.UnrecordedRun;
import io.papertape.workspace.strategy.StrategyFrame;
import io.papertape.workspace.strategy.StrategyVariants;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Runs a strategy with one parameter set after the other over the same data, which are loaded
/// once. Safe for several threads; a trial does not depend on the others.
///
/// ```java
/// TrialRunner runner = TrialRunner.of(workspace, variants, plan -> plan, Objective.SHARPE);
/// Trial trial = runner.run(Map.of("fast_bars", "10"));
/// Trial early = runner.between(first, last).run(Map.of("fast_bars", "10"));
/// ```
public final class TrialRunner {
  private static final double HEAP_SHARE = 0.6;

  private final StrategyVariants variants;
  private final UnaryOperator<RunPlan> stated;
  private final Objective objective;
  private final Objective.Group group;
  private final EarlyStop stop;
  private final RunBars data;
  private final SharedColumns columns;
  private final ManifestHashes hashes = ManifestHashes.ofRuns();
  private final ManifestHashes configurations = ManifestHashes.ofConfigurations();
  private final Sampling sampling;
  private final Manifest base;

  /// A trial is read before the next one of its thread begins.
  private final ThreadLocal<RunMemory> memory = ThreadLocal.withInitial(RunMemory::new);

  private TrialRunner(
      StrategyVariants variants,
      UnaryOperator<RunPlan> stated,
      Objective objective,
      EarlyStop stop,
      RunBars data,
      SharedColumns columns) {
    this.variants = variants;
    this.stated = stated;
    this.objective = objective;
    this.stop = stop;
    this.data = data;
    this.columns = columns;
    group = objective.group();
    RunPlan plan = plan(Map.of());
    base = Manifest.of(plan, data);
    sampling = Sampling.of(Moments.of(data), plan.performance().zone());
  }

  /// Loads the data of the strategy with its own values.
  ///
  /// @param stated what the command says in place of the strategy, such as other data or costs
  public static TrialRunner of(
      Workspace workspace,
      StrategyVariants variants,
      UnaryOperator<RunPlan> stated,
      Objective objective) {
    RunPlan plan = stated.apply(RunPlan.of(variants.with(Map.of())));
    RunBars data = RunBars.load(workspace, plan.data());
    return new TrialRunner(variants, stated, objective, EarlyStop.NEVER, data, new SharedColumns());
  }

  /// The same on a part of the data: days from the first to the last, both inclusive.
  public TrialRunner between(Optional<LocalDate> from, Optional<LocalDate> to) {
    UnaryOperator<RunPlan> narrower =
        plan -> {
          RunPlan own = stated.apply(plan);
          return own.on(own.data().between(from, to));
        };
    return new TrialRunner(
        variants, narrower, objective, stop, data.between(from, to), new SharedColumns());
  }

  /// The same, ending runs early.
  public TrialRunner stopping(EarlyStop rule) {
    return new TrialRunner(variants, stated, objective, rule, data, columns);
  }

  /// The same under other assumptions.
  public TrialRunner changed(UnaryOperator<RunPlan> change) {
    return new TrialRunner(
        variants, plan -> change.apply(stated.apply(plan)), objective, stop, data, columns);
  }

  /// The same on other data, such as bars that are known later.
  TrialRunner on(RunBars other) {
    return new TrialRunner(variants, stated, objective, stop, other, new SharedColumns());
  }

  /// The same with nothing that trials before may have left behind.
  TrialRunner apart() {
    return new TrialRunner(variants.apart(), stated, objective, stop, data, new SharedColumns());
  }

  /// What is run with these values.
  public RunPlan plan(Map<String, String> parameters) {
    return stated.apply(RunPlan.of(variants.with(parameters)));
  }

  public RunBars data() {
    return data;
  }

  /// Of the run with the values in force.
  Manifest manifest() {
    return base;
  }

  /// Of the run with these values, as the registry of trials has it.
  String configuration(Map<String, String> parameters) {
    return configurations.of(base.with(parameters));
  }

  /// Refuses trials whose returns, which statistics need all at once, take too much of the heap.
  void requireMemory(int trials) {
    long bytes = 8L * trials * endNanos().length;
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > HEAP_SHARE * heap) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          ("Returns do not fit into memory: trials=%d, periods=%d, megabytes=%d, heapMegabytes=%d."
                  + " Try fewer, or set JAVA_TOOL_OPTIONS=-Xmx%dg.")
              .formatted(
                  trials,
                  endNanos().length,
                  bytes >> 20,
                  heap >> 20,
                  (long) Math.ceil(bytes / HEAP_SHARE / (1L << 30))));
    }
  }

  public Objective objective() {
    return objective;
  }

  /// Moment at which each of [Trial#returns] ended.
  public long[] endNanos() {
    return sampling.endNanos();
  }

  /// Of [Trial#returns]: 252 or 365 for days.
  public double periodsPerYear() {
    return sampling.periodsPerYear();
  }

  /// Runs one parameter set to the end of the data.
  public Trial run(Map<String, String> parameters) {
    SortedMap<String, String> values = new TreeMap<>(parameters);
    RunPlan plan;
    try {
      plan = plan(values);
    } catch (WorkspaceException e) {
      return refused(values, e.getMessage());
    }
    UnrecordedRun run =
        UnrecordedRun.of(plan, data, stop.around(plan.strategy().create()), columns, memory.get());
    return trial(values, run, plan.performance());
  }

  private Trial refused(SortedMap<String, String> values, String why) {
    return new Trial(
        values,
        "",
        Trial.Status.REFUSED,
        0,
        0,
        OptionalDouble.empty(),
        List.of(),
        new double[endNanos().length],
        Optional.of(why));
  }

  private Trial trial(
      SortedMap<String, String> values, UnrecordedRun run, PerformanceOptions options) {
    RunResult result = run.result();
    PerformanceInput input = group == Objective.Group.MAIN ? run.equity() : run.all();
    boolean isWhole = sampling.fits(input.timeNanos());
    Sampling own = isWhole ? sampling : Sampling.of(input.timeNanos(), options.zone());
    PlainFigures plain = new PlainFigures(input, options, own);
    double[] returns = plain.perPeriod();
    Trial.Status status = status(result);
    List<Measure> figures = status == Trial.Status.FAILED ? List.of() : figures(plain);
    return new Trial(
        values,
        hashes.of(run.manifest()),
        status,
        result.finalEquity(),
        result.fills().size(),
        result.fills().size() == 0 ? OptionalDouble.empty() : value(status, figures),
        figures,
        isWhole ? returns : Moments.aligned(returns, own.endNanos(), endNanos()),
        result.failure().map(TrialRunner::problem));
  }

  /// As a run of its own would say it, with the line of the strategy's code.
  private static String problem(Throwable failure) {
    return EarlyStop.isCause(failure) ? failure.getMessage() : StrategyFrame.failure(failure);
  }

  private static Trial.Status status(RunResult result) {
    if (result.failure().isPresent()) {
      return EarlyStop.isCause(result.failure().get()) ? Trial.Status.STOPPED : Trial.Status.FAILED;
    }
    return result.isRuined() ? Trial.Status.RUINED : Trial.Status.COMPLETE;
  }

  private List<Measure> figures(PlainFigures plain) {
    List<Measure> figures = new ArrayList<>(plain.main());
    if (group != Objective.Group.MAIN) {
      group.of(plain).stream()
          .filter(one -> one.name().equals(objective.figure()))
          .forEach(figures::add);
    }
    return figures;
  }

  /// A run that was stopped early is no candidate.
  private OptionalDouble value(Trial.Status status, List<Measure> figures) {
    return status == Trial.Status.STOPPED
        ? OptionalDouble.empty()
        : figures.stream()
            .filter(one -> one.name().equals(objective.figure()))
            .findFirst()
            .map(Measure::value)
            .orElse(OptionalDouble.empty());
  }
}
