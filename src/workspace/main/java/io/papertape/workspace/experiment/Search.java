package io.papertape.workspace.experiment;

import java.util.List;
import java.util.OptionalDouble;

/// Proposes which points of a space to try. It sees results only between two batches, so that the
/// points do not depend on how many run at once.
interface Search {
  /// Points of the next batch, none of which was proposed before; none: the search is over.
  ///
  /// @param scores of the batch before, in its order, the higher the better; absent if a point
  ///     has none
  List<Long> next(List<OptionalDouble> scores);

  /// How many of the first points it proposes are chosen without regard to results.
  default int blind() {
    return Integer.MAX_VALUE;
  }

  /// Number of points it will propose, at most.
  int most();
}
