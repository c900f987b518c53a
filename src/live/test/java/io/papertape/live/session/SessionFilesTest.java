package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody deletes or cuts files of a session while it runs.
class SessionFilesTest {
  @TempDir private Path home;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private PaperSessions sessions;
  private HostedSession session;

  @BeforeEach
  void start() throws Exception {
    Workspace workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    Path strategy = Files.createDirectories(home.resolve("strategies/crosses"));
    sessions =
        new PaperSessions(
            workspace,
            (folder, overrides) -> new StatedStrategy("crosses", Crosses::new, overrides),
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), notices::add),
            notices::add);
    session = sessions.start(new SessionPlan(strategy, "replay:days:SYN2@360000x"));
    Patience.until("it runs", () -> session.status().entries() > 3);
    sessions.look();
    assertThat(session.isRunning()).isTrue();
  }

  @AfterEach
  void end() throws InterruptedException {
    if (session.isRunning()) {
      session.kill("test", "over", false);
      sessions.stop(session, "test", "over");
    }
    session.awaitRest();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void damage(String how) throws Exception {
    Path journal = session.folder().journal();
    Path tape = session.folder().path().resolve("tape");
    switch (how) {
      case "journal deleted" -> Files.delete(journal);
      case "journal cut" -> {
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
        long entries = session.status().entries();
        Patience.until("more is written", () -> session.status().entries() > entries);
      }
      case "tape deleted" -> {
        delete(tape);
        Files.createDirectory(tape);
      }
      default -> delete(session.folder().path());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal deleted", "journal cut", "tape deleted", "all deleted"})
  void itHalts(String how) throws Exception {
    damage(how);

    sessions.look();

    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt())
        .get()
        .asString()
        .startsWith(how.startsWith("tape") ? "tape-lost: " : "journal-lost: ")
        .contains(" while its session ran: file=");
    assertThat(notices).anyMatch(text -> text.contains(session.id()) && text.contains("-lost: "));
    assertThat(sessions.find(session.id().substring(0, 6))).isSameAs(session);
    assertThat(sessions.list()).contains(session);
    if (how.equals("all deleted")) {
      assertThat(session.status().halt()).get().asString().contains("is not durable");
    } else {
      assertThat(new HaltFile(session.folder().record()).read().orElseThrow().code())
          .isEqualTo(how.startsWith("tape") ? "tape-lost" : "journal-lost");
    }
  }

  @Test
  void aStopIsRefusedRatherThanSaidToBeDone() throws Exception {
    damage("journal deleted");
    assertThatThrownBy(() -> sessions.stop(session, "ada", "enough"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Session does not run: session=%s, state=halted, reason=journal-lost: A file is gone"
                .formatted(session.id()))
        .hasMessageNotContaining("..");
  }

  @Test
  void aSessionWhoseFeedHasSaidNothingHasLostNothing() throws IOException {
    SessionFolder folder = new SessionFolder(home.resolve("quiet"));
    Files.createDirectories(folder.path().resolve("tape"));
    Files.createDirectories(folder.journal().getParent());
    Files.writeString(folder.journal(), "header");
    SessionFiles files = new SessionFiles(folder);

    assertThatCode(() -> files.require(0)).doesNotThrowAnyException();
    assertThatThrownBy(() -> files.require(1))
        .isInstanceOf(LostRecordException.class)
        .hasMessageStartingWith("A file is empty while its session ran: file=");
  }
}
