package io.papertape.workspace.experiment;

import io.papertape.workspace.Counted;
import io.papertape.workspace.report.SweepReportInput;
import io.papertape.workspace.run.RunPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What the report of a sweep is made of.
final class SweepPage {
  private SweepPage() {}

  static SweepReportInput of(SweepResult result, RunPlan base) {
    List<Integer> ranking = result.ranking();
    BestRows best = BestRows.of(result);
    return new SweepReportInput(
        result.id(),
        result.strategy(),
        base.strategy().description(),
        lead(result),
        result.objective().typed(),
        result.objective().isLower(),
        result.plan().space().axes().stream()
            .map(axis -> new SweepReportInput.Axis(axis.name(), axis.values()))
            .toList(),
        result.points().stream().map(point -> result.plan().space().places(point)).toList(),
        result.trials().stream().mapToDouble(one -> one.objective().orElse(Double.NaN)).toArray(),
        ranking.isEmpty() ? -1 : ranking.getFirst(),
        best.columns(),
        best.rows(),
        result.selection(),
        result.periodsPerYear(),
        SelectionFigures.cells(SelectionFigures.of(result)),
        result.stability().stream().map(SweepPage::fills).toList(),
        new String(result.manifest(), StandardCharsets.UTF_8));
  }

  private static String lead(SweepResult result) {
    String none = result.uncountedTrials();
    String uncounted = result.uncounted().line();
    return "%s (%s%s)%s%s, best first by %s; %s ever tried on these data.%s"
        .formatted(
            Counted.of(result.trials().size(), "trial"),
            result.plan().search().kind().word(),
            result
                .exhausted()
                .map(why -> ", %d asked for: %s".formatted(result.plan().search().trials(), why))
                .orElse(""),
            result.plan().space().where().map(where -> " where " + where.text()).orElse(""),
            none.isEmpty() ? "" : ", of which %s count as no trial".formatted(none),
            result.objective().typed(),
            Counted.of(result.ever().count(), "configuration was", "configurations were"),
            uncounted.isEmpty() ? "" : " Not counted: %s.".formatted(uncounted));
  }

  private static List<String> fills(FillStability one) {
    return List.of(
        one.name(),
        one.change(),
        Integer.toString(one.n()),
        one.rank().isPresent()
            ? String.format(Locale.ROOT, "%.3f", one.rank().getAsDouble())
            : "none",
        one.place(),
        one.best().isPresent()
            ? String.format(Locale.ROOT, "%.3f", one.best().getAsDouble())
            : "none");
  }
}
