package io.papertape.workspace.experiment;

import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Every point for which the condition holds, in order.
final class GridSearch implements Search {
  /// Whether the condition holds is asked at each of them, a few million times a second.
  private static final long MOST_POINTS = 10_000_000;

  private List<Long> points;
  private final int most;

  GridSearch(ParameterSpace space, int maxTrials) {
    if (space.size() > MOST_POINTS) {
      throw WorkspaceException.configuration(
          ("Grid is too large to be tried as a whole: points=%d, most=%d. Take larger steps, or"
                  + " draw some with --search random --trials N.")
              .formatted(space.size(), MOST_POINTS));
    }
    points = new ArrayList<>();
    long allowed = 0;
    for (long point = 0; point < space.size(); point++) {
      if (space.allows(point)) {
        allowed++;
        if (allowed <= maxTrials) {
          points.add(point);
        }
      }
    }
    if (allowed == 0) {
      throw WorkspaceException.configuration(
          "Grid is empty: points=%d, of which --where %s leaves none. Change one of them."
              .formatted(space.size(), space.where().orElseThrow().text()));
    }
    if (allowed > maxTrials) {
      throw WorkspaceException.configuration(
          ("Too many trials: trials=%d, most=%d. Raise --max-trials, take larger steps, or draw"
                  + " some with --search random --trials N.")
              .formatted(allowed, maxTrials));
    }
    most = points.size();
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
