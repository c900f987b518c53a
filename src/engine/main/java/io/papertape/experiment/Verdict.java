package io.papertape.experiment;

import io.papertape.performance.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// In words: what is left of the best result after selection.
///
/// The whole fails if one finding fails, whatever else is unknown; holds if all that could be made
/// hold, unless trials could not be compared; and is doubtful otherwise. Where nothing fails and
/// there is no deflated Sharpe ratio, nothing is known. `docs/overfitting.md` gives reasons for
/// the thresholds.
///
/// @param summary  one sentence for the reader in a hurry
/// @param findings one for each test, also for those that could not be made
public record Verdict(Grade grade, String summary, List<Finding> findings) {
  /// Colours for a reader: green, amber, red, grey.
  public enum Grade {
    HOLDS,
    DOUBTFUL,
    FAILS,
    UNKNOWN
  }

  /// What one test says.
  ///
  /// @param figure name of the [Measure] it rests on
  public record Finding(Grade grade, String figure, String text) {}

  /// From this confidence on a ratio is taken for real.
  static final double CONFIDENT = 0.95;

  /// Below, luck is the better explanation.
  static final double EVEN = 0.5;

  /// Up to here overfitting and data snooping are taken for ruled out.
  static final double SIGNIFICANT = 0.05;

  /// Up to here data snooping is not ruled out, yet unlikely.
  static final double SUGGESTIVE = 0.10;

  public Verdict {
    findings = List.copyOf(findings);
  }

  /// Tests that need returns know the trials at hand only. Where these are fewer than half of all
  /// that were ever made, such a test cannot hold.
  ///
  /// @param atHand      trials whose returns are known
  /// @param trials      ever made
  /// @param isWhole     false if trials were stopped early, so that none of the tests which compare
  ///     them could be made: who does without them by a choice of their own cannot hold
  /// @param sharpe      of the best trial, per year
  /// @param lucky       Sharpe ratio per year that luck alone would show
  /// @param overfitting [BacktestOverfitting#probability]
  /// @param superior    [SuperiorAbility#consistent]
  static Verdict of(
      int atHand,
      int trials,
      boolean isWhole,
      Measure sharpe,
      Measure lucky,
      Measure deflated,
      Measure overfitting,
      Measure superior) {
    List<Finding> findings = new ArrayList<>();
    findings.add(confidence(deflated));
    findings.add(among(overfitting(overfitting), atHand, trials));
    findings.add(among(superior(superior), atHand, trials));
    Grade made = grade(findings);
    Grade grade = made == Grade.HOLDS && !isWhole ? Grade.DOUBTFUL : made;
    return new Verdict(grade, summary(grade, best(atHand, trials), sharpe, lucky), findings);
  }

  /// This verdict after a test that was made out of sample: a first finding and a first sentence.
  /// It is no better than either; without a value of the test it is as it was.
  ///
  /// @param confidence that what was earned out of sample is no luck
  /// @param figure     name of the finding
  /// @param said       what was earned, a sentence
  public Verdict after(Measure confidence, String figure, String said) {
    List<Finding> all = new ArrayList<>();
    if (!confidence.isPresent()) {
      all.add(
          new Finding(
              Grade.UNKNOWN,
              figure,
              "Out of sample nothing can be told: " + confidence.reason().orElse("") + "."));
      all.addAll(findings);
      return new Verdict(grade, summary, all);
    }
    double value = confidence.get();
    Finding first =
        new Finding(
            graded(value),
            figure,
            String.format(
                Locale.ROOT,
                "%s The confidence that its Sharpe ratio is above 0, one-sided, is %.1f %%; 95 %%"
                    + " convinces, below 50 %% it rather lost.",
                said,
                100 * value));
    all.add(first);
    all.addAll(findings);
    Grade worst = first.grade().compareTo(grade) > 0 ? first.grade() : grade;
    Grade whole = first.grade() == Grade.FAILS ? Grade.FAILS : worst;
    return new Verdict(whole, said + " Over the whole history: " + summary, all);
  }

