package io.papertape.live.simulate;

import io.papertape.live.session.FeedSink;
import io.papertape.live.session.VenueIntake;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.Freshness;
import io.papertape.live.transport.LinkAction;
import io.papertape.live.transport.LinkEvent;
import io.papertape.live.transport.Supervision;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/// Carries out what [Supervision] decides for one venue, and hands what comes to the intake, as
/// the supervisor and the feed of a real session do with threads and sockets.
final class VenueClient {
  private final World world;
  private final VenueServer server;
  private final ProcessClock clock;
  private final BooleanSupplier isBehind;
  private final Venue venue;
  private final Supervision supervision;
  private final VenueIntake intake;
  private final VenueRequests requests;
  private final AgeAudit ages;
  private final TreeMap<Integer, Line> lines = new TreeMap<>();
  private final ArrayDeque<LinkEvent> events = new ArrayDeque<>();
  private int steps;
  private boolean isTaking;
  private boolean isClosed;

  VenueClient(
      World world,
      Scenario scenario,
      VenueServer server,
      ProcessClock clock,
      BooleanSupplier isBehind,
      SplittableRandom random,
      FeedSink sink,
      IntToLongFunction barsFrom,
      Consumer<Runnable> check) {
    this.world = world;
    this.server = server;
    this.clock = clock;
    steps = clock.steps();
    this.isBehind = isBehind;
    venue = server.dialect().venue();
    List<Stream> streams = scenario.streams(venue.name());
    supervision = new Supervision(venue, streams, TransportRules.STANDARD, random.split());
    requests = new VenueRequests(world, server, clock, random.split(), scenario, this::on);
    ages = new AgeAudit(sink, check);
    intake =
        new VenueIntake(
            venue,
            scenario.manifest().instruments(),
            streams,
            clock.stamp(),
            barsFrom,
            ages,
            requests);
    requests.tell(intake);
  }

  /// Connects; what was missed is fetched meanwhile.
  void start() {
    on(new LinkEvent.Start(clock.stamp()));
  }

  /// Lets time pass.
  void tick() {
    boolean reads = !isBehind.getAsBoolean();
    for (Line line : List.copyOf(lines.values())) {
      line.read(reads);
    }
    on(new LinkEvent.Tick(clock.stamp()));
    if (clock.steps() != steps) {
      steps = clock.steps();
      intake.onClockStep(clock.stamp());
    }
    intake.onClock(clock.stamp());
  }

  void close() {
    isClosed = true;
    requests.close();
    lines.values().forEach(Line::leave);
  }

  private void on(LinkEvent event) {
    events.add(event);
    if (isTaking || isClosed) {
      return;
    }
    isTaking = true;
    while (!events.isEmpty()) {
      LinkEvent next = events.poll();
      List<LinkAction> actions = supervision.on(next);
      actions.forEach(this::carryOut);
      switch (next) {
        case LinkEvent.Closed e -> abort(e.connection());
        case LinkEvent.OpenFailed e -> abort(e.connection());
        case LinkEvent.Broken e -> abort(e.connection());
        default -> {}
      }
    }
    isTaking = false;
  }

  private void carryOut(LinkAction action) {
    switch (action) {
      case LinkAction.Open(var connection, var _) -> {
        Line line = new Line(connection);
        lines.put(connection, line);
        server.connect(line, line::opened);
      }
      case LinkAction.Send(var connection, var frame) -> lines.get(connection).send(frame);
      case LinkAction.Ping(var connection) -> lines.get(connection).ping(0);
      case LinkAction.Close(var connection, var _, var _) -> {
        abort(connection);
        world.in(server.latency(), () -> on(new LinkEvent.Closed(connection, now(), 1000, "")));
      }
      case LinkAction.Abort(var connection) -> abort(connection);
      case LinkAction.Tell(var change) -> intake.change(change);
    }
  }

  private long now() {
    return clock.stamp();
  }

  private void abort(int connection) {
    Line line = lines.remove(connection);
    if (line != null) {
      line.leave();
    }
  }

  /// One connection's end here.
  private final class Line implements ServedConnection.Wire {
    private final int number;
    private final Freshness freshness = new Freshness();
    private ServedConnection connection;
    private boolean isOver;

    Line(int number) {
      this.number = number;
    }

    void opened(ServedConnection served) {
      if (isOver || isClosed) {
        served.leave();
        return;
      }
      connection = served;
      on(new LinkEvent.Opened(number, now()));
    }

    void send(String frame) {
      connection.receive(frame);
    }

    void ping(long number) {
      connection.pinged(number);
    }

    void leave() {
      isOver = true;
      if (connection != null) {
        connection.leave();
      }
    }

    /// While nothing is read, silence proves nothing.
    void read(boolean reads) {
      if (connection == null) {
        return;
      }
      if (!reads || !connection.isRead()) {
        on(new LinkEvent.Heard(number, now(), true));
      }
      if (isOver) {
        return;
      }
      if (reads && !connection.isRead() && freshness.doubt(world.due())) {
        intake.doubt(number, true, now());
      }
      connection.read(reads);
      if (reads && !isOver) {
        prove();
      }
    }

    /// As the supervisor does twice a second.
    private void prove() {
      freshness.ping(world.due()).ifPresent(this::ping);
      if (freshness.givesUp(world.due())) {
        on(new LinkEvent.Renew(number, now()));
      }
    }

    @Override
    public void frame(byte[] frame, long waitedNanos) {
      if (isOver) {
        return;
      }
      ages.reads(waitedNanos);
      intake.frame(venue.name(), number, now(), frame);
      on(new LinkEvent.Heard(number, now(), true));
      if (isBehind.getAsBoolean() && !isOver) {
        connection.read(false);
      }
    }

    @Override
    public void ping() {
      if (!isOver) {
        on(new LinkEvent.Heard(number, now(), false));
      }
    }

    @Override
    public void pong(long ofNumber) {
      if (isOver) {
        return;
      }
      if (freshness.answered(ofNumber, world.due())) {
        intake.doubt(number, false, now());
      }
      on(new LinkEvent.Pong(number, now()));
      on(new LinkEvent.Heard(number, now(), false));
    }

    @Override
    public void closed(int code) {
      if (!isOver) {
        on(new LinkEvent.Closed(number, now(), code, "simulated"));
      }
    }

    @Override
    public void refused(int status, OptionalLong retryAfterNanos) {
      Reason reason =
          switch (status) {
            case 0 -> Reason.UNREACHABLE;
            case 429 -> Reason.RATE_LIMITED;
            default -> Reason.UNAVAILABLE;
          };
      on(new LinkEvent.OpenFailed(number, now(), reason, retryAfterNanos, "status=" + status));
    }
  }
}
