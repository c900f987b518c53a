package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.live.session.SessionRun;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.InputState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Watches that a session is well again soon after the last fault.
final class Liveness {
  /// How long after the end of all faults everything must be well again.
  private static final long SOON = 60 * World.SECOND;

  private final World world;
  private final Scenario scenario;
  private final Weather weather;
  private final FaultyDevice device;
  private final List<Market> markets;
  private final CalmConnections connections;
  private final List<Set<Long>> calmBars = new ArrayList<>();
  private Optional<SessionRun> run = Optional.empty();
  private long lifeStartNanos;
  private boolean isStopping;

  Liveness(
      World world,
      Scenario scenario,
      Weather weather,
      FaultyDevice device,
      List<VenueServer> venues,
      List<Market> markets) {
    this.world = world;
    this.scenario = scenario;
    this.weather = weather;
    this.device = device;
    this.markets = markets;
    connections = new CalmConnections(venues, scenario.startNanos());
    markets.forEach(_ -> calmBars.add(new HashSet<>()));
  }

  /// Another life of the session begins.
  void newLife() {
    lifeStartNanos = world.now();
  }

  /// When the newest life began.
  long lifeStartNanos() {
    return lifeStartNanos;
  }

  void alive(SessionRun life) {
    run = Optional.of(life);
  }

  void dead() {
    run = Optional.empty();
  }

  /// The session is about to end.
  void stop() {
    isStopping = true;
  }

  /// Closes of bars that nothing kept from coming in time, by instrument.
  List<Set<Long>> calmBars() {
    return calmBars;
  }

  /// A bar that closes in calm weather, and is followed by some, must come in time.
  void expectInTime(int instrument, long closeNanos) {
    boolean isOpenForLong = markets.get(instrument).isOpen(closeNanos - 10 * World.MINUTE);
    if (isCalm() && isOpenForLong && world.now() == closeNanos) {
      world.in(
          5 * World.SECOND,
          () -> {
            if (isCalm()) {
              calmBars.get(instrument).add(closeNanos);
            }
          });
    }
  }

  private boolean isCalm() {
    long calmSince = Math.max(weather.lastFaultNanos(), lifeStartNanos);
    return run.isPresent() && device.isWell() && world.now() - calmSince >= SOON && !isStopping;
  }

  /// A minute after the last fault, in a lively market, everything is as it should be; and in calm
  /// weather nobody connects without end.
  void check() {
    connections.check(isCalm(), world.now());
    if (!isCalm() || weather.livelyNanos() < SOON) {
      return;
    }
    SessionStatus status = run.get().status();
    require(!status.state().isOver(), "Session is over: state=%s", status.state());
    require(status.state() != State.RECOVERING, "Session does not recover.");
    for (int i = 0; i < markets.size(); i++) {
      if (markets.get(i).isOpen(world.now()) && markets.get(i).isOpen(world.now() - SOON)) {
        InputState input = status.position().get(i).input();
        require(
            input == InputState.LIVE,
            "Input is not live a minute after the last fault: instrument=%d, input=%s",
            i,
            input);
      }
    }
    long behind = world.now() - status.timeNanos();
    require(
        behind < 2 * scenario.manifest().sequencer().quiet().toNanos() + World.MINUTE,
        "Session does not get ahead: behindSeconds=%d",
        behind / World.SECOND);
  }
}
