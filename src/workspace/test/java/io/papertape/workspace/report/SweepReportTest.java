package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.Selection;
import io.papertape.experiment.SelectionOptions;
import io.papertape.experiment.TrialReturns;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SweepReportTest {
  @Test
  void theReportIsWellFormedAndNeedsNothingElse() throws Exception {
    String html = SweepReport.render(input("<cross> & co", noise(12, 400)));
    String body = html.substring("<!DOCTYPE html>\n".length());
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
    assertThat(html)
        .contains("&lt;cross&gt; &amp; co")
        .contains("class=\"grade ")
        .contains("Where the best of one half ends in the other")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void theMapShowsTheBestAndLeavesOutWhatWasNotTried() {
    String html = SweepReport.render(input("cross", noise(12, 400)));
    assertThat(html).contains("<h2>Heat map</h2>").contains("faintest 0.000, strongest 1.000");
    assertThat(html)
        .contains(
            "The best has sharpe 1.000; its 4 neighbours have 0.625 on average, the worst"
                + " of them 0.400.");
  }

  @Test
  void withoutASelectionTheReportSaysSo() {
    assertThat(SweepReport.render(input("cross", Optional.empty())))
        .contains("The data have fewer than two periods, or every trial was stopped early");
  }

  /// Four by three places, the last of which has no value.
  private static SweepReportInput input(String strategy, Optional<Selection> selection) {
    List<int[]> places = new ArrayList<>();
    double[] values = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1, 0.8, 0.9, Double.NaN};
    for (int i = 0; i < values.length; i++) {
      places.add(new int[] {i / 3, i % 3});
    }
    return new SweepReportInput(
        "0123456789abcdef",
        strategy,
        "",
        "12 trials.",
        "sharpe",
        false,
        List.of(
            new SweepReportInput.Axis("fast", List.of("1", "2", "3", "4")),
            new SweepReportInput.Axis("slow", List.of("7", "8", "9"))),
        places,
        values,
        8,
        List.of("Place", "#fast"),
        List.of(List.of("1", "3")),
        selection,
        252,
        List.of(List.of("PBO", "12 %", "what it is")),
        List.of(),
        "{}");
  }

  private static Optional<Selection> noise(int trials, int periods) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns = new double[trials][periods];
    for (double[] column : columns) {
      for (int t = 0; t < periods; t++) {
        column[t] = random.nextGaussian() / 100;
      }
    }
    SelectionOptions options = new SelectionOptions(252, Optional.empty(), 8, 50, 1);
    return Optional.of(Selection.of(new TrialReturns(columns), options));
  }
}
