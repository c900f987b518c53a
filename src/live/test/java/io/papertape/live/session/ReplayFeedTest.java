package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();

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
    public void broke(String why) {
      broken.add(why);
    }

    @Override
    public void ended() {
      end.countDown();
    }
  }

  /// After 9.3 s of a thousand million times as fast, more has passed than a long holds.
  @Test
  void theClockOfAFastReplayGoesOnHoweverLongItHasRun() throws Exception {
    AtomicLong ticks = new AtomicLong();
    try (ReplayFeed feed =
        new ReplayFeed(
            List.of(Instrument.crypto("AAA")),
            List.of(MadeMinutes.walk(1, 3)),
            List.of(),
            List.of(),
            1e9,
            ticks::get)) {
      SlowSink sink = new SlowSink();
      feed.start(sink, Long.MIN_VALUE);
      ticks.set(SECOND);
      sink.first.await();
      ticks.set(20 * SECOND);
      sink.go.countDown();
      boolean hasEnded = false;
      for (int i = 0; i < 3_000 && !hasEnded; i++) {
        hasEnded = sink.end.await(1, TimeUnit.MILLISECONDS);
        ticks.addAndGet(SECOND);
      }
      assertThat(hasEnded).isTrue();
    }
  }

  @Test
  void aReplayThatBreaksOffSaysSo() throws Exception {
    Iterator<QuoteColumns> pages =
        List.of(QuoteColumns.of(List.of(new Quote(MINUTE, 1, 1, 2, 1)))).iterator();
    PagedHistory<QuoteColumns> ends =
        () ->
            () -> {
              if (!pages.hasNext()) {
                throw new UncheckedIOException(new IOException("Input/output error"));
              }
              return pages.next();
            };
    SlowSink sink = new SlowSink();
    sink.go.countDown();
    try (ReplayFeed feed =
        new ReplayFeed(
            List.of(Instrument.crypto("AAA")),
            List.of(BarColumns.of(List.of())),
            List.of(ends),
            List.of(),
            0,
            () -> 0)) {
      feed.start(sink, Long.MIN_VALUE);
      assertThat(sink.broken.poll(30, TimeUnit.SECONDS))
          .isEqualTo("java.io.UncheckedIOException: java.io.IOException: Input/output error");
      assertThat(sink.end.getCount()).isOne();
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
