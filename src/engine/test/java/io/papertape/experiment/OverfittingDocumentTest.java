package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.performance.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OverfittingDocumentTest {
  private final String text = read();

  @Test
  void everyFigureIsDefined() {
    Selection found =
        Selection.of(SymmetricSplitsTest.random(3, 64, 1), SelectionOptions.standard(252));
    assertThat(found.figures())
        .hasSize(15)
        .extracting(Measure::name)
        .allSatisfy(
            name ->
                assertThat(text)
                    .containsAnyOf("`" + name + "`", name.replace("superiorAbility", "`…") + "`"));
  }

  @Test
  void theThresholdsOfTheVerdictAreThoseOfTheText() {
    assertThat(text)
        .contains(row("deflatedSharpe", "≥ %.0f %%", Verdict.CONFIDENT, "≥", Verdict.EVEN, "<"))
        .contains(
            row("backtestOverfitting", "≤ %.0f %%", Verdict.SIGNIFICANT, "<", Verdict.EVEN, "≥"))
        .contains(
            row("superiorAbility", "≤ %.0f %%", Verdict.SIGNIFICANT, "≤", Verdict.SUGGESTIVE, ">"));
  }

  private static String row(
      String name, String holds, double good, String doubtful, double even, String fails) {
    return String.format(
        Locale.ROOT,
        "| `%s` | " + holds + " | %s %.0f %% | %s %.0f %% |",
        name,
        100 * good,
        doubtful,
        100 * even,
        fails,
        100 * even);
  }

  private static String read() {
    Path document = Path.of(System.getProperty("papertape.root", "."), "docs/overfitting.md");
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
