package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.SharpeEstimate;
import io.papertape.experiment.Trials;
import io.papertape.performance.Measure;
import io.papertape.workspace.Counted;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A sweep or walk-forward that was done before, as its folder has it.
///
/// @param summary what it ended with, and what trials made since then change
/// @param json    `sweep.json` or `walk-forward.json`
public record FinishedExperiment(String id, Path folder, List<String> summary, JsonNode json) {
  private static final String ESTIMATE = "bestEstimate";
  private static final String LUCK = "luckEver";

  public FinishedExperiment {
    summary = List.copyOf(summary);
  }

  /// The sweep that a plan makes; empty if it was not made yet, or not to its end.
  public static Optional<FinishedExperiment> sweep(
      Workspace workspace, TrialRunner runner, SweepPlan plan) {
    byte[] manifest = plan.manifest(runner.manifest(), runner.objective());
    return find(
        ExperimentFolder.of(workspace, ExperimentFolder.SWEEPS, manifest),
        SweepFiles.SUMMARY,
        workspace,
        runner);
  }

  /// The walk-forward that a plan makes; empty if it was not made yet, or not to its end.
  public static Optional<FinishedExperiment> walkForward(
      Workspace workspace, TrialRunner runner, WalkForwardPlan plan) {
    byte[] manifest = plan.manifest(runner.manifest(), runner.objective());
    return find(
        ExperimentFolder.of(workspace, ExperimentFolder.WALK_FORWARDS, manifest),
        WalkForwardFiles.SUMMARY,
        workspace,
        runner);
  }

  private static Optional<FinishedExperiment> find(
      ExperimentFolder folder, String file, Workspace workspace, TrialRunner runner) {
    try {
      Optional<List<String>> summary = folder.summary();
      Path json = folder.path().resolve(file);
      if (summary.isEmpty() || !Files.exists(json)) {
        return Optional.empty();
      }
      requireUnchanged(workspace, folder);
      JsonNode node = CanonicalJson.read(Files.readAllBytes(json));
      Trials ever =
          TrialRegistry.of(workspace, runner.manifest())
              .trials(runner.endNanos().length)
              .orElse(new Trials(1, 0));
      List<String> lines = new ArrayList<>(summary.get());
      since(node, ever).ifPresent(lines::add);
      return Optional.of(new FinishedExperiment(folder.id(), folder.path(), lines, node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was edited since it was sealed is not shown.
  private static void requireUnchanged(Workspace workspace, ExperimentFolder folder) {
    List<String> changed =
        ExperimentSeal.verify(workspace, folder.path()).findings().stream()
            .filter(one -> one.mark() == Verification.Mark.DIFFERS)
            .map(Verification.Finding::text)
            .toList();
    if (!changed.isEmpty()) {
      throw WorkspaceException.data(
          ("Record was changed since it was sealed: folder=%s, %s. papertape verify %s says more;"
                  + " --again runs it once more.")
              .formatted(folder.path(), String.join(", ", changed), folder.id()));
    }
  }

  /// What later trials leave of the best.
  private static Optional<String> since(JsonNode json, Trials ever) {
    int more = ever.count() - json.path("trialsEver").asInt();
    JsonNode best = json.path(ESTIMATE);
    double then = json.path(LUCK).asDouble(ever.luckySharpe());
    if (best.isMissingNode() || (more <= 0 && ever.luckySharpe() <= then)) {
      return Optional.empty();
    }
    Measure deflated =
        new SharpeEstimate(
                best.path("ratio").asDouble(),
                best.path("n").asInt(),
                best.path("skew").asDouble(),
                best.path("kurtosis").asDouble())
            .deflated(ever.atLeast(then));
    return Optional.of(
        "since then           %s; by all %d the deflated Sharpe ratio of the best is %s"
            .formatted(
                more > 0
                    ? Counted.of(more, "more configuration was", "more configurations were")
                        + " tried on these data"
                    : "the luck of the same configurations was measured anew",
                ever.count(),
                deflated.isPresent()
                    ? String.format(Locale.ROOT, "%.1f %%", 100 * deflated.get())
                    : "none: " + deflated.reason().orElse("")));
  }

  /// Writes what the best is measured against.
  static void putEver(ObjectNode node, Trials ever, Uncounted uncounted) {
    node.put("trialsEver", ever.count());
    uncounted.put(node);
    node.put(LUCK, ever.luckySharpe());
  }

  /// Writes what is needed to deflate the best anew.
  static void putEstimate(ObjectNode node, double[] returns) {
    SharpeEstimate.of(returns)
        .ifPresent(
            best ->
                node.set(
                    ESTIMATE,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("ratio", best.ratio())
                        .put("n", best.n())
                        .put("skew", best.skew())
                        .put("kurtosis", best.kurtosis())));
  }
}
