package io.papertape.workspace.report;

import io.papertape.experiment.Selection;
import io.papertape.experiment.Verdict;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything that the report of a walk-forward shows.
///
/// @param facts        name and value, for the head
/// @param verdict      what selection leaves; empty if it cannot be told
/// @param efficiency   what is left of the objective out of sample, in a sentence
/// @param comparison   rows of name, in sample, out of sample
/// @param columns      headings of the windows; those that begin with `#` stand over numbers
/// @param windows      one row each
/// @param curves       histories out of sample, what 1 became
/// @param selection    of the best set over the whole history
/// @param periodsPerYear of the returns behind it
/// @param figures      of the selection: rows of name, value, meaning
/// @param manifestJson what decided all of it
public record WalkForwardPage(
    String id,
    String strategy,
    List<Fact> facts,
    Optional<Verdict> verdict,
    String efficiency,
    List<List<String>> comparison,
    List<String> columns,
    List<List<String>> windows,
    List<Curve> curves,
    Optional<Selection> selection,
    double periodsPerYear,
    List<List<String>> figures,
    String manifestJson,
    ZoneId zone) {

  /// A line of the head.
  public record Fact(String name, String value) {}

  /// One history.
  public record Curve(String name, long[] timeNanos, double[] levels) {}

  public WalkForwardPage {
    facts = List.copyOf(facts);
    comparison = List.copyOf(comparison);
    columns = List.copyOf(columns);
    windows = List.copyOf(windows);
    curves = List.copyOf(curves);
    figures = List.copyOf(figures);
  }
}
