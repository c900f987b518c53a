package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Everything that decides a sweep beside its runner.
///
/// @param blocks    of the symmetric splits
/// @param resamples of the bootstrap behind the tests of superior ability; 0 leaves them out
/// @param sample    number of trials that are run again under worse fills; 0 leaves that out
public record SweepPlan(
    ParameterSpace space,
    SearchPlan search,
    EarlyStop stop,
    int blocks,
    int resamples,
    int sample) {

  /// 16 blocks, a thousand resamples, 50 trials under worse fills, no early stop.
  public static SweepPlan standard(ParameterSpace space, SearchPlan search) {
    return new SweepPlan(space, search, EarlyStop.NEVER, 16, 1_000, 50);
  }

  public SweepPlan stopping(EarlyStop rule) {
    return new SweepPlan(space, search, rule, blocks, resamples, sample);
  }

  public SweepPlan resampling(int count) {
    return new SweepPlan(space, search, stop, blocks, count, sample);
  }

  /// States the sweep: the manifest of the run with the values in force, and what is varied.
  byte[] manifest(Manifest run, Objective objective) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    try {
      node.set("run", CanonicalJson.read(run.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    space.describe(node);
    node.set("search", search.toJson());
    node.put("objective", objective.figure());
    if (stop.drawdown() < 1) {
      node.put("stopAtDrawdown", stop.drawdown());
    }
    node.putObject("statistics")
        .put("blocks", blocks)
        .put("resamples", resamples)
        .put("seed", search.seed())
        .put("fillSample", sample);
    return CanonicalJson.bytes(node);
  }
}
