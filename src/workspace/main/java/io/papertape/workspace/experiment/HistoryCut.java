package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.experiment.Fold;
import io.papertape.experiment.Fold.Span;
import io.papertape.experiment.Gap;
import io.papertape.experiment.PurgedFolds;
import io.papertape.experiment.WalkForward;
import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// How a history is cut into what is chosen on and what is judged on.
public sealed interface HistoryCut {
  /// The folds of a history.
  ///
  /// @param days on which its periods ended, rising
  List<Fold> folds(List<LocalDate> days);

  /// As a sentence.
  String text();

  ObjectNode toJson();

  /// Windows that move on through time.
  ///
  /// @param isAnchored training begins with the history, else it has one length
  /// @param train      before the first test
  /// @param step       from one test to the next; not longer than a test
  /// @param purge      periods at the end of each training that are left out
  record Windows(
      boolean isAnchored, WindowLength train, WindowLength test, WindowLength step, int purge)
      implements HistoryCut {

    public Windows {
      if (train.isCalendar() != test.isCalendar() || test.unit() != step.unit()) {
        throw WorkspaceException.configuration(
            ("Lengths are of two kinds: train=%s, test=%s, step=%s."
                    + " Give all by the calendar or all in periods, test and step in one unit.")
                .formatted(train.text(), test.text(), step.text()));
      }
      if (step.amount() > test.amount()) {
        throw WorkspaceException.configuration(
            "Steps leave holes between tests: test=%s, step=%s. Do not step further than a test."
                .formatted(test.text(), step.text()));
      }
      if (purge < 0) {
        throw WorkspaceException.configuration(
            "Purge is negative: purge=%d. Give at least 0.".formatted(purge));
      }
    }

    @Override
    public List<Fold> folds(List<LocalDate> days) {
      List<Fold> folds = train.isCalendar() ? byCalendar(days) : byPeriods(days.size());
      if (folds.isEmpty()) {
        throw WorkspaceException.configuration(
            ("History is too short: periods=%d, from=%s, to=%s, train=%s, purge=%d."
                    + " Train on less, or on more history.")
                .formatted(days.size(), days.getFirst(), days.getLast(), train.text(), purge));
      }
      return folds;
    }

    private List<Fold> byPeriods(int periods) {
      if (train.amount() >= periods) {
        return List.of();
      }
      if (train.amount() <= purge) {
        throw nothingLeft(periods);
      }
      if (step.equals(test)) {
        Gap gap = new Gap(purge, 0);
        return isAnchored
            ? WalkForward.anchored(periods, train.amount(), test.amount(), gap)
            : WalkForward.rolling(periods, train.amount(), test.amount(), gap);
      }
      List<Fold> folds = new ArrayList<>();
      int to = 0;
      for (int at = train.amount(); to < periods; at += step.amount()) {
        to = Math.min(periods, at + test.amount());
        folds.add(fold(isAnchored ? 0 : at - train.amount(), at, to));
      }
      return folds;
    }

    private List<Fold> byCalendar(List<LocalDate> days) {
      List<Fold> folds = new ArrayList<>();
      LocalDate start = train.after(days.getFirst(), 1);
      int to = 0;
      for (int i = 0; to < days.size(); i++) {
        LocalDate begin = step.after(start, i);
        int at = first(days, begin);
        to = first(days, test.after(begin, 1));
        int from = isAnchored ? 0 : first(days, train.before(begin));
        if (to == at) {
          continue;
        }
        if (from == at) {
          throw WorkspaceException.configuration(
              ("Training has no period: train=%s, before=%s. Give a longer --train, or data without"
                      + " the hole.")
                  .formatted(train.text(), begin));
        }
        if (at - purge <= from) {
          throw nothingLeft(days.size());
        }
        folds.add(fold(from, at, to));
      }
      return folds;
    }

    private WorkspaceException nothingLeft(int periods) {
      return WorkspaceException.configuration(
          ("Purge leaves nothing to train on: periods=%d, train=%s, purge=%d. Give a smaller"
                  + " --purge or a longer --train.")
              .formatted(periods, train.text(), purge));
    }

    private Fold fold(int from, int at, int to) {
      return new Fold(List.of(new Span(from, at - purge)), List.of(new Span(at, to)));
    }

    /// Index of the first period that ended on a day or later.
    private static int first(List<LocalDate> days, LocalDate day) {
      int index = 0;
      while (index < days.size() && days.get(index).isBefore(day)) {
        index++;
      }
      return index;
    }

    @Override
    public String text() {
      return "%s windows, train %s, test %s, step %s, purge %d"
          .formatted(
              isAnchored ? "anchored" : "rolling", train.text(), test.text(), step.text(), purge);
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", isAnchored ? "anchored" : "rolling")
          .put("train", train.text())
          .put("test", test.text())
          .put("step", step.text())
          .put("purge", purge);
    }
  }

  /// Every choice of some groups of the history as the test, with the paths that makes.
  record Combinations(int groups, int tests, Gap gap) implements HistoryCut {
    private static final int MOST_FOLDS = 5_000;

    public Combinations {
      if (groups < 2
          || tests < 1
          || tests >= groups
          || groups > 30
          || count(groups, tests) > MOST_FOLDS) {
        throw WorkspaceException.configuration(
            ("Groups do not fit: --cpcv %d,%d. Test fewer groups than there are, of at most 30,"
                    + " with at most %d choices.")
                .formatted(groups, tests, MOST_FOLDS));
      }
    }

    private static long count(int groups, int tests) {
      long count = 1;
      for (int i = 1; i <= tests; i++) {
        count = count * (groups - tests + i) / i;
      }
      return count;
    }

    /// The same with its groups and paths.
    PurgedFolds cut(int periods) {
      if (periods < groups) {
        throw WorkspaceException.configuration(
            "History is too short: periods=%d, groups=%d. Cut it into fewer."
                .formatted(periods, groups));
      }
      PurgedFolds cut = PurgedFolds.combinatorial(periods, groups, tests, gap);
      if (cut.folds().stream().anyMatch(fold -> fold.train().isEmpty())) {
        throw WorkspaceException.configuration(
            ("Purge and embargo leave nothing to train on: periods=%d, purge=%d, embargo=%d."
                    + " Give a smaller --purge or --embargo, fewer groups, or a longer history.")
                .formatted(periods, gap.horizon(), gap.embargo()));
      }
      return cut;
    }

    @Override
    public List<Fold> folds(List<LocalDate> days) {
      return cut(days.size()).folds();
    }

    @Override
    public String text() {
      return "combinatorial, %d groups, %d of them the test, purge %d, embargo %d"
          .formatted(groups, tests, gap.horizon(), gap.embargo());
    }

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("kind", "combinatorial")
          .put("groups", groups)
          .put("tests", tests)
          .put("purge", gap.horizon())
          .put("embargo", gap.embargo());
    }
  }
}
