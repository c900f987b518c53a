package io.papertape.live.simulate;

import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.venue.Stream;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A venue that speaks the protocol of a real one, and the way to it. Each kind of misfortune is
/// on or off; what it then hits is drawn.
final class VenueServer {
  /// The longest that a venue tells others to stay away.
  static final long MOST_RETRY_AFTER = 20 * World.SECOND;

  private static final long PING_NANOS = SimulatedFeed.SELDOM;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int NOBODY = 0;
  private static final int GOING_AWAY = 1001;

  private final World world;
  private final Dialect dialect;
  private final SplittableRandom random;
  private final SchemaDrift drift;
  private final VenuePublisher publisher;
  private final Map<String, Market> markets = new TreeMap<>();
  private final Set<VenueFault> active = EnumSet.noneOf(VenueFault.class);
  private List<ServedConnection> connections = List.of();
  private long clockNanos;
  private long attempts;

  VenueServer(World world, Dialect dialect, SplittableRandom random) {
    this.world = world;
    this.dialect = dialect;
    this.random = random;
    drift = new SchemaDrift(random.split());
    publisher = new VenuePublisher(world, this, random, drift);
  }

  /// Gives a sign of life.
  void beat() {
    for (ServedConnection connection : connections) {
      if (!connection.topics().isEmpty()) {
        List<String> beats = dialect.heartbeats(connection.topics(), clock());
        for (int i = 0; i < beats.size(); i++) {
          connection.send(connection.numbered(beats.get(i)), 0);
        }
      }
    }
    if (Math.floorMod(world.due(), PING_NANOS) == 0) {
      connections.forEach(ServedConnection::ping); // last: with it the silence before is judged
    }
    if (dialect.repeatsTops() && !is(VenueFault.MAINTENANCE)) {
      for (Market market : markets.values()) {
        repeatTop(market);
      }
    }
  }

  private void repeatTop(Market market) {
    Topic topic = new Topic(Stream.Kind.TOP_OF_BOOK, market.symbol());
    if (isAsked(topic)) {
      dialect
          .repeated(market.symbol(), market.book(), clock())
          .ifPresent(top -> sendAll(topic, top));
    }
  }

  private void sendAll(Topic topic, String frame) {
    for (ServedConnection connection : connections()) {
      if (connection.topics().contains(topic)) {
        connection.send(connection.numbered(frame), 0);
      }
    }
  }

  /// The numbers of a book begin anew.
  private void beginAnew(Market market) {
    if (!dialect.beginsAnew(market.symbol(), market.book())) {
      return;
    }
    for (Stream.Kind kind : Stream.Kind.values()) {
      Topic topic = new Topic(kind, market.symbol());
      dialect.snapshot(topic, market.book(), clock()).ifPresent(frame -> sendAll(topic, frame));
    }
  }

  private void sendAll(String frame) {
    connections().forEach(one -> one.send(one.numbered(frame), 0));
  }

  Dialect dialect() {
    return dialect;
  }

  /// What it sends of its markets.
  VenuePublisher publisher() {
    return publisher;
  }

  void add(Market market) {
    markets.put(market.symbol(), market);
  }

  /// Whether anybody listens to one of its markets.
  boolean isUsed() {
    return !markets.isEmpty();
  }

  void set(VenueFault fault, boolean value) {
    if (value) {
      active.add(fault);
    } else {
      active.remove(fault);
    }
    switch (fault) {
      case DOWN -> {
        if (value) {
          breakOff();
        }
      }
      case MAINTENANCE -> {
        if (keepsConnections()) {
          dialect.state(value).ifPresent(this::sendAll);
        } else if (value) {
          breakOff();
        }
      }
      case REFUSALS -> {
        if (value) {
          breakOff();
        }
      }
      case HALF_OPEN -> connections.forEach(ServedConnection::die);
      case CLOCK_STEP -> clockNanos = value ? (random.nextInt(8_000) - 4_000) * World.MILLI : 0;
      case FAREWELL -> {
        if (value) {
          dialect.farewell().ifPresent(this::sayFarewell);
        }
      }
      case NEW_BOOKS -> markets.values().forEach(this::beginAnew);
      case SILENT_STREAM -> publisher.drawSilentStream();
      default -> {
        // looked at when it matters
      }
    }
  }

  /// Closes the connections that there are, some seconds after it has said so.
  private void sayFarewell(String frame) {
    sendAll(frame);
    List<ServedConnection> old = connections();
    world.in(
        (4 + random.nextInt(30)) * World.SECOND, () -> old.forEach(one -> one.close(GOING_AWAY)));
  }

  /// True for a venue that says over its connections that it is in maintenance.
  private boolean keepsConnections() {
    return dialect.state(true).isPresent();
  }

  boolean is(VenueFault fault) {
    return active.contains(fault);
  }

  boolean isNow(VenueFault fault, int oneOf) {
    return is(fault) && random.nextInt(oneOf) == 0;
  }

  /// The venue's clock.
  long clock() {
    return world.due() + clockNanos;
  }

  /// Those that there are now.
  List<ServedConnection> connections() {
    return connections;
  }