  private static Grade graded(double confidence) {
    return confidence >= CONFIDENT
        ? Grade.HOLDS
        : confidence >= EVEN ? Grade.DOUBTFUL : Grade.FAILS;
  }

  private static Grade grade(List<Finding> findings) {
    List<Grade> made =
        findings.stream().map(Finding::grade).filter(one -> one != Grade.UNKNOWN).toList();
    Grade worst = made.stream().max(Comparator.naturalOrder()).orElse(Grade.UNKNOWN);
    boolean isDeflated = findings.getFirst().grade() != Grade.UNKNOWN;
    return isDeflated || worst == Grade.FAILS ? worst : Grade.UNKNOWN;
  }

  private static String best(int atHand, int trials) {
    if (trials == 1) {
      return "the only trial";
    }
    if (atHand >= trials) {
      return "the best of %d trials".formatted(trials);
    }
    return (atHand == 1 ? "this trial" : "the best of these %d trials".formatted(atHand))
        + ", of %d ever made".formatted(trials);
  }

  private static String summary(Grade grade, String best, Measure sharpe, Measure lucky) {
    String what =
        switch (grade) {
          case HOLDS -> "Something is left of " + best;
          case DOUBTFUL -> "It is doubtful whether anything is left of " + best;
          case FAILS -> "Nothing proven is left of " + best;
          case UNKNOWN -> "Nothing can be said of " + best;
        };
    if (!sharpe.isPresent() || !lucky.isPresent()) {
      return what + ".";
    }
    return what
        + String.format(
            Locale.ROOT,
            ": it shows a Sharpe ratio of %.2f a year, luck alone would show %.2f.",
            sharpe.get(),
            lucky.get());
  }

  private static Finding confidence(Measure deflated) {
    if (!deflated.isPresent()) {
      return unknown(deflated, "Luck cannot be told from skill");
    }
    double value = deflated.get();
    return finding(
        graded(value),
        deflated,
        "With a confidence of %s its Sharpe ratio exceeds what luck would show; 95 %% convinces,"
            + " below 50 %% luck is the better explanation.");
  }

  private static Finding among(Finding finding, int atHand, int trials) {
    if (finding.grade() == Grade.UNKNOWN || 2L * atHand >= trials) {
      return finding;
    }
    return new Finding(
        finding.grade() == Grade.HOLDS ? Grade.DOUBTFUL : finding.grade(),
        finding.figure(),
        "%s It is about %d of the %d trials ever made and knows nothing of the others."
            .formatted(finding.text(), atHand, trials));
  }

  private static Finding overfitting(Measure probability) {
    if (!probability.isPresent()) {
      return unknown(probability, "The choice cannot be cross-examined");
    }
    double value = probability.get();
    Grade grade = value <= SIGNIFICANT ? Grade.HOLDS : value < EVEN ? Grade.DOUBTFUL : Grade.FAILS;
    return finding(
        grade,
        probability,
        "In %s of the splits the best of one half ends in the worse half of the other; up to 5 %%"
            + " is good, 50 %% is what choosing blindly gives.");
  }

  private static Finding superior(Measure pValue) {
    if (!pValue.isPresent()) {
      return unknown(pValue, "Data snooping cannot be ruled out");
    }
    double value = pValue.get();
    Grade grade =
        value <= SIGNIFICANT ? Grade.HOLDS : value <= SUGGESTIVE ? Grade.DOUBTFUL : Grade.FAILS;
    return finding(
        grade,
        pValue,
        "If no trial were worth anything, the best of them would look this good with a probability"
            + " of %s; up to 5 %% rules that out, above 10 %% does not.");
  }

  private static Finding finding(Grade grade, Measure measure, String text) {
    String percent = String.format(Locale.ROOT, "%.1f %%", 100 * measure.get());
    return new Finding(grade, measure.name(), String.format(Locale.ROOT, text, percent));
  }

  private static Finding unknown(Measure measure, String what) {
    return new Finding(
        Grade.UNKNOWN, measure.name(), what + ": " + measure.reason().orElse("") + ".");
  }
}
