package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator's command is taken before what waits for a session that is behind.
class OvertakingCommandsTest {
  private static final long MINUTE = 60 * ToldFeed.SECOND;

  @TempDir private Path home;
  private HeldDisk tape;

  @AfterEach
  void release() {
    tape.mayGoOn.countDown();
  }

  private PaperSession running(SessionFolder folder, ToldFeed feed) throws InterruptedException {
    tape = new HeldDisk(folder.tape());
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(tape, folder.record()),
            new Flips(),
            feed,
            System::nanoTime,
            SessionListener.NONE);
    session.start();
    feed.live();
    bar(feed, 1);
    Patience.until("the first bar", () -> hasPrice(session));
    return session;
  }

  private static boolean hasPrice(PaperSession session) {
    return session.status().position().stream().anyMatch(one -> one.price() > 0);
  }

  private static void bar(ToldFeed feed, int minute) throws InterruptedException {
    long close = ToldFeed.START + minute * MINUTE;
    feed.now.set(close);
    feed.bar(close - MINUTE, close);
  }

  @Test
  void aBarThatWaitsWhileACommandIsTakenIsNotMissing() throws Exception {
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve("first")), ToldFeed.manifest(MINUTE), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session = running(folder, feed);
    tape.hold();
    bar(feed, 2);
    tape.waits.await();
    bar(feed, 3);
    feed.now.addAndGet(MINUTE / 2); // beyond any grace

    session.command(Command.PAUSE, "ada", "lunch");
    tape.mayGoOn.countDown();
    session.command(Command.STOP, "ada", "over");
    session.await(60_000);

    List<String> journal = Files.readAllLines(folder.journal());
    assertThat(String.join("\n", journal))
        .contains("\"why\":\"lunch\"")
        .doesNotContain("missing-bar");
    assertThat(SessionVerifier.verify(folder, new Flips()).isIdentical()).isTrue();
  }
}
