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
import java.util.stream.IntStream;
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
    assertThat(html).contains("<h2>Heat map</h2>", "The ring is the best: fast=3, slow=9.");
    assertThat(html)
        .contains(
            "The best has sharpe 1.000; its 4 neighbours have 0.625 on average, the worst"
                + " of them 0.400.");
  }

  @Test
  void theMapHasALegendOfWhatIsInIt() {
    assertThat(SweepReport.render(input("cross", noise(12, 400))))
        .contains("lowest 0.000<svg", "</svg>highest 1.000", "</svg>tried, without a value")
        .doesNotContain("</svg>not tried");

    List<String> two = List.of("1", "2");
    List<int[]> places = List.of(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 1});

    assertThat(SweepReport.render(input(places, new double[] {1, 2, 3}, 2, two, two)))
        .contains("</svg>not tried")
        .doesNotContain("without a value");
    assertThat(SweepReport.render(input(places, new double[] {2, 2, 2}, 2, two, two)))
        .contains("</svg>all 2.000")
        .doesNotContain("lowest");
  }

  /// A search that draws tries few of all pairs: neighbouring values share a cell.
  @Test
  void theMapOfFewTrialsPutsNeighbouringValuesTogether() {
    List<String> values = IntStream.range(0, 1_000).mapToObj(i -> "v" + i).toList();
    List<int[]> places = new ArrayList<>();
    double[] ratios = new double[100];
    for (int i = 0; i < ratios.length; i++) {
      places.add(new int[] {i * 10, i * 37 % 100 * 10});
      ratios[i] = i / 100.0;
    }
    String html = SweepReport.render(input(places, ratios, 99, values, values));

    // Ten bins of a hundred values each: their first values are written.
    assertThat(html)
        .contains("<h2>Heat map</h2>", ">v0<", ">v100<", ">v900<", "highest 0.990")
        .contains("a cell holds several neighbouring values")
        .contains(
            "The ring is the best: fast=v990, slow=v630.",
            "as in the best trial, fast=v990, slow=v630, marked by the ring.",
            "The ring is at the values that hold v990, which the best has.",
            "The ring is at the values that hold v630, which the best has.")
        .contains(
            "none of its neighbours was tried. The 8 trials nearest to it have ",
            "Too few trials differ from the best in fast alone")
        .doesNotContain("NaN");
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
    return input(
        strategy,
        selection,
        places,
        values,
        8,
        List.of("1", "2", "3", "4"),
        List.of("7", "8", "9"));
  }

  private static SweepReportInput input(
      List<int[]> places, double[] values, int best, List<String> fast, List<String> slow) {
    return input("cross", Optional.empty(), places, values, best, fast, slow);
  }

  private static SweepReportInput input(
      String strategy,
      Optional<Selection> selection,
      List<int[]> places,
      double[] values,
      int best,
      List<String> fast,
      List<String> slow) {
    return new SweepReportInput(
        "0123456789abcdef",
        strategy,
        "",
        "12 trials.",
        "sharpe",
        false,
        List.of(new SweepReportInput.Axis("fast", fast), new SweepReportInput.Axis("slow", slow)),
        places,
        values,
        best,
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
