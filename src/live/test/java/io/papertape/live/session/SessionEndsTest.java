package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions that end otherwise than in good order: whatever it was, they say so and let go.
class SessionEndsTest {
  @TempDir private Path home;
  private final List<State> told = Collections.synchronizedList(new ArrayList<>());
  private SessionFolder folder;

  @BeforeEach
  void make() {
    folder = SessionFolder.create(new Workspace(home), ToldFeed.manifest(0), home);
  }

  private PaperSession session(Strategy strategy, LiveFeed feed) {
    return session(strategy, feed, (_, status) -> told.add(status.state()));
  }

  private PaperSession session(Strategy strategy, LiveFeed feed, SessionListener listener) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        strategy,
        feed,
        System::nanoTime,
        listener);
  }

  private static ToldFeed feed() {
    return new ToldFeed(ToldFeed.START);
  }

  private static void tellQuotes(ToldFeed feed, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      feed.now.set(ToldFeed.START + i * 1_000_000L);
      feed.quote(i, ToldFeed.START + i * 1_000_000L);
    }
  }

  private Optional<String> haltCode() {
    return new HaltFile(folder.record()).read().map(halt -> halt.code());
  }

  /// Does something at its third quote.
  private abstract static class AtThird implements Strategy {
    private int quotes;

    @Override
    public void onStart(Context context) {}

    @Override
    public void onQuote(Context context, int instrument) {
      quotes++;
      if (quotes == 3) {
        act();
      }
    }

    abstract void act();
  }

  @Test
  void aSessionWithoutMemoryHaltsAndLetsGo() throws Exception {
    ToldFeed feed = feed();
    PaperSession session =
        session(
            new AtThird() {
              @Override
              void act() {
                throw new OutOfMemoryError("Java heap space");
              }
            },
            feed);
    session.start();
    tellQuotes(feed, 1, 5);
    SessionStatus end = session.await(60_000).orElseThrow();
    session.awaitThread();
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.halt()).contains("session-broke: java.lang.OutOfMemoryError: Java heap space");
    assertThat(haltCode()).contains("session-broke");
    assertThat(told).endsWith(State.HALTED);
    assertThat(feed.closes).hasValue(1);
    assertThat(IdleStatus.isSealed(folder)).isFalse();
  }

  @Test
  void aFeedThatCannotBeClosedDoesNotHideTheEnd() throws Exception {
    ToldFeed feed =
        new ToldFeed(ToldFeed.START) {
          @Override
          public void close() {
            super.close();
            throw new IllegalStateException("This feed does not close, as it was told to.");
          }
        };
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(new CrashingDisk(folder.tape(), 2), folder.record()),
            new Crosses(),
            feed,
            System::nanoTime,
            SessionListener.NONE);
    session.start();
    for (int i = 1; i < 50 && !session.hasLetGo(); i++) {
      tellQuotes(feed, i, i + 1);
      Thread.sleep(10);
    }
    assertThat(session.await(60_000).orElseThrow().state()).isEqualTo(State.HALTED);
    assertThat(haltCode()).contains("disk-failed");
  }

  /// Buys at each quote.
  private static final class Buys implements Strategy {
    @Override
    public void onStart(Context context) {}

    @Override
    public void onQuote(Context context, int instrument) {
      context.buy(instrument, Size.units(1));
    }
  }

  /// The thread of the session waits for the reason of its halt.
  private boolean letsGo() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(one -> one.getKey().getName().equals("session-" + folder.id()))
        .flatMap(one -> Arrays.stream(one.getValue()))
        .anyMatch(frame -> frame.getMethodName().equals("letGoAndWait"));
  }

  @Test
  void nothingFollowsAHaltThatCameWhileTheTapeWasMadeDurable() throws Exception {
    HeldDisk tape = new HeldDisk(folder.tape());
    HeldDisk record = new HeldDisk(folder.record());
    ToldFeed feed = feed();
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(tape, record),
            new Buys(),
            feed,
            System::nanoTime,
            (_, status) -> told.add(status.state()));
    session.start();
    feed.live();
    tellQuotes(feed, 1, 3);
    Patience.until("it has bought", () -> session.status().fills() > 0);
    tape.hold();
    tellQuotes(feed, 3, 5);
    tape.waits.await();
    long before = Files.size(folder.journal());
    record.hold();
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    session.kill("ada", "it hangs", false);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    record.waits.await(); // the reason of the halt is on its way to the disk
    tape.mayGoOn.countDown();
    Patience.until("it goes on", () -> letsGo() || folder.journal().toFile().length() > before);
    record.mayGoOn.countDown();
    killer.join();
    session.awaitThread();

    assertThat(Files.size(folder.journal())).isEqualTo(before);
    assertThat(haltCode()).contains("kill-switch");
    assertThat(told).endsWith(State.HALTED).containsOnlyOnce(State.HALTED);
  }

  @Test
  void aHaltIsOnRecordBeforeItsFeedIsClosed() throws Exception {
    CountDownLatch isClosing = new CountDownLatch(1);
    CountDownLatch mayClose = new CountDownLatch(1);
    ToldFeed feed =
        new ToldFeed(ToldFeed.START) {
          @Override
          public void close() {
            isClosing.countDown();
            try {
              mayClose.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
        };
    PaperSession session =
        session(
            new AtThird() {
              @Override
              void act() {
                throw new OutOfMemoryError("Java heap space");
              }
            },
            feed);
    session.start();
    tellQuotes(feed, 1, 5);
    isClosing.await();
    assertThat(haltCode()).contains("session-broke");
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    mayClose.countDown();
    assertThat(session.await(60_000)).isPresent();
  }

  /// Waits for what never comes, and is interrupted by the kill switch alone.
  private static final class Sleeper extends AtThird {
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final boolean throwsThen;

    Sleeper(boolean throwsThen) {
      this.throwsThen = throwsThen;
    }

    @Override
    void act() {
      hangs.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        if (throwsThen) {
          throw new IllegalStateException("Interrupted.", e);
        }
      }
    }
  }

  @Test
  void aKilledSessionWhoseStrategyThrowsIsNotSealed() throws Exception {
    Sleeper sleeper = new Sleeper(true);
    ToldFeed feed = feed();
    PaperSession session = session(sleeper, feed);
    session.start();
    tellQuotes(feed, 1, 5);
    sleeper.hangs.await();
    assertThat(session.kill("ada", "it hangs", false)).isEqualTo("halted");
    session.awaitThread();
    assertThat(session.status().halt()).get().asString().startsWith("kill-switch: ada");
    assertThat(haltCode()).contains("kill-switch");
    assertThat(IdleStatus.isSealed(folder)).isFalse();
    assertThat(Files.readString(folder.journal())).doesNotContain("\"kind\":\"failure\"");
    Patience.until("feed is closed", () -> feed.closes.get() == 1);
    assertThat(SessionVerifier.verify(folder, new Quiet()).isIdentical()).isTrue();
  }

  /// The same strategy, when nobody makes it wait.
  private static final class Quiet extends AtThird {
    @Override
    void act() {
      // goes on at once
    }
  }

  @Test
  void aKilledSessionWhoseStrategySwallowsTheInterruptRecordsNothingMore() throws Exception {
    Sleeper sleeper = new Sleeper(false);
    ToldFeed feed = feed();
    PaperSession session = session(sleeper, feed);
    session.start();
    tellQuotes(feed, 1, 5);
    sleeper.hangs.await();
    assertThat(session.kill("ada", "it hangs", false)).isEqualTo("halted");
    Patience.until("feed is closed", () -> feed.closes.get() == 1);
    long journal = Files.size(folder.journal());
    tellQuotes(feed, 5, 100);
    Patience.until("end of the thread", session::hasLetGo);
    assertThat(Files.size(folder.journal())).isEqualTo(journal);
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(told).endsWith(State.HALTED);
  }

  @Test
  void aListenerThatThrowsIsNoFaultOfTheDisk() throws Exception {
    ToldFeed feed = feed();
    PaperSession session =
        session(
            new Quiet(),
            feed,
            (lines, _) -> {
              if (!lines.isEmpty()) {
                throw new IllegalStateException("This listener throws, as it was told to.");
              }
            });
    session.start();
    SessionStatus end = session.await(60_000).orElseThrow();
    assertThat(end.halt())
        .contains(
            "session-broke: java.lang.IllegalStateException: This listener throws, as it was told"
                + " to.");
    assertThat(IdleStatus.isSealed(folder)).isFalse();
  }

  @Test
  void aFeedThatCannotBeginIsNoFaultOfTheStrategy() throws Exception {
    ToldFeed feed =
        new ToldFeed(ToldFeed.START) {
          @Override
          public void start(FeedSink given, long afterNanos) {
            throw new IllegalStateException("This feed does not begin, as it was told to.");
          }
        };
    PaperSession session = session(new Quiet(), feed);
    session.start();
    SessionStatus end = session.await(60_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.halt())
        .contains(
            "session-broke: java.lang.IllegalStateException: This feed does not begin, as it was"
                + " told to.");
    assertThat(IdleStatus.isSealed(folder)).isFalse();
  }
}
