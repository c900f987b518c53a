package io.papertape.workspace.run;

import io.papertape.experiment.audit.AuditResult;
import io.papertape.experiment.audit.EntryChange;
import io.papertape.experiment.audit.FutureChange;
import io.papertape.experiment.audit.LookAhead;
import io.papertape.experiment.audit.WarmUpDifference;
import io.papertape.workspace.Counted;
import io.papertape.workspace.report.RunTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an audit found, in sentences.
public final class AuditText {
  private static final int MOST_NAMED = 6;

  private static final String UNSEEN =
      "An audit sees what the engine shows to the strategy: not the future in a file that it opens"
          + " itself, nor in a model that was fitted on later data.";

  private AuditText() {}

  /// The verdict first, or that the run failed.
  public static List<String> sentences(AuditResult found) {
    List<String> sentences = new ArrayList<>();
    found
        .failure()
        .ifPresent(
            failure ->
                sentences.add(
                    "The run FAILED, and was audited up to there only: cause=%s"
                        .formatted(failure.replaceAll("\\R\\s*", " "))));
    if (found.unlike().isPresent()) {
      sentences.add(unlike(found.unlike().get()));
      sentences.add(cost(found));
      return sentences;
    }
    sentences.add(verdict(found));
    if (found.lookAheads().isEmpty()) {
      sentences.add(UNSEEN);
    }
    for (LookAhead one : found.lookAheads().subList(0, shown(found.lookAheads()))) {
      sentences.add(sentence(one));
    }
    if (found.lookAheads().size() > MOST_NAMED) {
      sentences.add("and %s more".formatted(found.lookAheads().size() - MOST_NAMED));
    }
    warmUp(found, sentences);
    sentences.add(cost(found));
    return sentences;
  }

  private static String cost(AuditResult found) {
    return "Cost: %s rows of data run again, %.1f times the run's own %s; seed %s."
        .formatted(
            found.rowsRerun(),
            (double) found.rowsRerun() / found.rows(),
            found.rows(),
            found.options().seed());
  }

  private static String unlike(EntryChange first) {
    String what = first.was().equals(first.became()) ? "another entry" : first.key();
    return ("DOES NOT REPRODUCE: the same run over the same data came to something else, first %sat"
            + " %s: %s was %s, is %s. The strategy depends on something that is not in the run:"
            + " the clock, a random number without a seed, a static field, a file. Whether it"
            + " looks ahead cannot be told; the record and the figures of its report stay as"
            + " they are.")
        .formatted(
            first.instrument().isEmpty() ? "" : first.instrument() + " ",
            RunTables.time(first.atNanos()),
            what,
            first.was(),
            first.became());
  }

  private static int shown(List<?> all) {
    return Math.min(MOST_NAMED, all.size());
  }

  private static String verdict(AuditResult found) {
    int cuts = found.cutNanos().size();
    int futures = cuts * FutureChange.values().length;
    return found.lookAheads().isEmpty()
        ? ("No look-ahead found: at %s the future was cut off, then another; all %s entries"
                + " before stayed the same.")
            .formatted(Counted.of(cuts, "cut"), found.compared())
        : "LOOK-AHEAD: %s of %s other futures change what was decided before them."
            .formatted(found.lookAheads().size(), futures);
  }

  private static String sentence(LookAhead one) {
    String place =
        "%s at %s"
            .formatted(
                one.instrument().isEmpty() ? "-" : one.instrument(), RunTables.time(one.atNanos()));
    String future = "%s after %s".formatted(one.change().text(), RunTables.time(one.cutNanos()));
    if (one.key().equals("entry") && one.was().equals(one.became())) {
      return ("%s: another %s with the future %s, and the run made again does not show what"
              + " differs: the strategy keeps something from one run to the next, such as a"
              + " static field")
          .formatted(place, one.was(), future);
    }
    return one.input().isEmpty()
        ? ("%s: %s was %s, is %s with the future %s;"
                + " no recorded input differs, so the strategy reads something it does not record")
            .formatted(place, one.key(), one.was(), one.became(), future)
        : "%s: input %s was %s, is %s with the future %s"
            .formatted(place, one.input(), one.was(), one.became(), future);
  }

  private static void warmUp(AuditResult found, List<String> sentences) {
    if (found.warmUps().isEmpty()) {
      sentences.add("Warm-up: no input was recorded with a value, so none was compared.");
      return;
    }
    List<WarmUpDifference> failing = found.startDependent();
    failing.subList(0, shown(failing)).forEach(one -> sentences.add("WARM-UP: " + dependence(one)));
    found.warmUps().stream()
        .filter(one -> !one.isIndicator() && one.dependsOnStart())
        .limit(MOST_NAMED)
        .forEach(one -> sentences.add("Note, an input of the strategy's own: " + dependence(one)));
    WarmUpDifference largest = found.warmUps().getFirst();
    for (WarmUpDifference one : found.warmUps()) {
      largest = one.largest() > largest.largest() ? one : largest;
    }
    sentences.add(
        largest.largest() == 0
            ? "Warm-up: a history that begins later gives the same inputs, to the bit."
            : "Warm-up: largest difference %s of its range, %s, %s after a later start%s."
                .formatted(
                    number(largest.largest()),
                    largest.input(),
                    Counted.of(largest.largestBars(), "bar"),
                    settled(largest)));
  }

  private static String settled(WarmUpDifference one) {
    return Double.isNaN(one.settled())
        ? "; the history is too short to see it settle"
        : "; %s after %s warm-ups".formatted(number(one.settled()), WarmUpDifference.SETTLED);
  }

  private static String dependence(WarmUpDifference one) {
    return "%s still differs by %s of its range %s warm-ups after a later start, %s at %s"
        .formatted(
            one.input(),
            number(one.settled()),
            WarmUpDifference.SETTLED,
            one.instrument(),
            RunTables.time(one.atNanos()));
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
