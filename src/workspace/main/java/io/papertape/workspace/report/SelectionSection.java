package io.papertape.workspace.report;

import io.papertape.experiment.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What selection leaves of the best of many trials: the verdict in words, and the figures it
/// rests
/// on.
final class SelectionSection {
  private SelectionSection() {}

  /// @param verdict empty if nothing can be said
  static void verdict(Html html, Optional<Verdict> verdict) {
    html.open("section", "id", "verdict").line();
    html.element("h2", "What is left of the best result after selection").line();
    if (verdict.isEmpty()) {
      html.element(
              "p",
              "The data have fewer than two periods, or every trial was stopped early: nothing can"
                  + " be said.")
          .end();
      return;
    }
    Verdict said = verdict.get();
    html.open("p", "class", "grade " + word(said.grade()), "role", "note");
    html.element("strong", title(said.grade()));
    html.text(" " + unbroken(said.summary())).end();
    html.open("ul", "class", "findings").line();
    for (Verdict.Finding finding : said.findings()) {
      html.open("li", "class", "grade " + word(finding.grade()));
      html.element("strong", title(finding.grade())).text(" " + unbroken(finding.text())).end();
    }
    html.end().end();
  }

  /// A number and its percent sign stay in one line.
  private static String unbroken(String text) {
    return text.replace(" %", "\u00a0%");
  }

  private static String word(Verdict.Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }

  private static String title(Verdict.Grade grade) {
    return switch (grade) {
      case HOLDS -> "Holds.";
      case DOUBTFUL -> "Doubtful.";
      case FAILS -> "Fails.";
      case UNKNOWN -> "Unknown.";
    };
  }

  /// @param rows name, value and meaning of each
  static void figures(Html html, List<List<String>> rows) {
    html.open("section", "id", "figures").line();
    html.element("h2", "The figures behind the verdict").line();
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Of the trial with the highest Sharpe ratio, and of the choice",
            "",
            "Figure",
            "#Value",
            "What it is");
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    table.end();
    html.end();
  }
}
