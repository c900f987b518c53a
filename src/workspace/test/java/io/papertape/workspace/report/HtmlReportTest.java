package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
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
          "audit",
          "record");

  @TempDir private static Path folder;
  private static ReportInput input;
  private static String page;

  @BeforeAll
  static void runOnce() {
    BarColumns bars = SampleBars.synthetic(folder, 7, 2, 2_520).get(1);
    SampleRun sample =
        SampleRun.cross(
            "moving-average-cross", Instrument.equity("SYN2"), bars, Assumptions.papertape());
    input = sample.report(List.of("Synthetic data: this share never traded."));
    page = HtmlReport.render(input);
  }

  @Test
  void isWellFormedAndShowsEverySectionSensitivityFirst() throws Exception {
    Document document = parse(page);
    List<String> sections = new ArrayList<>();
    for (Element section : all(document, "section")) {
      sections.add(section.getAttribute("id"));
    }
    assertThat(sections).isEqualTo(SECTIONS);
    for (Element section : all(document, "section")) {
      assertThat(section.getElementsByTagName("h2").getLength())
          .as(section.getAttribute("id"))
          .isEqualTo(1);
    }
  }

  @Test
  void needsNothingFromElsewhere() throws Exception {
    Document document = parse(page);
    assertThat(all(document, "script")).isEmpty();
    assertThat(all(document, "link")).isEmpty();
    assertThat(all(document, "img")).isEmpty();
    for (Element use : all(document, "use")) {
      assertThat(use.getAttribute("href")).startsWith("#");
    }
    assertThat(all(document, "style").getFirst().getTextContent())
        .doesNotContain("url(", "@import");
  }

  @Test
  void textsThatLookLikeMarkupStayText() throws Exception {
    String evil = "<script>alert('1')</script>&\"\u0000\uD800 \uD83D\uDCC8";
    String odd = HtmlReport.render(withNote(evil));
    assertThat(odd).doesNotContain("<script");
    Element note = all(parse(odd), "li").getFirst();
    assertThat(note.getTextContent())
        .isEqualTo("<script>alert('1')</script>&\"\uFFFD\uFFFD \uD83D\uDCC8");
  }

  @Test
  void sameInputGivesTheSameBytesInAnyLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HtmlReport.render(input)).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyDrawingHasATitleAndEveryColumnAHeading() throws Exception {
    Document document = parse(page);
    for (Element drawing : all(document, "svg")) {
      if (drawing.getAttribute("role").equals("img")) {
        String title = drawing.getAttribute("aria-labelledby").split(" ", -1)[0];
        Element first = (Element) drawing.getElementsByTagName("title").item(0);
        assertThat(first.getAttribute("id")).isEqualTo(title);
        assertThat(first.getTextContent()).isNotBlank();
      }
    }
    for (Element table : all(document, "table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      assertThat(table.getElementsByTagName("th").getLength()).isPositive();
    }
  }

  @Test
  void tenYearsOfDaysFitInAMegabyte() throws Exception {
    assertThat(page.length()).isBetween(50_000, 1_000_000);
  }

  @Test
  void warnsOfARunThatLooksAhead() {
    assertThat(page).doesNotContain("This run looks ahead.");
    Assumptions ahead =
        Assumptions.papertape().withFills(Assumptions.papertape().fills().withMarketAtDecision());
    assertThat(HtmlReport.render(under(ahead))).contains("This run looks ahead.");
  }

  @Test
  void leavesNoPlaceholderAndNoSentinel() {
    assertThat(page).doesNotContain("%s", "%d", "NaN", "Infinity", "Optional");
  }

  @Test
  void aFailedRunOfOneBarStillHasAReport() throws Exception {
    Strategy failing =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            throw new IllegalStateException("Broken <on> purpose.");
          }
        };
    SampleRun run =
        new SampleRun(
            "broken",
            input.instruments(),
            List.of(input.bars().getFirst().slice(0, 1)),
            Assumptions.papertape(),
            () -> failing);
    String broken = HtmlReport.render(run.report(List.of()));
    assertThat(broken)
        .contains("The strategy failed before the end of its data.", "Broken &lt;on&gt; purpose.");
    assertThat(parse(broken).getDocumentElement().getTagName()).isEqualTo("html");
  }

  @Test
  void aRunThatNeverTradedStillHasAReport() throws Exception {
    SampleRun run =
        new SampleRun(
            "idle",
            input.instruments(),
            List.of(input.bars().getFirst().slice(0, 3)),
            Assumptions.papertape(),
            () -> new Strategy() {});
    String idle = HtmlReport.render(run.report(List.of()));
    assertThat(idle).contains("No round trip was closed.", "none: nothing was traded");
    assertThat(idle).doesNotContain("NaN", "Infinity");
    assertThat(parse(idle).getDocumentElement().getTagName()).isEqualTo("html");
  }

  @Test
  void realHistoryMakesAReport() throws Exception {
    SampleRun run =
        SampleRun.cross(
            "moving-average-cross",
            Instrument.equity("GOOG"),
            SampleBars.goog(),
            Assumptions.papertape());
    String real = HtmlReport.render(run.report(List.of("No model was trained for this run.")));
    Files.writeString(SampleBars.target("goog.html"), real);
    assertThat(parse(real).getDocumentElement().getTagName()).isEqualTo("html");
  }

  @Test
  void syntheticHistoryMakesThePictureOfTheReadme() throws IOException {
    Files.writeString(SampleBars.target("synthetic.html"), page);
    assertThat(page).contains("SYN2", "Synthetic data: this share never traded.");
  }

  private static ReportInput withNote(String note) {
    return copy(List.of(note), input.assumptions());
  }

  private static ReportInput under(Assumptions assumptions) {
    return copy(input.notes(), assumptions);
  }

  private static ReportInput copy(List<String> notes, Assumptions assumptions) {
    return new ReportInput(
        input.run(),
        input.parameters(),
        notes,
        assumptions,
        input.limits(),
        input.performance(),
        input.moments(),
        input.instruments(),
        input.bars(),
        input.volume(),
        input.fills(),
        input.roundTrips(),
        input.sensitivity(),
        input.audit());
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> all(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
