package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.InputState;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No order rests on prices that were right once: after an outage, or in a session that is behind.
class OldPricesTest {
  private static final long MINUTE = 60 * ToldFeed.SECOND;

  @TempDir private Path home;

  private static PaperSession session(SessionFolder folder, Strategy strategy, LiveFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        strategy,
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  private SessionFolder folder(long barNanos) {
    return SessionFolder.create(
        new Workspace(home.resolve("first")), ToldFeed.manifest(barNanos), home);
  }

  /// The folder of a session as a process leaves it that is killed now.
  private SessionFolder killed(SessionFolder folder) throws IOException {
    SessionFolder copy = new SessionFolder(home.resolve("second").resolve(folder.id()));
    CopiedFolder.copy(folder.path(), copy.path());
    return copy;
  }

  private static List<String> lines(SessionFolder folder, String part) throws IOException {
    return Files.readAllLines(folder.journal()).stream()
        .filter(line -> line.contains(part))
        .map(line -> line.substring(line.indexOf("\"kind\"")))
        .toList();
  }

  /// Buys by the clock, an hour after its first bar.
  private static final class OnTimer implements Strategy {
    @Override
    public void onStart(Context context) {}

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) == 0) {
        context.callAt(context.timeNanos() + 60 * MINUTE, "hour");
      }
    }

    @Override
    public void onTimer(Context context, String name) {
      context.buy(0, Size.units(10));
    }
  }

  @Test
  void aTimerThatIsDueAfterAnOutageBuysNothingAtPricesOfBeforeIt() throws Exception {
    SessionFolder folder = folder(MINUTE);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession first = session(folder, new OnTimer(), feed).start();
    feed.now.set(ToldFeed.START + MINUTE + 50_000_000);
    feed.live();
    feed.bar(ToldFeed.START, ToldFeed.START + MINUTE);
    Patience.until("bar", () -> first.status().entries() >= 3);

    SessionFolder again = killed(folder);
    ToldFeed later = new ToldFeed(ToldFeed.START + 3 * 24 * 60 * MINUTE);
    PaperSession second = session(again, new OnTimer(), later).start();
    later.sink();
    Patience.until("timer", () -> second.status().last().stream().anyMatch(OldPricesTest::isTold));

    assertThat(lines(again, "\"kind\":\"order\"")).isEmpty();
    assertThat(lines(again, "\"kind\":\"veto\"")).hasSize(1).first().asString().contains("broken");
    assertThat(lines(again, "market-gap").reversed().subList(0, 2))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"instrument\":\"AAA\"")
                    .contains("\"state\":\"broken\"")
                    .contains("\"reason\":\"outage\""),
            line -> assertThat(line).contains("\"state\":\"outage\""));
    end(first);
    end(second);
    assertThat(SessionVerifier.verify(again, new OnTimer()).isIdentical()).isTrue();
  }

  private static boolean isTold(String line) {
    return line.contains("\"kind\":\"veto\"") || line.contains("\"kind\":\"order\"");
  }

  private static void end(PaperSession session) throws InterruptedException {
    session.command(Command.STOP, "test", "over");
    session.await(60_000);
  }

  /// Takes long at its second quote, and buys at its third and at those after the fourth.
  private static final class Slow implements Strategy {
    private final CountDownLatch isSlow;
    private final CountDownLatch goesOn;
    private int quotes;

    Slow(CountDownLatch isSlow, CountDownLatch goesOn) {
      this.isSlow = isSlow;
      this.goesOn = goesOn;
    }

    @Override
    public void onStart(Context context) {}

    @Override
    public void onQuote(Context context, int instrument) {
      quotes++;
      if (quotes == 2) {
        isSlow.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      if (quotes == 3 || quotes > 4) {
        context.buy(0, Size.units(1));
      }
    }
  }

  @Test
  void aSessionThatIsBehindBuysNothingUntilItHasCaughtUp() throws Exception {
    SessionFolder folder = folder(0);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    CountDownLatch isSlow = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    PaperSession session = session(folder, new Slow(isSlow, goesOn), feed).start();
    feed.live();
    for (int i = 1; i <= 4; i++) {
      feed.now.set(ToldFeed.START + i * 1_000_000L);
      feed.quote(i, ToldFeed.START + i * 1_000_000L);
    }
    isSlow.await();
    long late = ToldFeed.START + 10 * MINUTE;
    feed.now.set(late); // so long it has thought about the second quote
    goesOn.countDown();
    Patience.until(
        "quote 3", () -> session.status().last().stream().anyMatch(OldPricesTest::isTold));
    assertThat(lines(folder, "\"kind\":\"veto\"")).hasSize(1).first().asString().contains("stale");
    Patience.until("live", () -> isLive(session));

    feed.now.set(late + 1_000_000);
    feed.quote(5, late + 1_000_000);
    Patience.until(
        "order", () -> session.status().workingOrders() > 0 || session.status().fills() > 0);

    assertThat(lines(folder, "\"reason\":\"lag\"")).hasSize(1).first().asString().contains("stale");
    end(session);
    Strategy twin = new Slow(new CountDownLatch(1), new CountDownLatch(0));
    assertThat(SessionVerifier.verify(folder, twin).isIdentical()).isTrue();
  }

  private static boolean isLive(PaperSession session) {
    return session.status().position().stream().allMatch(one -> one.input() == InputState.LIVE);
  }
}
