package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void afterAFailureTheFileIsAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "before");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    draft -> {
                      Files.writeString(draft, "half");
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(file).hasContent("before");
    assertThat(folder).isDirectoryNotContaining("glob:**.draft");
  }

  @Test
  void aLinkStaysALinkToTheNewContent() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

    WholeFile.write(link, draft -> Files.writeString(draft, "after"));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("after");
  }
}
