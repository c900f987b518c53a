package io.papertape.workspace.report;

import java.util.List;
import java.util.Map;

/// What the run assumed and was given, and how to check that this report is of that run.
final class RecordSection {
  /// Id of the section that says what an audit found.
  static final String AUDIT = "audit";

  private final Html html;
  private final ReportInput input;
  private final RunFacts run;

  RecordSection(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    this.run = input.run();
  }

  void write() {
    assumptions();
    parameters();
    notes();
    audit(html, run.id(), input.audit());
    record();
  }

  private void assumptions() {
    html.open("section", "id", "assumptions").line();
    html.element("h2", "Assumptions").line();
    html.open("ul").line();
    for (String sentence :
        AssumptionsText.of(input.assumptions(), input.limits(), input.volume())) {
      html.element("li", sentence).line();
    }
    html.end().end();
  }

  private void parameters() {
    html.open("section", "id", "parameters").line();
    html.element("h2", "Parameters").line();
    if (input.parameters().isEmpty()) {
      html.element("p", "The strategy has no parameters.").end();
      return;
    }
    HtmlTable table = HtmlTable.begin(html, "Parameters in force", "narrow", "Parameter", "Value");
    for (Map.Entry<String, String> parameter : input.parameters().entrySet()) {
      table.row(parameter.getKey(), parameter.getValue());
    }
    table.end();
    html.end();
  }

  private void notes() {
    html.open("section", "id", "notes").line();
    html.element("h2", "Notes").line();
    if (input.notes().isEmpty()) {
      html.element("p", "The strategy has none.").end();
      return;
    }
    html.open("ul").line();
    input.notes().forEach(note -> html.element("li", note).line());
    html.end().end();
  }

  /// @param sentences what an audit found; empty if there was none
  static void audit(Html html, String id, List<String> sentences) {
    html.open("section", "id", AUDIT).line();
    html.element("h2", "Look-ahead audit").line();
    if (sentences.isEmpty()) {
      html.open("p").text("Not audited: ").element("code", "papertape audit " + id);
      html.text(" runs it again with other futures and says whether that changes the past.");
      html.end().end();
      return;
    }
    html.open("ul").line();
    sentences.forEach(sentence -> html.element("li", sentence).line());
    html.end().end();
  }

  private void record() {
    html.open("section", "id", "record").line();
    html.element("h2", "Record and verification").line();
    html.open("dl", "class", "facts").line();
    html.open("div").element("dt", "Run").open("dd").element("code", run.id()).close().end();
    html.open("div").element("dt", "Journal root").open("dd");
    html.element("code", run.journalRoot().isEmpty() ? "none: no journal" : run.journalRoot());
    html.close().end().end();
    html.open("p").text("To check it: ");
    html.element("code", "papertape verify " + run.id());
    html.text(" checks the journal's chain, runs the manifest again and compares byte for byte. ");
    html.text("Whoever could change the journal could change this page too, so only a root kept ");
    html.text("elsewhere proves that nothing was replaced: ");
    html.element("code", verifyAgainstRoot()).text(".").end();
    String manifest = ManifestText.indented(run.manifestJson());
    html.open("details", "class", "manifest");
    html.element("summary", "Manifest: everything the run is a function of").line();
    html.element("pre", manifest).end();
    String lines = NumberText.count(manifest.lines().count());
    html.open("p", "class", "paper").text("The manifest, everything the run is a function of, is ");
    html.text("not printed: %s lines, ".formatted(lines));
    html.element("code", "manifest.json").text(" in the run's folder. The run's name is the ");
    html.text("beginning of its SHA-256.").end();
    html.end();
  }

  private String verifyAgainstRoot() {
    String root = run.journalRoot().isEmpty() ? "HASH" : run.journalRoot();
    return "papertape verify " + run.id() + " --root " + root;
  }
}
