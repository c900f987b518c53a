package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.Venue;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.store.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A log that is read while a test writes it, and what a feed tells of it. A quarter of a second
/// passes each time that it is read.
final class StagedLog implements FrameLogs, AutoCloseable {
  static final long SECOND = 1_000_000_000L;
  static final long START = 1_764_108_000 * SECOND;

  final AtomicLong now = new AtomicLong(START);
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<TapeEvent.FeedPlace> places = new CopyOnWriteArrayList<>();
  final LogFeed feed;

  private final BlockingQueue<Consumer<FrameLog.Listener>> steps = new LinkedBlockingQueue<>();
  private final AtomicLongArray next;

  /// @param sources how many parts the log has
  StagedLog(int sources, Venue venue, Resolution resolution, List<TapeInstrument> instruments) {
    next = new AtomicLongArray(sources);
    String text =
        venue.name()
            + ":"
            + instruments.stream()
                .map(TapeInstrument::venueSymbol)
                .collect(Collectors.joining(","));
    feed =
        new LogFeed(
            this,
            new LogText("localhost:1", "ticks", false, "id", zeros(), text),
            new VenueStreams(text, venue, instruments, resolution),
            now::get,
            _ -> {});
  }

  private List<Long> zeros() {
    return Collections.nCopies(next.length(), 0L);
  }

  void start() {
    feed.start(new Told(), Long.MIN_VALUE);
  }

  /// Is done when it is read next.
  void step(Consumer<FrameLog.Listener> step) {
    steps.add(step);
  }

  /// Puts a record at the end of a source.
  void frame(FrameLog.Listener listener, int source, long ageNanos, String text) {
    listener.frame(
        source,
        next.getAndIncrement(source),
        now.get() - ageNanos,
        text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many records a source has.
  long size(int source) {
    return next.get(source);
  }

  void passSeconds(int seconds) throws InterruptedException {
    long later = now.get() + seconds * SECOND;
    Patience.until("some looks later", () -> now.get() > later);
  }

  /// What was told last of the state of an instrument; empty if nothing was.
  String state(int instrument) {
    String is = instrument + " ";
    return told.stream()
        .filter(one -> one.startsWith(is) && !one.startsWith(is + "bid") && !one.endsWith("event"))
        .reduce("", (_, one) -> one.substring(is.length()));
  }

  @Override
  public Description describe(String servers, String topic) {
    return new Description("id", zeros(), zeros());
  }

  @Override
  public FrameLog open(String servers, String topic, String id, List<Long> from) {
    return new Log();
  }

  @Override
  public void close() {
    feed.close();
  }

  private final class Log implements FrameLog {
    @Override
    public void poll(Duration wait, Listener listener) {
      now.addAndGet(SECOND / 4);
      try {
        Optional.ofNullable(steps.poll(1, TimeUnit.MILLISECONDS))
            .ifPresent(step -> step.accept(listener));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public List<Long> positions() {
      return IntStream.range(0, next.length()).mapToObj(next::get).toList();
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
      told.add(
          event instanceof FeedEvent.TopOfBook quote
              ? "%d bid %s".formatted(instrument, FixedPoint.format(quote.bid()))
              : instrument + " event");
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add(instrument + " quarantined " + reason);
    }

    @Override
    public void place(TapeEvent.FeedPlace place) {
      places.add(place);
    }

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add("%d %s %s".formatted(change.instrument(), change.state(), change.reason()));
    }

    @Override
    public void broke(String why) {
      told.add("broke " + why);
    }

    @Override
    public void ended() {}
  }
}
