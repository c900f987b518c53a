package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log of two sources, an instrument in each, of which one comes minutes late.
class LateSourceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_764_108_000 * SECOND;
  private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

  private final AtomicLong now = new AtomicLong(START);
  private final AtomicLongArray read = new AtomicLongArray(2);
  private final BlockingQueue<Consumer<FrameLog.Listener>> steps = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private final LogFeed feed =
      new LogFeed(
          new Logs(),
          new LogText(
              "localhost:1", "ticks", false, "id", List.of(0L, 0L), "binance:BTCUSDT,ETHUSDT"),
          new VenueStreams(
              "binance:BTCUSDT,ETHUSDT",
              new BinanceVenue(BinanceMarket.SPOT),
              SYMBOLS.stream()
                  .map(one -> new TapeInstrument(Instrument.crypto(one), "binance", one, 0))
                  .toList(),
              Resolution.QUOTE),
          now::get,
          _ -> {});

  private final class Logs implements FrameLogs {
    @Override
    public Description describe(String servers, String topic) {
      return new Description("id", List.of(0L, 0L), List.of(0L, 0L));
    }

    @Override
    public FrameLog open(String servers, String topic, String id, List<Long> from) {
      return new Log();
    }
  }

  /// Half a second passes each time that it is read.
  private final class Log implements FrameLog {
    @Override
    public void poll(Duration wait, Listener listener) {
      now.addAndGet(SECOND / 2);
      try {
        Optional.ofNullable(steps.poll(1, TimeUnit.MILLISECONDS))
            .ifPresent(step -> step.accept(listener));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public List<Long> positions() {
      return List.of(read.get(0), read.get(1));
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add(instrument + " event");
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add(instrument + " quarantined");
    }

    @Override
    public void place(TapeEvent.FeedPlace place) {}

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add(change.instrument() + " " + change.state());
    }

    @Override
    public void broke(String why) {}

    @Override
    public void ended() {}
  }

  /// A trade shows that its stream is there, and quotes follow.
  @BeforeEach
  void begin() throws InterruptedException {
    feed.start(new Told(), Long.MIN_VALUE);
    steps.add(
        listener -> {
          for (int source = 0; source < 2; source++) {
            long millis = now.get() / 1_000_000;
            frame(
                listener,
                source,
                0,
                ("{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":1,\"p\":\"7\",\"q\":\"1\","
                        + "\"T\":%d,\"m\":true}")
                    .formatted(millis, SYMBOLS.get(source), millis));
            quote(listener, source, 0);
          }
        });
    Patience.until("live", () -> state(0).equals("LIVE") && state(1).equals("LIVE"));
    told.clear();
  }

  @AfterEach
  void end() {
    feed.close();
  }

  private void quote(FrameLog.Listener listener, int source, long ageNanos) {
    frame(
        listener,
        source,
        ageNanos,
        "{\"u\":%d,\"s\":\"%s\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}"
            .formatted(read.get(source) + 10, SYMBOLS.get(source)));
  }

  private void frame(FrameLog.Listener listener, int source, long ageNanos, String text) {
    listener.frame(
        source,
        read.getAndIncrement(source),
        now.get() - ageNanos,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private String state(int instrument) {
    String is = instrument + " ";
    return told.stream()
        .filter(one -> one.startsWith(is) && !one.endsWith("event"))
        .reduce("", (_, one) -> one.substring(is.length()));
  }

  @Test
  void whatComesLateIsNotLiveBecauseAnotherSourceIsInTime() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      steps.add(
          listener -> {
            quote(listener, 0, 600 * SECOND);
            quote(listener, 1, 0);
          });
    }
    Patience.until("told", () -> told.stream().filter("1 event"::equals).count() == 3);
    long later = now.get() + 3 * SECOND;
    Patience.until("some looks later", () -> now.get() > later);

    assertThat(told)
        .containsExactly(
            "0 BACKFILLED", "0 event", "1 event", "0 event", "1 event", "0 event", "1 event");
    steps.add(listener -> quote(listener, 0, SECOND));
    Patience.until("live", () -> state(0).equals("LIVE"));
    assertThat(state(1)).isEmpty();
  }

  /// That it comes from the late source shows in its first event from there.
  @Test
  void anInstrumentThatMovesToALateSourceIsLate() throws InterruptedException {
    steps.add(
        listener -> {
          quote(listener, 0, 600 * SECOND);
          String text =
              "{\"u\":900,\"s\":\"ETHUSDT\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}";
          frame(listener, 0, 600 * SECOND, text);
        });
    Patience.until("told", () -> told.contains("1 event"));

    assertThat(told).containsExactly("0 BACKFILLED", "0 event", "1 BACKFILLED", "1 event");
  }
}