  /// Whether anybody listens to something.
  boolean isAsked(Topic topic) {
    for (ServedConnection connection : connections) {
      if (connection.topics().contains(topic)) {
        return true;
      }
    }
    return false;
  }

  /// Tries to connect; the wire is told what came of it.
  void connect(ServedConnection.Wire wire, Consumer<ServedConnection> opened) {
    attempts++;
    world.in(
        3 * latency(),
        () -> {
          if (is(VenueFault.DOWN)) {
            wire.refused(NOBODY, OptionalLong.empty());
          } else if (is(VenueFault.MAINTENANCE) && !keepsConnections()) {
            wire.refused(UNAVAILABLE, OptionalLong.empty());
          } else if (is(VenueFault.RATE_LIMIT)) {
            wire.refused(TOO_MANY_REQUESTS, retryAfter());
          } else {
            ServedConnection connection = new ServedConnection(world, this, wire, random);
            List<ServedConnection> more = new ArrayList<>(connections);
            more.add(connection);
            connections = List.copyOf(more);
            opened.accept(connection);
            dialect
                .state(is(VenueFault.MAINTENANCE))
                .ifPresent(state -> connection.send(connection.numbered(state), 0));
          }
        });
  }

  /// How often somebody has tried to connect.
  long attempts() {
    return attempts;
  }

  private OptionalLong retryAfter() {
    return random.nextBoolean()
        ? OptionalLong.empty()
        : OptionalLong.of((1 + random.nextInt(20)) * World.SECOND);
  }

  void gone(ServedConnection connection) {
    connections = connections.stream().filter(one -> one != connection).toList();
  }

  /// The connections are gone, and the other side knows it.
  void breakOff() {
    connections().forEach(one -> one.close(is(VenueFault.MAINTENANCE) ? 1012 : 1006));
  }

  /// A client's frame has come.
  void asked(ServedConnection connection, String frame) {
    List<Topic> asked = dialect.asked(frame);
    List<Topic> topics = is(VenueFault.REFUSALS) ? refuse(connection, asked) : asked;
    connection.topics().addAll(topics);
    if (asked.isEmpty() || !topics.isEmpty()) {
      for (String answer : dialect.answers(frame, connection.topics(), clock())) {
        connection.send(connection.numbered(answer), 0);
      }
    }
    for (Topic topic : topics) {
      dialect
          .snapshot(topic, markets.get(topic.symbol()).book(), clock())
          .ifPresent(snapshot -> connection.send(connection.numbered(snapshot), 0));
    }
  }

  /// Refuses some of what is asked for in a frame, or for it all of the frame.
  ///
  /// @return what it does not refuse
  private List<Topic> refuse(ServedConnection connection, List<Topic> asked) {
    List<Topic> taken = new ArrayList<>();
    List<Topic> refused = new ArrayList<>();
    asked.forEach(topic -> (random.nextInt(3) == 0 ? taken : refused).add(topic));
    for (Topic topic : refused) {
      List<String> ways = dialect.refusals(topic);
      connection.send(ways.get(random.nextInt(ways.size())), 0);
      if (dialect.refusesFrames()) {
        return List.of();
      }
    }
    return taken;
  }

  /// What a request came to.
  ///
  /// @param status of HTTP; 0: there was no answer
  record Reply(int status, OptionalLong retryAfterNanos, String body, long dateNanos) {}

  /// An answer to a request, after a while.
  void ask(URI address, Consumer<Reply> to) {
    world.in(
        5 * latency(),
        () -> {
          Reply reply = reply(address);
          world.in(5 * latency(), () -> to.accept(reply));
        });
  }

  /// As answers over HTTP are dated: in whole seconds.
  private long date() {
    return clock() - Math.floorMod(clock(), World.SECOND);
  }

  private Reply reply(URI address) {
    if (is(VenueFault.REST_DOWN) || is(VenueFault.DOWN)) {
      return new Reply(NOBODY, OptionalLong.empty(), "", date());
    }
    if (is(VenueFault.MAINTENANCE)) {
      return refusal(UNAVAILABLE, OptionalLong.empty());
    }
    if (isNow(VenueFault.RATE_LIMIT, 2)) {
      return refusal(TOO_MANY_REQUESTS, retryAfter());
    }
    String body = dialect.fetched(address, markets::get, clock());
    boolean isSpoilt = isNow(VenueFault.SCHEMA, 4);
    return new Reply(200, OptionalLong.empty(), isSpoilt ? drift.spoilt(body) : body, date());
  }

  /// Some venues say it now in the status, now in the body.
  private Reply refusal(int status, OptionalLong retryAfterNanos) {
    Optional<String> body = dialect.refused(status);
    return body.isPresent() && random.nextBoolean()
        ? new Reply(200, OptionalLong.empty(), body.get(), date())
        : new Reply(status, retryAfterNanos, "", date());
  }

  long latency() {
    return (5 + random.nextInt(45)) * World.MILLI;
  }

  /// How much longer a message is on its way than it need be.
  long detour() {
    return is(VenueFault.REORDERING) ? random.nextInt(1_500) * World.MILLI : 0;
  }
}
