package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.InputState;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock is an hour ahead when a session begins, and is right when it goes on.
class StandingTimeTest {
  private static final long HOUR = 3_600 * ToldFeed.SECOND;

  @TempDir private Path home;

  private static final class Buys implements Strategy {
    @Override
    public void onStart(Context context) {}

    @Override
    public void onQuote(Context context, int instrument) {
      if (!context.hasWorkingOrder(instrument) && context.quantity(instrument) == 0) {
        context.buy(instrument, Size.units(1));
      }
    }
  }

  private static PaperSession session(SessionFolder folder, ToldFeed feed) {
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            SessionDisks.of(folder),
            new Buys(),
            feed,
            System::nanoTime,
            SessionListener.NONE)
        .start();
  }

  private static boolean is(PaperSession session, InputState state) {
    return session.status().position().stream().anyMatch(one -> one.input() == state);
  }

  @Test
  void nothingIsLiveWhileTimeStandsAndItIsSaidUntilWhen() throws Exception {
    SessionFolder folder = SessionFolder.create(new Workspace(home), ToldFeed.manifest(0), home);
    ToldFeed ahead = new ToldFeed(ToldFeed.START + HOUR);
    PaperSession first = session(folder, ahead);
    ahead.live();
    Patience.until("told", () -> first.status().moments() > 0);
    assertThat(first.feedNotes()).isEmpty();
    first.haltFromOutside("test", "the process ends");
    first.awaitThread();
    Files.delete(folder.path().resolve("record/halt.json"));

    ToldFeed right = new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND);
    PaperSession second = session(folder, right);
    right.live();
    right.quote(1, ToldFeed.START + 60 * ToldFeed.SECOND);
    right.quote(2, ToldFeed.START + 61 * ToldFeed.SECOND);
    Patience.until("stale", () -> is(second, InputState.STALE));
    assertThat(second.feedNotes())
        .singleElement()
        .asString()
        .matches(
            "Time stands until 2025-11-25T23:00:0.*: a clock that was ahead has moved it there\\."
                + " No bar is live and no order is taken until then; start a new session if that"
                + " is too long\\.");

    right.now.set(ToldFeed.START + HOUR + 10 * ToldFeed.SECOND);
    Patience.until("live", () -> is(second, InputState.LIVE));
    assertThat(second.feedNotes()).isEmpty();
    right.quote(3, right.now.get());
    right.quote(4, right.now.get() + ToldFeed.SECOND);
    Patience.until("bought", () -> second.status().fills() == 1);
    second.command(Command.STOP, "ada", "enough");
    second.await(20_000);

    assertThat(Files.readString(folder.journal())).contains("\"clock-offset\"");
    assertThat(SessionVerifier.verify(folder, new Buys()).isIdentical()).isTrue();
  }
}
