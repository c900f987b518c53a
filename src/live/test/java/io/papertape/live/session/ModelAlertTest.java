package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alerts of a remote model, by a command that writes them down.
class ModelAlertTest {
  @TempDir private Path home;

  private static SessionStatus status(boolean isDown) {
    ModelHealth model =
        new ModelHealth("sum", "http://127.0.0.1:1", 9, 3, 1, isDown, "too-late: 5", 1, 2);
    return new SessionStatus(
        State.RUNNING,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Map.of(),
        0,
        List.of(),
        Optional.empty(),
        false,
        Optional.of(model),
        Optional.empty());
  }

  @Test
  void aModelThatIsDownIsToldOnceUntilItAnswersAgain() throws Exception {
    Path told = home.resolve("told");
    Files.writeString(
        home.resolve(AlertSettings.NAME),
        "command: [sh, -c, 'printf \"%s\\n\" \"$1\" >> " + told + "', sh]\non: [model-down]\n");
    SessionFolder folder =
        SessionFolder.create(new Workspace(home), KilledSession.manifest(10), home);
    HostedSession session = new HostedSession(folder, SessionStatus.starting());
    List<String> notices = new ArrayList<>();
    try (SessionAlerts alerts =
        new SessionAlerts(AlertSettings.read(new Workspace(home)), notices::add)) {
      SessionListener watch = alerts.watching(session);
      for (boolean isDown : new boolean[] {false, true, true, false, true}) {
        watch.published(List.of("{}"), status(isDown));
      }
      Patience.until("told twice", () -> count(told) == 2);
    }
    String sentence =
        "Session %s (crosses) gets no scores of its model sum at http://127.0.0.1:1: too-late: 5"
            .formatted(session.id());
    assertThat(Files.readAllLines(told)).containsExactly(sentence, sentence);
    assertThat(notices).isEmpty();
  }

  private static int count(Path told) {
    try {
      return Files.exists(told) ? Files.readAllLines(told).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
