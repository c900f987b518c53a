package io.papertape.workspace.experiment;

import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Points drawn evenly, none twice.
final class RandomSearch implements Search {
  private static final int PATIENCE = 100_000;

  private List<Long> points;
  private final int most;

  RandomSearch(ParameterSpace space, int trials, long seed) {
    points = draw(space, trials, new SplittableRandom(seed), Set.of());
    most = points.size();
    if (points.isEmpty()) {
      throw none(space);
    }
  }

  /// Distinct points; fewer if the space has no more, or hardly any that may be tried.
  ///
  /// @param except points that were tried before
  static List<Long> draw(
      ParameterSpace space, int count, SplittableRandom random, Set<Long> except) {
    List<Long> points = new ArrayList<>();
    TreeSet<Long> known = new TreeSet<>(except);
    for (int misses = 0; points.size() < count && misses < PATIENCE; ) {
      long point = random.nextLong(space.size());
      if (known.size() < space.size() && known.add(point) && space.allows(point)) {
        points.add(point);
        misses = 0;
      } else {
        misses++;
      }
    }
    return points;
  }

  static WorkspaceException none(ParameterSpace space) {
    return WorkspaceException.configuration(
        "No point found: points=%d, of which --where %s leaves none or few. Change one of them."
            .formatted(space.size(), space.where().orElseThrow().text()));
  }

  @Override
  public List<Long> next(List<OptionalDouble> scores) {
    List<Long> all = points;
    points = List.of();
    return all;
  }

  @Override
  public int most() {
    return most;
  }
}
