package io.papertape.workspace.report;

import io.papertape.experiment.Selection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the report of a sweep is made of.
///
/// @param lead        what was tried, in a sentence
/// @param objective   figure that the search looked at, as typed
/// @param isLower     true if less of it is better
/// @param axes        what was varied
/// @param places      of each trial on each axis
/// @param values      objective of each trial; NaN where there is none
/// @param best        index of the best trial; −1 if none has an objective
/// @param bestColumns headings of the best rows; those that begin with `#` stand over numbers
/// @param bestRows    cells of the best rows
/// @param selection   what is left after selection, if it could be asked
/// @param periodsPerYear of the returns behind the selection
/// @param figures     name, value and meaning of each figure of the selection
/// @param fills       name, change and cells of each row under worse fills
/// @param manifest    canonical JSON of the sweep
public record SweepReportInput(
    String id,
    String strategy,
    String description,
    String lead,
    String objective,
    boolean isLower,
    List<Axis> axes,
    List<int[]> places,
    double[] values,
    int best,
    List<String> bestColumns,
    List<List<String>> bestRows,
    Optional<Selection> selection,
    double periodsPerYear,
    List<List<String>> figures,
    List<List<String>> fills,
    String manifest) {

  /// A parameter and its values in order.
  public record Axis(String name, List<String> values) {
    public Axis {
      values = List.copyOf(values);
    }
  }

  public SweepReportInput {
    axes = List.copyOf(axes);
    places = List.copyOf(places);
    bestColumns = List.copyOf(bestColumns);
    bestRows = List.copyOf(bestRows);
    figures = List.copyOf(figures);
    fills = List.copyOf(fills);
  }

  /// What the best trial has on each axis: `fast=30, slow=131`.
  String bestText() {
    int[] place = places.get(best);
    return IntStream.range(0, place.length)
        .mapToObj(i -> axes.get(i).name() + "=" + axes.get(i).values().get(place[i]))
        .collect(Collectors.joining(", "));
  }
}
