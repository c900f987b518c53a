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
import java.util.concurrent.atomic.AtomicInteger;
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
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<Long>> absent = new LinkedBlockingQueue<>();

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      first.countDown();
      told.add(event.venueNanos());
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
    public void noBars(int instrument, long afterNanos, long beforeNanos) {
      absent.add(List.of((long) instrument, afterNanos, beforeNanos));
    }

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

  /// One quote a page; each walk is for one thread, as are mapped files.
  private static final class PagesOfOneThread implements PagedHistory<QuoteColumns> {
    private final int count;
    private final AtomicInteger open = new AtomicInteger();

    PagesOfOneThread(int count) {
      this.count = count;
    }

    @Override
    public Pages<QuoteColumns> pages() {
      Thread owner = Thread.currentThread();
      open.incrementAndGet();
      return new Pages<>() {
        private int told;

        @Override
        public QuoteColumns next() {
          requireOwner();
          return told == count
              ? QuoteColumns.NONE
              : QuoteColumns.of(List.of(new Quote(++told * MINUTE, 1, 1, 2, 1)));
        }

        @Override
        public void close() {
          requireOwner();
          open.decrementAndGet();
        }

        private void requireOwner() {
          if (Thread.currentThread() != owner) {
            throw new WrongThreadException("Attempted access outside owning thread");
          }
        }
      };
    }
  }

  private static ReplayFeed of(PagedHistory<QuoteColumns> quotes, double speed) {
    return new ReplayFeed(
        List.of(Instrument.crypto("AAA")),
        List.of(BarColumns.of(List.of())),
        List.of(quotes),
        List.of(),
        speed,
        () -> 0);
  }

  @Test
  void eachWalkIsReadAndClosedByTheThreadThatOpenedIt() throws Exception {
    PagesOfOneThread quotes = new PagesOfOneThread(5);
    SlowSink sink = new SlowSink();
    sink.go.countDown();
    try (ReplayFeed feed = of(quotes, 0)) {
      assertThat(feed.startNanos()).isEqualTo(MINUTE - 1);
      feed.start(sink, 3 * MINUTE);
      assertThat(sink.end.await(30, TimeUnit.SECONDS)).as("%s", sink.broken).isTrue();
    }
    assertThat(sink.told).containsExactly(3 * MINUTE, 4 * MINUTE, 5 * MINUTE);
    assertThat(quotes.open).hasValue(0);
  }

  @Test
  void aReplayThatIsClosedAnywhereClosesItsWalk() throws Exception {
    PagesOfOneThread quotes = new PagesOfOneThread(5);
    SlowSink sink = new SlowSink();
    sink.go.countDown();
    try (ReplayFeed feed = of(quotes, 1)) {
      feed.start(sink, Long.MIN_VALUE); // and waits for the first quote
    }
    assertThat(quotes.open).hasValue(0);
    assertThat(sink.broken).isEmpty();
    of(quotes, 0).close();
    assertThat(quotes.open).hasValue(0);
  }

  /// The second bar is missing, and the third of three is the last.
  @Test
  void aReplaySaysWhereItsDataHaveNoBar() throws Exception {
    BarColumns walk = MadeMinutes.walk(1, 3);
    long firstClose = MadeMinutes.START + MINUTE;
    for (long afterNanos : new long[] {Long.MIN_VALUE, firstClose, firstClose + 1}) {
      SlowSink sink = new SlowSink();
      sink.go.countDown();
      try (ReplayFeed feed =
          new ReplayFeed(
              List.of(Instrument.crypto("AAA")),
              List.of(BarColumns.of(List.of(walk.bar(0), walk.bar(2)))),
              List.of(),
              List.of(),
              0,
              () -> 0)) {
        feed.start(sink, afterNanos);
        assertThat(sink.end.await(30, TimeUnit.SECONDS)).as("%s", sink.broken).isTrue();
      }
      long lastClose = firstClose + 2 * MINUTE;
      List<Long> none = List.of(0L, lastClose, Long.MAX_VALUE);
      if (afterNanos > firstClose) {
        assertThat(sink.absent).containsExactly(List.of(0L, Long.MIN_VALUE, lastClose), none);
      } else {
        assertThat(sink.absent)
            .containsExactly(
                List.of(0L, Long.MIN_VALUE, firstClose), List.of(0L, firstClose, lastClose), none);
      }
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
