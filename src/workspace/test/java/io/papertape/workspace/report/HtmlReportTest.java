package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final List<String> SECTIONS =
      List.of(
          "assumed",
          "result",
          "equity",
          "drawdown",
          "months",
          "rolling",
          "returns",
          "price",
          "figures",
          "instruments",
          "round-trips",
          "assumptions",
          "parameters",
          "notes",
          "record");

  @TempDir private Path folder;
  private List<BarColumns> bars = List.of();

  @Test
  void isWellFormedAndShowsEverySectionSensitivityFirst() throws Exception {
    Document page = parse(HtmlReport.render(synthetic(List.of())));
    List<String> sections = new ArrayList<>();
    for (Element section : all(page, "section")) {
      sections.add(section.getAttribute("id"));
    }
    assertThat(sections).isEqualTo(SECTIONS);
    for (Element section : all(page, "section")) {
      assertThat(section.getElementsByTagName("h2").getLength())
          .as(section.getAttribute("id"))
          .isEqualTo(1);
    }
  }

  @Test
  void needsNothingFromElsewhere() throws Exception {
    Document page = parse(HtmlReport.render(synthetic(List.of())));
    assertThat(all(page, "script")).isEmpty();
    assertThat(all(page, "link")).isEmpty();
    assertThat(all(page, "img")).isEmpty();
    for (Element use : all(page, "use")) {
      assertThat(use.getAttribute("href")).startsWith("#");
    }
    assertThat(all(page, "style").getFirst().getTextContent()).doesNotContain("url(", "@import");
  }

  @Test
  void textsThatLookLikeMarkupStayText() throws Exception {
    String evil = "<script>alert('1')</script>&\"\u0000\uD800 \uD83D\uDCC8";
    String page = HtmlReport.render(synthetic(List.of(evil)));
    assertThat(page).doesNotContain("<script");
    Element note = all(parse(page), "li").getFirst();
    assertThat(note.getTextContent())
        .isEqualTo("<script>alert('1')</script>&\"\uFFFD\uFFFD \uD83D\uDCC8");
  }

  @Test
  void sameInputGivesTheSameBytesInAnyLanguage() {
    Locale before = Locale.getDefault();
    String page = HtmlReport.render(synthetic(List.of()));
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HtmlReport.render(synthetic(List.of()))).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyDrawingHasATitleAndEveryColumnAHeading() throws Exception {
    Document page = parse(HtmlReport.render(synthetic(List.of())));
    for (Element drawing : all(page, "svg")) {
      if (drawing.getAttribute("role").equals("img")) {
        String title = drawing.getAttribute("aria-labelledby").split(" ", -1)[0];
        Element first = (Element) drawing.getElementsByTagName("title").item(0);
        assertThat(first.getAttribute("id")).isEqualTo(title);
        assertThat(first.getTextContent()).isNotBlank();
      }
    }
    for (Element table : all(page, "table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      assertThat(table.getElementsByTagName("th").getLength()).isPositive();
    }
  }

  @Test
  void tenYearsOfDaysFitInAMegabyte() throws Exception {
    String page = HtmlReport.render(synthetic(List.of()));
    assertThat(page.length()).isBetween(50_000, 1_000_000);
  }

  @Test
  void warnsOfARunThatLooksAhead() {
    SampleRun run = sample(Assumptions.papertape());
    assertThat(HtmlReport.render(run.report(List.of()))).doesNotContain("This run looks ahead.");
    SampleRun ahead =
        sample(
            Assumptions.papertape()
                .withFills(Assumptions.papertape().fills().withMarketAtDecision()));
    assertThat(HtmlReport.render(ahead.report(List.of()))).contains("This run looks ahead.");
  }

  @Test
  void realHistoryMakesAReport() throws Exception {
    SampleRun run =
        SampleRun.cross(
            "moving-average-cross",
            Instrument.equity("GOOG"),
            SampleBars.goog(),
            Assumptions.papertape());
    String page = HtmlReport.render(run.report(List.of("No model was trained for this run.")));
    Files.writeString(SampleBars.target("goog.html"), page);
    assertThat(parse(page).getDocumentElement().getTagName()).isEqualTo("html");
  }

  @Test
  void syntheticHistoryMakesThePictureOfTheReadme() throws IOException {
    String page = HtmlReport.render(synthetic(List.of("Synthetic data: this share never traded.")));
    Files.writeString(SampleBars.target("synthetic.html"), page);
    assertThat(page).contains("SYN2", "Synthetic data: this share never traded.");
  }

  private ReportInput synthetic(List<String> notes) {
    return sample(Assumptions.papertape()).report(notes);
  }

  private SampleRun sample(Assumptions assumptions) {
    if (bars.isEmpty()) {
      bars = SampleBars.synthetic(folder, 7, 2, 2_520);
    }
    return SampleRun.cross(
        "moving-average-cross", Instrument.equity("SYN2"), bars.get(1), assumptions);
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> all(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
