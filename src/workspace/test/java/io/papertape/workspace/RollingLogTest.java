package io.papertape.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingLogTest {
  @TempDir private Path folder;
  private Path log;
  private RollingLog rolling;

  @BeforeEach
  void name() {
    log = folder.resolve("service.log");
    rolling = new RollingLog(log, 10, 3);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Test
  void whoHasItOpenGoesOnWritingIntoItAndFewAreKept() throws IOException {
    rolling.roll();
    try (OutputStream out = new FileOutputStream(log.toFile(), true)) {
      for (int i = 1; i <= 6; i++) {
        write(out, "line %d\n".formatted(i));
        rolling.roll();
        assertThat(Files.size(log)).isLessThanOrEqualTo(10);
      }
      write(out, "a long line of 5\n");
      rolling.roll();
      write(out, "9\n");
    }
    assertThat(log).hasContent("9");
    assertThat(folder.resolve("service.log.1")).hasContent("a long line of 5");
    assertThat(folder.resolve("service.log.2")).hasContent("line 5\nline 6");
    assertThat(folder.resolve("service.log.3")).hasContent("line 3\nline 4");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void whatCannotBePutAsideStays() throws IOException {
    Files.writeString(log, "more than ten characters\n");
    Files.createDirectories(folder.resolve("service.log.part/in-the-way"));

    assertThatThrownBy(rolling::roll).isInstanceOf(IOException.class);

    assertThat(log).hasContent("more than ten characters");
    assertThat(folder.resolve("service.log.1")).doesNotExist();
  }

  /// A roll that could not copy what came meanwhile, or that was killed before it emptied the log,
  /// leaves `.1` as the beginning of what the log still holds.
  @Test
  void whatIsStillInTheLogIsNotPutAsideTwice() throws IOException {
    Files.writeString(folder.resolve("service.log.3"), "oldest\n");
    Files.writeString(folder.resolve("service.log.2"), "older\n");
    Files.writeString(folder.resolve("service.log.1"), "more than ten\n");
    Files.writeString(log, "more than ten\nand what came meanwhile\n");

    rolling.roll();

    assertThat(log).isEmptyFile();
    assertThat(folder.resolve("service.log.1"))
        .hasContent("more than ten\nand what came meanwhile");
    assertThat(folder.resolve("service.log.2")).hasContent("older");
    assertThat(folder.resolve("service.log.3")).hasContent("oldest");
  }

  /// A roll that broke off after it had made room leaves the place of the newest, or one behind it.
  @Test
  void roomThatIsThereIsNotMadeAgain() throws IOException {
    Files.writeString(folder.resolve("service.log.3"), "oldest\n");
    Files.writeString(folder.resolve("service.log.2"), "older\n");
    Files.writeString(log, "more than ten characters\n");

    rolling.roll();

    assertThat(folder.resolve("service.log.1")).hasContent("more than ten characters");
    assertThat(folder.resolve("service.log.2")).hasContent("older");
    assertThat(folder.resolve("service.log.3")).hasContent("oldest");
  }
}
