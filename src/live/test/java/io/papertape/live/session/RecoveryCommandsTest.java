package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.FolderDisk;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator says while a session runs its tape again.
class RecoveryCommandsTest {
  private static final long MINUTE = 60 * ToldFeed.SECOND;

  @TempDir private Path home;

  private static PaperSession session(SessionFolder folder, Strategy strategy, ToldFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        strategy,
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  /// What a process leaves that was killed after forty bars, made durable in two parts at least,
  /// because the tape vouches for the journal of the part before.
  private SessionFolder killed() throws Exception {
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve("first")), ToldFeed.manifest(MINUTE), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession first = session(folder, new Crosses(), feed).start();
    feed.live();
    for (int i = 0; i < 40; i++) {
      feed.now.set(ToldFeed.START + (i + 1) * MINUTE + 1_000_000);
      feed.bar(ToldFeed.START + i * MINUTE, ToldFeed.START + (i + 1) * MINUTE);
      if (i % 20 == 19) {
        int bars = i + 1;
        Patience.until("bars", () -> first.status().entries() > bars);
      }
    }
    SessionFolder copy = new SessionFolder(home.resolve("second").resolve(folder.id()));
    CopiedFolder.copy(folder.path(), copy.path());
    first.command(Command.STOP, "test", "over");
    first.await(60_000);
    return copy;
  }

  @Test
  void theNoteOfALossDoesNotUndoAPauseThatWaits() throws Exception {
    SessionFolder folder = killed();
    Files.write(folder.journal(), new byte[0]);
    RecordWitness.put(FolderDisk.in(folder.path().resolve("record")), RecordWitness.REMAKE);
    ToldFeed later = new ToldFeed(ToldFeed.START + 50 * MINUTE);
    PaperSession session = session(folder, new Crosses(), later);
    session.command(Command.PAUSE, "ada", "said while it recovers");
    session.start();
    Patience.until("it has caught up", () -> session.status().moments() > 40);
    Patience.until("it is paused", () -> session.status().state() != State.RUNNING);

    List<String> commands =
        Files.readAllLines(folder.journal()).stream()
            .filter(line -> line.contains("\"kind\":\"operator\""))
            .toList();
    session.command(Command.STOP, "test", "over");
    session.await(60_000);
    assertThat(commands)
        .satisfiesExactly(
            line -> assertThat(line).contains("\"action\":\"resume\",\"who\":\"papertape\""),
            line -> assertThat(line).contains("\"action\":\"pause\",\"who\":\"ada\""));
  }

  @Test
  void aSessionThatRecoversTakesNoCommand() throws Exception {
    SessionFolder folder = killed();
    ToldFeed later = new ToldFeed(ToldFeed.START + 50 * MINUTE);
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    HostedSession hosted = new HostedSession(folder, SessionStatus.starting());
    PaperSession session = session(folder, hanging, later).start();
    hosted.runs(session, () -> {});
    hanging.hangs.await();

    assertThatThrownBy(() -> hosted.command(Command.PAUSE, "ada", "wait"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Session is recovering: session=%1$s, command=pause. Give the command again when it"
                    + " runs; papertape paper kill %1$s works now.")
                .formatted(folder.id()));
    assertThat(hosted.kill("ada", "now", false)).isEqualTo("halted");
    session.awaitThread();
  }
}
