package io.papertape.workspace.report;

import java.util.List;

/// What the page of a run says of it as one of all trials: a fact at its top, and a section that
/// says what that means. It does not follow from the run, so it is put into a page that is done,
/// and can be taken out again.
public final class TrialSection {
  private static final String FACT = "<div><dt>Trial</dt>";
  private static final String FACT_END = "</div>\n";
  private static final String NEXT_FACT = "<div><dt>Run</dt>";
  private static final String SECTION = "<section id=\"trial\">";
  private static final String SECTION_END = "</section>\n";
  private static final String NEXT_SECTION = "<section id=\"" + RecordSection.AUDIT + "\">";

  private TrialSection() {}

  /// Which trial a run was.
  ///
  /// @param number    its own, from 1
  /// @param count     of all trials when it was made
  /// @param sentences what that means
  public record Facts(int number, int count, List<String> sentences) {
    public Facts {
      sentences = List.copyOf(sentences);
    }
  }

  /// True of a page that [#with] can add to.
  public static boolean fits(String page) {
    int fact = page.indexOf(NEXT_FACT);
    return fact >= 0 && page.indexOf(NEXT_SECTION, fact) >= 0;
  }

  /// A page with it; nothing else of the page changes.
  ///
  /// @param page as it was rendered
  public static String with(String page, Facts trial) {
    if (!fits(page)) {
      throw new IllegalArgumentException(
          "Page has no place for a trial: number=%d. Give a page as it was rendered."
              .formatted(trial.number()));
    }
    int fact = page.indexOf(NEXT_FACT);
    int section = page.indexOf(NEXT_SECTION, fact);
    return page.substring(0, fact)
        + fact(trial)
        + page.substring(fact, section)
        + section(trial)
        + page.substring(section);
  }

  /// A page without it; one that says nothing of a trial stays as it is.
  public static String without(String page) {
    return without(without(page, FACT, FACT_END), SECTION, SECTION_END);
  }

  private static String without(String page, String begin, String end) {
    int from = page.indexOf(begin);
    int to = from < 0 ? -1 : page.indexOf(end, from);
    return to < 0 ? page : page.substring(0, from) + page.substring(to + end.length());
  }

  private static String fact(Facts trial) {
    Html html = new Html();
    html.open("div").element("dt", "Trial");
    html.element("dd", "%d of %d on this data".formatted(trial.number(), trial.count())).end();
    return html.done();
  }

  private static String section(Facts trial) {
    Html html = new Html();
    html.open("section", "id", "trial").line();
    html.element("h2", "One of how many trials").line();
    html.open("ul").line();
    trial.sentences().forEach(sentence -> html.element("li", sentence).line());
    html.end().end();
    return html.done();
  }
}
