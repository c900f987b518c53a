package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.transport.HttpModelClient;
import io.papertape.live.transport.LoopbackModel;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A strategy that asks its model at its bars, and again ten seconds after each.
class ScoresBetweenBarsTest {
  private static final long MINUTE = 60 * ToldFeed.SECOND;

  @TempDir private Path home;

  private final List<String> answers = new CopyOnWriteArrayList<>();

  private final class Asks implements Strategy {
    private final RemoteVersion version;

    Asks(RemoteVersion version) {
      this.version = version;
    }

    @Override
    public void onStart(Context context) {
      context.reason("model-unavailable");
    }

    @Override
    public void onBar(Context context, int instrument) {
      ask(context, "bar");
      context.callAt(context.timeNanos() + 10 * ToldFeed.SECOND, "again");
    }

    @Override
    public void onTimer(Context context, String name) {
      ask(context, "timer");
    }

    private void ask(Context context, String when) {
      answers.add(
          switch (context.ask(version, new double[][] {{1, 2}})) {
            case ModelAnswer.Scores(double[] scores) -> "%s %.0f".formatted(when, scores[0]);
            case ModelAnswer.Failure failure -> when + " " + failure.reason().code();
          });
    }
  }

  @Test
  void aMomentWithoutBarsIsNotBackfilled() throws Exception {
    try (LoopbackModel model = new LoopbackModel()) {
      RemoteVersion version = model.version(10_000, "return(1)", "return(3)");
      SessionFolder folder =
          SessionFolder.create(new Workspace(home), ToldFeed.manifest(MINUTE), home);
      ToldFeed feed = new ToldFeed(ToldFeed.START);
      PaperSession session =
          new PaperSession(
                  folder.id(),
                  folder.manifest(),
                  SessionDisks.of(folder),
                  () -> new Asks(version),
                  SnapshotPlan.NONE,
                  feed,
                  new HttpModelClient(),
                  System::nanoTime,
                  SessionListener.NONE)
              .start();
      feed.live();
      feed.bar(ToldFeed.START - MINUTE, ToldFeed.START); // from before the session
      Patience.until("fetched", () -> answers.size() == 1);
      feed.now.set(ToldFeed.START + 11 * ToldFeed.SECOND);
      Patience.until("between bars", () -> answers.size() == 2);
      feed.now.set(ToldFeed.START + MINUTE);
      feed.bar(ToldFeed.START, ToldFeed.START + MINUTE);
      Patience.until("live", () -> answers.size() == 3);
      session.command(Command.STOP, "ada", "enough");
      session.await(20_000);

      assertThat(answers).containsExactly("bar backfilled", "timer 3", "bar 3");
      assertThat(SessionVerifier.verify(folder, new Asks(version)).isIdentical()).isTrue();
    }
  }
}
