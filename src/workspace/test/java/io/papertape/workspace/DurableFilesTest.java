package io.papertape.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  @TempDir private Path home;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aReplacedFileHasTheNewContentAndNothingIsLeftBeside() throws IOException {
    Path file = home.resolve("file.json");
    DurableFiles.replace(file, bytes("a longer first content"));
    DurableFiles.replace(file, bytes("second"));
    assertThat(file).hasContent("second");
    assertThat(names()).containsExactly("file.json");
  }

  @Test
  void aReaderKeepsTheContentThatItHasOpened() throws IOException {
    Path file = home.resolve("file.json");
    DurableFiles.replace(file, bytes("first"));
    try (var open = Files.newInputStream(file)) {
      DurableFiles.replace(file, bytes("second"));
      assertThat(open.readAllBytes()).isEqualTo(bytes("first"));
    }
  }

  @Test
  void missingFoldersAreMadeAndThoseThereStay() throws IOException {
    Path folder = home.resolve("a").resolve("b").resolve("c");
    assertThat(DurableFiles.createFolders(folder)).isEqualTo(folder).isDirectory();
    Files.writeString(folder.resolve("kept"), "kept");
    DurableFiles.createFolders(folder);
    assertThat(folder.resolve("kept")).exists();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> DurableFiles.createFolders(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
