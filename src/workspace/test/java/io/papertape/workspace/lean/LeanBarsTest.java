package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Bar;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeanBarsTest {
  private static final LeanTime DAILY = new LeanTime.Daily(TradingCalendar.nyse());

  @TempDir Path folder;

  @Test
  void readsOneBarAfterTheOther() throws IOException {
    Path file =
        zip(
            """
            20240610 00:00,1000000,1010000,990000,1005000,7
            20240611 00:00,1,2,1,2,0
            """);
    try (LeanBars bars = new LeanBars(file, DAILY)) {
      Bar first = bars.next();
      assertThat(first.open()).isEqualTo(10_000_000_000L);
      assertThat(first.volume()).isEqualTo(7);
      assertThat(bars.next().low()).isEqualTo(10_000L);
      assertThat(bars.hasNext()).isFalse();
      assertThatThrownBy(bars::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aDayWithoutASessionStopsTheReadingWithItsLine() throws IOException {
    Path file = zip("20240610 00:00,1,1,1,1,1\n20240615 00:00,1,1,1,1,1\n");
    try (LeanBars bars = new LeanBars(file, DAILY)) {
      bars.next();
      assertThatThrownBy(bars::next)
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              "Lean line is no bar: file=x.zip, line=2, text=20240615 00:00,1,1,1,1,1,"
                  + " reason=No session on the day: date=2024-06-15, calendar=NYSE.");
    }
  }

  @Test
  void aLineWithTooFewOrTooManyFieldsIsRefused() throws IOException {
    for (String line : new String[] {"20240610 00:00,1,1,1,1", "20240610 00:00,1,1,1,1,1,1"}) {
      try (LeanBars bars = new LeanBars(zip(line), DAILY)) {
        assertThatThrownBy(bars::next)
            .isInstanceOf(WorkspaceException.class)
            .hasMessage(
                "Lean line is no bar: file=x.zip, line=1, text=%s, reason=A line has 6 fields."
                    .formatted(line));
      }
    }
  }

  @Test
  void aPriceThatIsNoWholeNumberIsRefused() throws IOException {
    try (LeanBars bars = new LeanBars(zip("20240610 00:00,1.5,2,1,2,1"), DAILY)) {
      assertThatThrownBy(bars::next)
          .isInstanceOf(WorkspaceException.class)
          .hasMessageStartingWith("Lean line is no bar: file=x.zip, line=1, text=20240610");
    }
  }

  private Path zip(String text) throws IOException {
    Path file = folder.resolve("x.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x.csv"));
      zip.write(text.getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    return file;
  }
}
