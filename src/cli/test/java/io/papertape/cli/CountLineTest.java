package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CountLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private long now;

  @Test
  void aPipeGetsALineForEachTenthWithTheTimeLeft() {
    CountLine line = line(false);
    line.starts("abc", 1_000, 0);
    now = 100 * SECOND;
    line.done(99);
    line.done(100);
    line.done(101);
    now = 7_300 * SECOND;
    line.done(500);
    line.end();

    assertThat(text.toString())
        .isEqualTo(
            """
            Sweep abc: 1000 trials
            Tried 100 of 1000, 0:15:00 left
            Tried 500 of 1000, 2:01:40 left
            """);
  }

  @Test
  void restoredTrialsDoNotMakeTheRestLookQuick() {
    CountLine line = line(false);
    line.starts("abc", 100, 50);
    line.done(50);
    now = 10 * SECOND;
    line.done(60);

    assertThat(text.toString())
        .isEqualTo(
            """
            Sweep abc: 100 trials
            Taken up again: 50 trials were done before
            Tried 50 of 100, time left unknown
            Tried 60 of 100, 0:00:40 left
            """);
  }

  @Test
  void aTerminalGetsABarThatGoesAwayAtTheEnd() {
    CountLine line = line(true);
    line.starts("abc", 10, 0);
    now = SECOND;
    line.done(5);
    line.step("statistics");
    line.end();

    assertThat(text.toString())
        .contains("\r[###############...............]  50 %  5 of 10, 0:00:01 left  \r ")
        .contains("\rstatistics …")
        .endsWith(" \r");
  }

  private CountLine line(boolean isTerminal) {
    return new CountLine(CountLine.Words.SWEEP, new PrintWriter(text), isTerminal, () -> now);
  }
}
