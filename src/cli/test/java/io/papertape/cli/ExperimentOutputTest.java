package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentOutputTest {
  private static final List<String> LINES =
      List.of(
          "trials               20",
          "verdict: fails",
          "  Nothing proven is left.",
          "  doubtful  With a confidence of 64.8 % it fails  here.",
          "  holds  The choice was good.",
          "  unknown  It cannot be told.");

  private static String printed(boolean isColoured, boolean isJson) {
    StringWriter text = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(text), new PrintWriter(new StringWriter()));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", "1f2e");
    new ExperimentOutput("sweep", terminal, isColoured, isJson)
        .done(LINES, json, "1f2e", Path.of("state/sweeps/1f2e"));
    terminal.flush();
    return text.toString();
  }

  @Test
  void onATerminalGradesHaveTheirColours() {
    String bold = "\u001b[1m";
    String end = "\u001b[39m\u001b[21m\u001b[0m";

    assertThat(printed(true, false))
        .contains(bold + "\u001b[31mverdict: fails" + end + "\n")
        .contains(
            bold + "\u001b[33m  doubtful" + end + "  With a confidence of 64.8 % it fails  here.")
        .contains(bold + "\u001b[32m  holds" + end + "  The choice was good.\n")
        .contains("\n  Nothing proven is left.\n")
        .contains("\ntrials               20\n".substring(1));
  }

  @Test
  void inAPipeThereAreNone() {
    assertThat(printed(false, false))
        .isEqualTo(
            String.join("\n", LINES)
                + """

                report               state/sweeps/1f2e/report.html
                files                state/sweeps/1f2e
                sweep                1f2e
                """);
  }

  @Test
  void jsonIsAloneOnTheOutput() {
    assertThat(printed(true, true)).doesNotContain("verdict").contains("\"1f2e\"");
  }
}
