package io.papertape.live.transport;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Keeps the streams of one venue alive over real sockets: carries out what [Supervision] decides,
/// in one thread of its own. Frames do not pass that thread; they go from the socket into the
/// hand-over.
///
/// The client's callbacks run in the thread that read the bytes: a hand-over to another thread
/// costs time with each frame, and while a callback is under way elsewhere the client of JDK
/// 25.0.3 loses the end of a connection that was not announced. It then tells nothing; the probes
/// of [Supervision] find out.
public final class FeedSupervisor implements AutoCloseable {
  private static final long MOST_WAIT_NANOS = StandstillWatch.LOOK_NANOS;

  private final Venue venue;
  private final TransportRules rules;
  private final LongSupplier nanos;
  private final HandOver handOver;
  private final Supervision supervision;
  private final int lines;
  private final HttpClient client;
  private final LinkedBlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
  private final TreeMap<Integer, FeedConnection> connections = new TreeMap<>();
  private final StandstillWatch watch = new StandstillWatch(System::nanoTime);
  private final Thread thread;

  private FeedSupervisor(
      Venue venue,
      List<Stream> streams,
      TransportRules rules,
      HostPaces paces,
      RandomGenerator random,
      LongSupplier nanos,
      HandOver handOver) {
    this.venue = venue;
    this.rules = rules;
    this.nanos = nanos;
    this.handOver = handOver;
    this.supervision = new Supervision(venue, streams, rules, random, pace(paces, venue, streams));
    this.lines = venue.connections(streams).size();
    this.client =
        HttpClient.newBuilder()
            .executor(Runnable::run)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.thread = Thread.ofVirtual().name("feed-" + venue.name()).unstarted(this::run);
  }

  private static ConnectPace pace(HostPaces paces, Venue venue, List<Stream> streams) {
    return venue.connections(streams).stream()
        .findFirst()
        .map(group -> paces.connects(venue.socket(group)))
        .orElseGet(ConnectPace::new);
  }

  /// Connects, and goes on until closed.
  ///
  /// @param paces    shared with all that connect to the same hosts
  /// @param nanos    nanoseconds since 1970-01-01 UTC that never run backwards, such as
  ///                 [SystemNanos]
  /// @param handOver where frames and changes are left; may be shared with other venues
  /// @throws IllegalArgumentException for an address that is neither encrypted nor of this machine
  public static FeedSupervisor start(
      Venue venue,
      List<Stream> streams,
      TransportRules rules,
      HostPaces paces,
      RandomGenerator random,
      LongSupplier nanos,
      HandOver handOver) {
    for (List<Stream> group : venue.connections(streams)) {
      rules.addresses().requireSocket(venue.socket(group));
    }
    var supervisor = new FeedSupervisor(venue, streams, rules, paces, random, nanos, handOver);
    supervisor.events.add(new LinkEvent.Start(nanos.getAsLong()));
    supervisor.thread.start();
    return supervisor;
  }

  /// Tells what a frame of the connection said. Only what the venue says of itself and what it
  /// wants an answer to have an effect.
  public void said(int connection, FeedEvent event) {
    if (event instanceof FeedEvent.VenueState || event instanceof FeedEvent.Ping) {
      events.add(new LinkEvent.Said(connection, nanos.getAsLong(), event));
    }
  }

  /// Asks for streams of a connection again that the venue has refused.
  public void subscribe(int connection, List<Stream> streams) {
    events.add(new LinkEvent.Subscribe(connection, nanos.getAsLong(), streams));
  }

  /// Lets another connection take over, without a gap: for a stream that has stalled.
  public void renew(int connection) {
    events.add(new LinkEvent.Renew(connection, nanos.getAsLong()));
  }

  /// Looks at the clock now and not within a second.
  public void tick() {
    events.add(new LinkEvent.Tick(nanos.getAsLong()));
  }

  /// Says good-bye to the venue, waits for its answer for [TransportRules#closeWait], then cuts.
  @Override
  public void close() {
    events.add(new LinkEvent.Stop(nanos.getAsLong()));
    boolean wasInterrupted = false;
    try {
      if (!thread.join(rules.closeWait())) {
        thread.interrupt();
        thread.join(rules.closeWait()); // it holds nothing that somebody waits for
      }
    } catch (InterruptedException e) {
      wasInterrupted = true;
      thread.interrupt();
    }
    client.shutdownNow();
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!supervision.isOver()) {
        long wait = Math.clamp(supervision.nextNanos() - nanos.getAsLong(), 0, MOST_WAIT_NANOS);
        LinkEvent event = events.poll(wait, TimeUnit.NANOSECONDS);
        long now = nanos.getAsLong(); // first: what is heard after it is no silence up to it
        watch();
        List.copyOf(connections.values()).forEach(c -> c.heard().ifPresent(this::take));
        if (event != null) {
          take(event);
        }
        take(new LinkEvent.Tick(now));
      }
    } catch (InterruptedException _) {
      // Closed, and the venue did not answer.
    } catch (RuntimeException | Error e) {
      tellDefect(e);
    } finally {
      connections.values().forEach(FeedConnection::abort);
    }
  }

  /// What is read after a standstill, or after a pause, has to be shown to be fresh.
  private void watch() {
    boolean stoodStill = watch.stoodStill();
    for (var one : List.copyOf(connections.entrySet())) {
      if (stoodStill) {
        one.getValue().doubt();
      }
      if (one.getValue().prove()) {
        take(new LinkEvent.Renew(one.getKey(), nanos.getAsLong()));
      }
    }
    watch.seen();
  }

  /// A connection that is over says nothing more before it is told that it is.
  private void take(LinkEvent event) {
    switch (event) {
      case LinkEvent.Closed e -> connections.remove(e.connection());
      case LinkEvent.OpenFailed e -> abort(e.connection());
      case LinkEvent.Broken e -> abort(e.connection());
      default -> {}
    }
    supervision.on(event).forEach(this::carryOut);
  }

  private void abort(int connection) {
    Optional.ofNullable(connections.remove(connection)).ifPresent(FeedConnection::abort);
  }

  private void carryOut(LinkAction action) {
    switch (action) {
      case LinkAction.Open(var connection, var address) -> {
        var opened =
            new FeedConnection(
                venue.name(),
                venue::limitsFor,
                connection,
                rules,
                nanos,
                handOver,
                watch,
                events::add);
        connections.put(connection, opened);
        opened.open(client, address, rules.openTimeout());
      }
      case LinkAction.Send(var connection, var frame) -> {
        FeedConnection target = connections.get(connection);
        target.tellNext();
        target.send(frame);
      }
      case LinkAction.Ping(var connection) -> {
        FeedConnection target = connections.get(connection);
        target.tellNext();
        target.ping();
      }
      case LinkAction.Close(var connection, var code, var reason) ->
          connections.get(connection).close(code, reason);
      case LinkAction.Abort(var connection) -> abort(connection);
      case LinkAction.Tell(var change) -> handOver.change(change);
    }
  }

  /// All lines are at an end.
  private void tellDefect(Throwable defect) {
    for (int line = 0; line < lines; line++) {
      handOver.change(
          new FeedChange(
              venue.name(),
              line,
              0,
              State.FAILED,
              Reason.DEFECT,
              nanos.getAsLong(),
              0,
              false,
              LinkReasons.text(defect)));
    }
  }
}
