package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.strategy.Context;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said to be done outlives the process.
class OpenCommandsTest {
  @TempDir private Path home;
  private final ToldFeed feed = new ToldFeed(ToldFeed.START);
  private final Waits waits = new Waits();
  private SessionFolder folder;
  private PaperSession session;
  private HostedSession hosted;

  /// Takes long at a quote.
  private static final class Waits extends Flips {
    private static final int SLOW = 20;
    private final CountDownLatch isSlow = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private int quotes;

    @Override
    public void onQuote(Context context, int instrument) {
      super.onQuote(context, instrument);
      if (++quotes == SLOW) {
        isSlow.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @BeforeEach
  void start() throws InterruptedException {
    folder = SessionFolder.create(new Workspace(home), ToldFeed.manifest(0), home);
    session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            SessionDisks.of(folder),
            waits,
            feed,
            System::nanoTime,
            SessionListener.NONE);
    session.start();
    hosted = new HostedSession(folder, SessionStatus.starting());
    hosted.runs(session, () -> {});
    feed.live();
    tell(1, 10);
    Patience.until("it runs", () -> session.status().fills() > 0);
  }

  @AfterEach
  void end() throws InterruptedException {
    waits.goesOn.countDown();
    session.command(Command.STOP, "test", "over");
    session.awaitThread();
  }

  private void tell(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      feed.now.set(ToldFeed.START + i * 1_000_000L);
      feed.quote(i, ToldFeed.START + i * 1_000_000L);
    }
  }

  private List<String> operators() throws Exception {
    return Files.readAllLines(folder.journal()).stream()
        .filter(line -> line.contains("\"kind\":\"operator\""))
        .toList();
  }

  @Test
  void aCommandThatIsDoneIsInTheJournalOnTheDisk() throws Exception {
    for (Command one : List.of(Command.PAUSE, Command.RESUME, Command.FLATTEN, Command.STOP)) {
      assertThat(hosted.command(one, "ada", "as \"told\" é")).isTrue();
      assertThat(operators().getLast())
          .contains("\"action\":\"%s\",\"who\":\"ada\"".formatted(SessionWords.of(one)));
    }
  }

  @Test
  void aReasonThatEndsWithinACharacterIsOnTheRecordToo() throws Exception {
    String half = "cut " + "\uD83D\uDE00".charAt(0);
    assertThat(hosted.command(Command.PAUSE, "ada", half)).isTrue();
    assertThat(operators().getLast()).contains("\"who\":\"ada\",\"why\":\"cut ?\"");

    assertThat(session.kill("ada", half, true)).isEqualTo("killed");
  }

  @Test
  void aCommandThatASlowSessionHasNotTakenIsNotDone() throws Exception {
    tell(10, 40);
    waits.isSlow.await();

    assertThat(hosted.command(Command.FLATTEN, "ada", "now")).isFalse();

    assertThat(operators()).isEmpty();
    waits.goesOn.countDown();
    Patience.until("it is taken", () -> !hosted.entries(-1, 1_000).isEmpty() && has("flatten"));
  }

  private boolean has(String action) {
    return hosted.entries(-1, 1_000).stream()
        .anyMatch(line -> line.contains("\"action\":\"%s\"".formatted(action)));
  }

  @Test
  void aKillThatClosesPositionsIsOneCommand() throws Exception {
    assertThat(session.kill("ada", "out", true)).isEqualTo("killed");

    assertThat(session.status().state()).isEqualTo(State.KILLED);
    assertThat(operators())
        .singleElement()
        .asString()
        .contains("\"action\":\"kill-and-flatten\",\"who\":\"ada\",\"why\":\"out\"");
    assertThat(ToldAlerts.isKill(operators().getFirst())).isTrue();
    assertThat(session.kill("ada", "out once more", true)).isEqualTo("killed");
    assertThat(operators()).hasSize(2);
    assertThat(operators().getLast()).contains("\"action\":\"flatten\"");
  }
}
