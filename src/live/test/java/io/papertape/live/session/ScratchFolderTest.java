package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  @TempDir private Path home;

  @Test
  void whatAProcessLeftThatWasKilledIsGoneAndWhatIsInUseStays() throws IOException {
    Path left = Files.createDirectory(home.resolve("compare-17"));
    Files.createFile(left.resolve("owner.lock"));
    Files.writeString(left.resolve("0.quotes"), "half of it");
    Path older = Files.createDirectory(home.resolve("compare-18"));
    Path another = Files.createDirectories(home.resolve("compare-19/of-somebody"));
    Path named = Files.createDirectory(home.resolve("compare-mine"));

    try (ScratchFolder one = ScratchFolder.of(new Workspace(home), "compare")) {
      assertThat(left).doesNotExist();
      assertThat(older).doesNotExist();
      assertThat(another).exists();
      assertThat(named).exists();
      Files.writeString(one.path().resolve("0.quotes"), "mine");
      try (ScratchFolder two = ScratchFolder.of(new Workspace(home), "compare")) {
        assertThat(one.path().resolve("0.quotes")).hasContent("mine");
        assertThat(two.path()).isNotEqualTo(one.path()).isDirectory();
      }
    }
  }
}
