package io.papertape.workspace.experiment;

import io.papertape.experiment.TrialReturns;
import io.papertape.performance.Measure;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// One parameter set and what came of it.
///
/// @param parameters  those that were varied, as text by name
/// @param manifest    hash of the manifest of the same run made by `papertape backtest` with
///      these
///     values; empty if the strategy refused them
/// @param finalEquity account currency, fixed point; 0 if the strategy refused its parameters
/// @param fills       number of fills
/// @param objective   value of the figure that the search looks at; absent with its reason in
///     `figures`, if there is no result, or without a fill
/// @param figures     the main ones, then the objective if it is none of them
/// @param returns     of each period of the data; after a run that ended early they are 0. Read,
///     never written
/// @param problem     why it ended early, if it did; of one that failed with the line of the
///     strategy's code, as of a run
public record Trial(
    SortedMap<String, String> parameters,
    String manifest,
    Status status,
    long finalEquity,
    int fills,
    OptionalDouble objective,
    List<Measure> figures,
    double[] returns,
    Optional<String> problem) {

  /// How it ended.
  public enum Status {
    COMPLETE,
    /// Equity was used up.
    RUINED,
    /// The rule for an early stop held.
    STOPPED,
    /// The strategy threw an exception.
    FAILED,
    /// The strategy would not start with these parameters: nothing was tried.
    REFUSED
  }

  public Trial {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    figures = List.copyOf(figures);
  }

  /// True if its returns mean something: it was tried, and did not fail.
  public boolean isCounted() {
    return status != Status.FAILED && status != Status.REFUSED;
  }

  /// True if it was run; else it has neither equity nor fills.
  boolean isRun() {
    return status != Status.REFUSED;
  }

  /// Why it ended early, in one line; empty if it did not.
  String why() {
    return problem.orElse("").replaceAll("\\R\\s*", " ");
  }

  /// The figure of that name.
  public Optional<Measure> figure(String name) {
    return figures.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /// Sharpe ratio per period, as the registry keeps it; 0 if returns do not vary.
  double sharpe() {
    return returns.length < 2 ? 0 : new TrialReturns(new double[][] {returns}).sharpes()[0];
  }

  /// Name of the run; empty if there is none.
  public String run() {
    return manifest.isEmpty() ? "" : manifest.substring(0, 16);
  }
}
