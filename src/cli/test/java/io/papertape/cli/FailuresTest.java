package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void aFullDiskSaysWhatToDo() {
    StringWriter text = new StringWriter();
    IOException full = new IOException("No space left on device");

    int code = Failures.report(new UncheckedIOException(full), false, new PrintWriter(text));

    assertThat(code).isEqualTo(3);
    assertThat(text)
        .hasToString(
            "Disk is full: cause=No space left on device. Free space, then run the same command"
                + " again. A sweep or walk-forward goes on where it was.\n");
  }
}
