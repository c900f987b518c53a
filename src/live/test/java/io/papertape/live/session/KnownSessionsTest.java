package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a session is found by the beginning of its id, among many.
class KnownSessionsTest {
  @TempDir private Path home;
  private Workspace workspace;

  @BeforeEach
  void setUp() {
    workspace = new Workspace(home);
  }

  private void session(String id) throws IOException {
    Path folder = Files.createDirectories(SessionFolder.root(workspace).resolve(id));
    Files.writeString(folder.resolve("session.json"), "{}");
  }

  /// A session that has not ended and whose folder is gone; of it nothing can be read.
  private void lost(String id) throws IOException {
    Path register = Files.createDirectories(home.resolve(SessionRegister.NAME));
    Files.writeString(register.resolve(id + ".json"), "{}");
  }

  @Test
  void nothingIsReadOfSessionsThatAreNotMeant() throws IOException {
    lost("bbbb");
    lost("abcd");
    KnownSessions known = new KnownSessions(workspace, _ -> {});

    assertThatThrownBy(() -> known.find("ab")).hasMessageStartingWith("No such session: ");

    assertThat(known.unreadable()).containsOnlyKeys("abcd");
    assertThat(known.list()).isEmpty();
    assertThat(known.unreadable()).containsOnlyKeys("abcd", "bbbb");
  }

  @Test
  void aBeginningThatStandsForSeveralNamesThem() throws IOException {
    session("abcd");
    session("abef");
    session("bbbb");
    Files.createDirectories(SessionFolder.root(workspace).resolve("abxx")); // not made yet

    assertThatThrownBy(() -> SessionFolder.find(workspace, "ab"))
        .hasMessage("Several sessions begin like this: session=ab. Which of: abcd, abef?");
    assertThatThrownBy(() -> SessionFolder.find(workspace, ""))
        .hasMessage("Several sessions begin like this: session=. Which of: abcd, abef, bbbb?");
    assertThatThrownBy(() -> SessionFolder.find(workspace, "abx"))
        .hasMessage("No such session: session=abx. There are: abcd, abef, bbbb.");
    assertThat(SessionFolder.find(workspace, "b").id()).isEqualTo("bbbb");
  }

  @Test
  void ofManyTheFirstAreNamed() throws IOException {
    for (int i : IntStream.range(10, 40).toArray()) {
      session("a" + i);
    }

    assertThatThrownBy(() -> SessionFolder.find(workspace, "a"))
        .hasMessage(
            "Several sessions begin like this: session=a. Which of: a10, a11, a12, a13, a14, a15,"
                + " a16, a17 and 22 more?");
    assertThatThrownBy(() -> SessionFolder.find(workspace, "b"))
        .hasMessageEndingWith(" a16, a17 and 22 more.");
  }
}
