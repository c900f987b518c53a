package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Everything that decides a walk-forward beside its runner.
///
/// @param mostTrials points of the grid at most
/// @param blocks     of the symmetric splits
/// @param resamples  of the bootstrap behind the tests of superior ability; 0 leaves them out
/// @param seed       of the bootstrap
public record WalkForwardPlan(
    ParameterSpace space, HistoryCut cut, int mostTrials, int blocks, int resamples, long seed) {

  /// At most 10 000 points, 16 blocks, a thousand resamples, seed 1.
  public static WalkForwardPlan standard(ParameterSpace space, HistoryCut cut) {
    return new WalkForwardPlan(space, cut, 10_000, 16, 1_000, 1);
  }

  public WalkForwardPlan trying(int most) {
    return new WalkForwardPlan(space, cut, most, blocks, resamples, seed);
  }

  public WalkForwardPlan resampling(int count, long bySeed) {
    return new WalkForwardPlan(space, cut, mostTrials, blocks, count, bySeed);
  }

  /// States the walk-forward: the manifest of the run with the values in force, and the rest.
  byte[] manifest(Manifest run, Objective objective) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    try {
      node.set("run", CanonicalJson.read(run.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ArrayNode axes = node.putArray("axes");
    for (Axis axis : space.axes()) {
      ArrayNode values = axes.addObject().put("parameter", axis.name()).putArray("values");
      axis.values().forEach(values::add);
    }
    space.where().ifPresent(where -> node.put("where", where.text()));
    node.set("cut", cut.toJson());
    node.put("objective", objective.figure());
    node.putObject("statistics")
        .put("blocks", blocks)
        .put("resamples", resamples)
        .put("seed", seed);
    return CanonicalJson.bytes(node);
  }
}
