package io.papertape.workspace.experiment;

import io.papertape.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A verdict in lines of text, and how to find its grades in them again.
public final class VerdictText {
  private static final Pattern GRADED =
      Pattern.compile("(verdict: |  )(holds|doubtful|fails|unknown)(?:$|,|  ).*");

  private VerdictText() {}

  static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add("verdict: " + word(verdict.grade()));
    lines.add("  " + verdict.summary());
    for (Verdict.Finding finding : verdict.findings()) {
      lines.add("  %s  %s".formatted(word(finding.grade()), finding.text()));
    }
    return lines;
  }

  private static String word(Verdict.Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }

  /// The part of a line that states a grade.
  ///
  /// @param end of the words that state it
  public record Graded(Verdict.Grade grade, int end) {}

  /// What a line states; empty of a line that states no grade.
  public static Optional<Graded> graded(String line) {
    Matcher matcher = GRADED.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Graded(
                Verdict.Grade.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)), matcher.end(2)))
        : Optional.empty();
  }
}
