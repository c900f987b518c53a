package io.papertape.workspace.experiment;

import io.papertape.experiment.Fold.Span;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PlainFigures;
import io.papertape.performance.Sampling;
import io.papertape.workspace.WorkspaceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/// Figures of parts of a history, from returns alone. Spans that do not touch are put side by
/// side, at the times of the first periods. Safe for several threads.
final class SliceFigures {
  private final long startNanos;
  private final long[] endNanos;
  private final PerformanceOptions options;
  private final Objective objective;
  private final Objective.Group group;
  private final Map<List<Span>, Clock> clocks = new ConcurrentHashMap<>();

  private record Clock(long[] nanos, Sampling sampling) {}

  SliceFigures(TrialRunner runner) {
    startNanos = runner.data().firstOpenNanos();
    endNanos = runner.endNanos();
    options = runner.plan(Map.of()).performance();
    objective = runner.objective();
    group = objective.group();
    if (group != Objective.Group.MAIN && group != Objective.Group.RETURNS) {
      throw WorkspaceException.configuration(
          ("Figure does not follow from returns alone: objective=%s."
                  + " Choose by sharpe, sortino, calmar, cagr or another figure of returns.")
              .formatted(objective.typed()));
    }
  }

  /// The main figures, and the objective if it is none of them.
  List<Measure> of(double[] returns, List<Span> spans) {
    PlainFigures plain = plain(returns, spans);
    return group == Objective.Group.MAIN ? plain.main() : plain.returns();
  }

  /// The objective, the higher the better; absent if the returns do not give one.
  OptionalDouble score(double[] returns, List<Span> spans) {
    if (Arrays.stream(returns).allMatch(one -> one == 0)) {
      return OptionalDouble.empty();
    }
    return objective.score(
        figure(of(returns, spans), objective.figure())
            .map(Measure::value)
            .orElse(OptionalDouble.empty()));
  }

  static Optional<Measure> figure(List<Measure> figures, String name) {
    return figures.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private PlainFigures plain(double[] returns, List<Span> spans) {
    Clock clock = clocks.computeIfAbsent(spans, this::clock);
    PerformanceInput input = PerformanceInput.of(clock.nanos(), chained(returns));
    return new PlainFigures(input, options, clock.sampling());
  }

  private Clock clock(List<Span> spans) {
    int from = spans.size() == 1 ? spans.getFirst().from() : 0;
    int length = spans.stream().mapToInt(Span::length).sum();
    long[] nanos = new long[length + 1];
    nanos[0] = startNanos(from);
    System.arraycopy(endNanos, from, nanos, 1, length);
    return new Clock(nanos, Sampling.of(nanos, options.zone()));
  }

  /// Moment at which a period begins.
  long startNanos(int period) {
    return period == 0 ? startNanos : endNanos[period - 1];
  }

  /// What 1 becomes, at the start and after each period.
  static double[] chained(double[] returns) {
    double[] levels = new double[returns.length + 1];
    levels[0] = 1;
    for (int i = 0; i < returns.length; i++) {
      levels[i + 1] = levels[i] * (1 + returns[i]);
    }
    return levels;
  }
}
