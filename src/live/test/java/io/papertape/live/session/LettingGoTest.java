package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.strategy.DataSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session that has halted and whose feed takes its time to be closed.
class LettingGoTest {
  @TempDir private Path home;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch mayClose = new CountDownLatch(1);

  /// Told by nobody; its closing waits.
  private final class SlowFeeds implements FeedFactory {
    @Override
    public String kind() {
      return "told";
    }

    @Override
    public String usage() {
      return "told:";
    }

    @Override
    public void check(String text) {
      // all are right
    }

    @Override
    public PreparedFeed prepare(String text, DataSelection wishes) {
      ToldFeed feed =
          new ToldFeed(ToldFeed.START) {
            @Override
            public void close() {
              closing.countDown();
              try {
                mayClose.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }
          };
      return new PreparedFeed(text, feed, ToldFeed.manifest(0).instruments(), ToldFeed.START);
    }
  }

  @Test
  void aSessionThatHasJustHaltedGoesOnOnceItsFeedIsClosed() throws Exception {
    Workspace workspace = new Workspace(home);
    Path folder = Files.createDirectories(home.resolve("strategies/crosses"));
    PaperSessions host =
        new PaperSessions(
            workspace,
            (path, overrides) ->
                new StatedStrategy(path.getFileName().toString(), Crosses::new, overrides),
            new Feeds(List.of(new SlowFeeds())),
            Clock.systemUTC(),
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), _ -> {}),
            _ -> {});
    HostedSession session = host.start(new SessionPlan(folder, "told:made"));
    session.session().orElseThrow().haltFromOutside("session-broke", "as it was told to");
    closing.await();
    assertThat(session.status().state()).isEqualTo(State.HALTED);

    CompletableFuture<HostedSession> again =
        CompletableFuture.supplyAsync(() -> host.goOn(session.id()));
    assertThat(again.isCompletedExceptionally()).isFalse();
    mayClose.countDown();

    assertThat(again.get(60, TimeUnit.SECONDS).isRunning()).isTrue();
    host.kill(session, "test", "over", false);
    session.session().orElseThrow().haltFromOutside("session-broke", "over");
    session.awaitRest();
  }
}
