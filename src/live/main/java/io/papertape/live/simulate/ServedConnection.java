package io.papertape.live.simulate;

import io.papertape.live.simulate.Dialect.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/// A connection of a client to a venue, with the bytes that are on their way.
///
/// A client that reads too slowly finds what it has not read later; when the venue has more for it
/// than it keeps, it closes the connection.
final class ServedConnection {
  private static final int MOST_UNREAD = 60;
  private static final int POLICY = 1008;

  /// The client's end.
  interface Wire {
    /// @param waitedNanos how long it has waited to be read
    void frame(byte[] frame, long waitedNanos);

    /// A ping.
    void ping();

    /// The answer to one of ours.
    void pong(long number);

    void closed(int code);

    /// @param status of HTTP; 0: nobody answered
    void refused(int status, OptionalLong retryAfterNanos);
  }

  private final World world;
  private final VenueServer server;
  private final Wire wire;
  private final SplittableRandom random;
  private final Set<Topic> topics = new LinkedHashSet<>();
  private final ArrayDeque<Unread> unread = new ArrayDeque<>();
  private boolean isDead;
  private boolean isClosed;
  private boolean isRead = true;
  private long lastArrival;
  private long lastInOrder;
  private long frames;

  /// @param what takes how long it has waited
  private record Unread(long arrivedNanos, LongConsumer what) {}

  ServedConnection(World world, VenueServer server, Wire wire, SplittableRandom random) {
    this.world = world;
    this.server = server;
    this.wire = wire;
    this.random = random;
  }

  Set<Topic> topics() {
    return topics;
  }

  /// Nothing comes through any more, and nobody says so.
  void die() {
    isDead = true;
  }

  /// A frame with the number of the next of this connection, if the venue numbers them.
  String numbered(String frame) {
    return server.dialect().numbered(frame, frames++);
  }

  /// The venue sends a frame.
  void send(String frame, long lateNanos) {
    deliver(frameOf(frame), lateNanos);
  }

  private LongConsumer frameOf(String frame) {
    return waitedNanos -> wire.frame(frame.getBytes(StandardCharsets.UTF_8), waitedNanos);
  }

  /// The venue sends a frame that no later one passes on its way.
  void sendInOrder(String frame) {
    deliver(frameOf(frame), 0, 0);
    lastInOrder = lastArrival;
  }

  void ping() {
    deliver(_ -> wire.ping(), 0);
  }

  private void deliver(LongConsumer what, long lateNanos) {
    deliver(what, lateNanos, server.detour());
  }

  private void deliver(LongConsumer what, long lateNanos, long detourNanos) {
    if (isDead || isClosed) {
      return;
    }
    long detour = lateNanos + detourNanos;
    long arrival = Math.max(world.due() + server.latency() + detour, lastInOrder);
    if (detour == 0) {
      arrival = Math.max(arrival, lastArrival);
      lastArrival = arrival;
    }
    world.at(arrival, () -> arrive(what));
  }

  private void arrive(LongConsumer what) {
    if (isClosed || isDead) {
      return;
    }
    if (isRead && unread.isEmpty()) {
      what.accept(0);
      return;
    }
    unread.add(new Unread(world.due(), what));
    if (unread.size() > MOST_UNREAD) {
      close(POLICY);
    }
  }

  /// The client reads on, or reads no more for a while.
  void read(boolean value) {
    isRead = value;
    while (isRead && !unread.isEmpty() && !isClosed) {
      Unread next = unread.poll();
      next.what().accept(world.due() - next.arrivedNanos());
    }
  }

  boolean isRead() {
    return isRead;
  }

  /// The client sends a frame.
  void receive(String frame) {
    world.in(
        server.latency(),
        () -> {
          if (!isClosed && !isDead) {
            server.asked(this, frame);
          }
        });
  }

  /// The client pings.
  void pinged(long number) {
    world.in(server.latency(), () -> deliver(_ -> wire.pong(number), 0));
  }

  /// The venue closes, or the connection breaks.
  void close(int code) {
    if (!isClosed) {
      boolean isHeard = !isDead;
      leave();
      if (isHeard) {
        world.in(server.latency() + random.nextInt(100), () -> wire.closed(code));
      }
    }
  }

  /// The client is gone.
  void leave() {
    isClosed = true;
    unread.clear();
    server.gone(this);
  }
}
