package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.market.Instrument;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// The clock of a replay, by a clock of the process that the test holds.
class ReplayFeedTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;

  /// Takes one event, and the next not before it is let go.
  private static final class SlowSink implements FeedSink {
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      first.countDown();
      try {
        go.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {}

    @Override
    public void input(TapeEvent.InputChange change) {}

    @Override
    public void ended() {
      end.countDown();
    }
  }

  @Test
  void theClockStandsStillAtABarThatIsNotToldYet() throws Exception {
    AtomicLong ticks = new AtomicLong();
    try (ReplayFeed feed =
        new ReplayFeed(
            List.of(Instrument.crypto("AAA")),
            List.of(MadeMinutes.walk(1, 3)),
            List.of(),
            List.of(),
            60,
            ticks::get)) {
      SlowSink sink = new SlowSink();
      long firstClose = MadeMinutes.START + MINUTE;
      feed.start(sink, Long.MIN_VALUE);
      assertThat(feed.clock().getAsLong()).isEqualTo(firstClose - 1);
      ticks.set(MINUTE);
      sink.first.await();
      assertThat(feed.clock().getAsLong()).isEqualTo(firstClose);
      sink.go.countDown();
      while (!sink.end.await(1, TimeUnit.MILLISECONDS)) {
        ticks.addAndGet(SECOND / 10);
      }
      long reached = feed.clock().getAsLong();
      assertThat(reached).isBetween(firstClose + 2 * MINUTE, firstClose + 20 * MINUTE);
      ticks.addAndGet(SECOND);
      assertThat(feed.clock().getAsLong()).isEqualTo(reached + 60 * SECOND);
    }
  }
}
