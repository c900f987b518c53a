package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Everything that decides a walk-forward beside its runner.
///
/// @param search    an evolution is one for each window, which sees nothing but its training
/// @param blocks    of the symmetric splits
/// @param resamples of the bootstrap behind the tests of superior ability; 0 leaves them out
public record WalkForwardPlan(
    ParameterSpace space, SearchPlan search, HistoryCut cut, int blocks, int resamples) {

  /// 16 blocks, a thousand resamples.
  public static WalkForwardPlan standard(ParameterSpace space, SearchPlan search, HistoryCut cut) {
    return new WalkForwardPlan(space, search, cut, 16, 1_000);
  }

  public WalkForwardPlan resampling(int count) {
    return new WalkForwardPlan(space, search, cut, blocks, count);
  }

  /// States the walk-forward: the manifest of the run with the values in force, and the rest.
  byte[] manifest(Manifest run, Objective objective) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    try {
      node.set("run", CanonicalJson.read(run.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    space.describe(node);
    node.set("search", search.toJson());
    node.set("cut", cut.toJson());
    node.put("objective", objective.figure());
    node.putObject("statistics")
        .put("blocks", blocks)
        .put("resamples", resamples)
        .put("seed", search.seed());
    return CanonicalJson.bytes(node);
  }
}
