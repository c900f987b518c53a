package io.papertape.workspace.experiment;

import java.util.List;

/// What searches have tried.
///
/// @param points   numbers in the space, in the order in which they were first proposed
/// @param trials   one for each point
/// @param bySearch of each search, the indexes of what it proposed, in its order
record Tried(List<Long> points, List<Trial> trials, List<int[]> bySearch) {
  Tried {
    points = List.copyOf(points);
    trials = List.copyOf(trials);
    bySearch = List.copyOf(bySearch);
  }
}
