package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.SharpeEstimate;
import io.papertape.experiment.TrialReturns;
import io.papertape.experiment.Trials;
import io.papertape.performance.Growth;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.report.TrialSection;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.FinishedRun;
import io.papertape.workspace.run.KeptReport;
import io.papertape.workspace.run.ResultJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A single run as one of all trials ever made of its strategy on its data.
///
/// @param number   its own, from 1, in the order of first trials
/// @param count    of all trials
/// @param uncounted [TrialRegistry#uncounted]
/// @param older    [TrialRegistry#note()]
/// @param deflated confidence that its Sharpe ratio exceeds what luck shows among so many
public record RunTrial(
    int number, int count, Uncounted uncounted, Optional<String> older, Measure deflated) {

  /// Counts a run that did not fail, and says so in the report of one that is new; the same run
  /// again counts once.
  public static RunTrial record(Workspace workspace, Backtest.Outcome outcome) {
    RunTrial trial = count(workspace, outcome.run());
    if (!outcome.wasThere()) {
      KeptReport.count(workspace, outcome.folder(), trial.facts());
    }
    return trial;
  }

  private static RunTrial count(Workspace workspace, FinishedRun run) {
    TrialRegistry registry = TrialRegistry.ofKept(workspace, run.manifest());
    double[] returns = Growth.returns(run.report().equity().values());
    double sharpe =
        returns.length < 2 ? 0 : new TrialReturns(new double[][] {returns}).sharpes()[0];
    String own = run.manifest().configuration();
    Map<String, Double> all =
        registry.add(List.of(new TrialRegistry.Entry(own, sharpe, returns.length)));
    Trials trials = registry.judging(List.of(), returns.length);
    Measure deflated =
        SharpeEstimate.of(returns)
            .map(estimate -> estimate.deflated(trials))
            .orElseGet(
                () ->
                    Measure.absent(
                        "deflatedSharpe",
                        PerformanceConvention.PAPERTAPE,
                        returns.length,
                        returns.length < 2 ? "fewer than 2 days" : "returns do not vary"));
    return new RunTrial(
        new ArrayList<>(all.keySet()).indexOf(own) + 1,
        trials.count(),
        registry.uncounted(),
        registry.note(),
        deflated);
  }

  private TrialSection.Facts facts() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        ("Trial %d of %d on this data when the run was made: each set of values of this strategy"
                + " that was ever tried on it counts, those of sweeps too. What was tried later is"
                + " not in it; the same backtest again prints the count anew.")
            .formatted(number, count));
    sentences.add(
        "The best of many trials looks good by luck alone, and the more there are, the better."
            + " Deflated Sharpe ratio: "
            + (deflated.isPresent()
                ? String.format(
                    Locale.ROOT,
                    "%.1f %%, the confidence that this run's exceeds what luck shows in so many"
                        + " trials.",
                    100 * deflated.get())
                : "none: " + deflated.reason().orElse("") + "."));
    for (Uncounted.Row left : uncounted.rows()) {
      sentences.add("Not counted: %d %s.".formatted(left.count(), left.what()));
    }
    older.ifPresent(note -> sentences.add(note + "."));
    return new TrialSection.Facts(number, count, sentences);
  }

  /// For one who reads the run's result as JSON: `number`, `count`, `uncounted`, `otherSeries`,
  /// `otherStrategies`, `deflatedSharpe`.
  public ObjectNode toJson() {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("number", number).put("count", count);
    uncounted.put(node);
    node.set("deflatedSharpe", ResultJson.figure(deflated));
    return node;
  }
}
