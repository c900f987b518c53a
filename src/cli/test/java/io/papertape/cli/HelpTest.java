package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
  @TempDir private Path folder;

  @Test
  void helpIsAsWideAsTheTerminal() {
    assertThat(longestLine(Map.of())).isBetween(70, 80);
    assertThat(longestLine(Map.of("COLUMNS", "100"))).isBetween(81, 100);
    assertThat(longestLine(Map.of("COLUMNS", "60"))).isBetween(50, 60);
    assertThat(longestLine(Map.of("COLUMNS", "8"))).isBetween(45, 55);
    assertThat(longestLine(Map.of("COLUMNS", "wide"))).isBetween(70, 80);
  }

  private int longestLine(Map<String, String> environment) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    assertThat(Main.run(new Terminal(out, out), environment, folder, "backtest", "--help"))
        .isZero();
    return text.toString().lines().mapToInt(String::length).max().orElse(0);
  }
}
