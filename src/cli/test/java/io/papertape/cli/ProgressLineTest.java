package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void aPipeGetsALineForEachTenth() {
    ProgressLine line = line(false);
    line.starts(100, 200, 40_000_000);
    now = 2 * SECOND;
    line.reached(125);
    line.reached(127);
    line.reached(150);
    line.end();

    assertThat(text.toString())
        .isEqualTo("Simulated 25 %, 5.0 M bars/s\nSimulated 50 %, 10.0 M bars/s\n");
  }

  @Test
  void aTerminalGetsABarThatGoesAwayAtTheEnd() {
    ProgressLine line = line(true);
    line.starts(0, 100, 10_000_000);
    now = SECOND;
    line.reached(50);
    line.end();

    assertThat(text.toString())
        .startsWith("\r[###############...............]  50 %  5.0 M bars/s\r   ")
        .endsWith(" \r");
  }

  @Test
  void aShortRunPrintsNothing() {
    ProgressLine line = line(true);
    line.starts(0, 100, 10);
    line.end();

    assertThat(text.toString()).isEmpty();
  }

  private ProgressLine line(boolean isTerminal) {
    return new ProgressLine(new PrintWriter(text), isTerminal, () -> now);
  }
}
