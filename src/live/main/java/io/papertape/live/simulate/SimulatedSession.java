package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;
import static io.papertape.live.tape.TapeEvent.OperatorCommand.Command.FLATTEN;
import static io.papertape.live.tape.TapeEvent.OperatorCommand.Command.KILL;
import static io.papertape.live.tape.TapeEvent.OperatorCommand.Command.PAUSE;
import static io.papertape.live.tape.TapeEvent.OperatorCommand.Command.RESUME;

import io.papertape.journal.Sha256;
import io.papertape.live.session.LiveFeed;
import io.papertape.live.session.SessionDisks;
import io.papertape.live.session.SessionRun;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote;
import io.papertape.live.session.SnapshotPlan;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.transport.ModelClient;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// One session through all its lives in a simulated world, with everything that must hold.
final class SimulatedSession {
  private static final List<Command> COMMANDS =
      List.of(PAUSE, PAUSE, RESUME, RESUME, FLATTEN, FLATTEN, KILL);

  private static final String JOURNAL = "journal.jsonl";

  private static final int MOST_LIVES = 500;

  /// Events that wait for the session before its feeds read no more.
  private static final int MOST_WAITING = 12;

  private final Scenario scenario;
  private final Doubles doubles;
  private final SplittableRandom random;
  private final World world;
  private final FaultyDevice device;
  private final ProcessClock clock;
  private final SimulatedModel model;
  private final List<VenueServer> venues = new ArrayList<>();
  private final List<Market> markets = new ArrayList<>();
  private final Weather weather;
  private final PublishedEntries published = new PublishedEntries();
  private final RunningAudit running = new RunningAudit(published);
  private final Liveness liveness;
  private final Pulse pulse;
  private final Map<SnapshotNote.Kind, Long> snapshots = new EnumMap<>(SnapshotNote.Kind.class);
  private Optional<SimulatedArrivals> arrivals = Optional.empty();
  private long refusalsBefore;
  private int lives;
  private int halts;
  private String why = "";
  private Optional<BrokenInvariant> broken = Optional.empty();

  SimulatedSession(long seed, double weeks, Doubles doubles) {
    random = new SplittableRandom(seed);
    scenario = doubles.scenario(Scenario.draw(seed, weeks, doubles.dialects(), random.split()));
    this.doubles = doubles;
    world = new World(scenario.startNanos());
    device = new FaultyDevice(world, random.split());
    clock = new ProcessClock(world);
    model = new SimulatedModel(world, scenario);
    for (Dialect dialect : scenario.dialects()) {
      venues.add(new VenueServer(world, dialect, random.split()));
    }
    scenario.manifest().instruments().forEach(one -> markets.add(Market.of(one, random.split())));
    for (int i = 0; i < markets.size(); i++) {
      venues.get(scenario.venueOf()[i]).add(markets.get(i));
    }
    weather =
        new Weather(
            world,
            scenario,
            venues,
            markets,
            device,
            clock,
            random.split(),
            doubles.faults(),
            () -> command(COMMANDS.get(random.nextInt(COMMANDS.size()))));
    liveness = new Liveness(world, scenario, weather, device, venues, markets);
    pulse = new Pulse(world, scenario, venues, markets, weather, liveness);
  }

  private void command(Command command) {
    arrivals.ifPresent(
        to -> to.command(new OperatorCommand(clock.getAsLong(), command, "operator", "simulated")));
  }

  /// Lives, crashes, recovers and ends.
  SimulatedOutcome run() {
    Optional<String> failure = Optional.empty();
    State end = State.HALTED;
    try {
      plan();
      end = live();
      return finish(end);
    } catch (RuntimeException | BrokenInvariant e) {
      failure =
          Optional.of(
              "%s: %s (event=%d, life=%d, time=%s)"
                  .formatted(
                      e instanceof BrokenInvariant ? "invariant" : e.getClass().getSimpleName(),
                      e.getMessage(),
                      world.events(),
                      lives,
                      Times.instant(world.now())));
    }
    return outcome(end, FinalAudit.NONE, failure);
  }

  private void plan() {
    weather.plan();
    pulse.begin(this::check);
    world.every(15 * World.MINUTE, () -> command(Command.RESUME));
    world.at(
        scenario.endNanos(),
        () -> {
          liveness.stop();
          command(Command.STOP);
          world.every(World.MINUTE, () -> command(Command.STOP));
        });
  }

  private State live() {
    while (true) {
      lives++;
      require(lives < MOST_LIVES, "Session does not get ahead: lives=%d", lives);
      liveness.newLife();
      refusalsBefore = device.refusals();
      Optional<SessionStatus> end = oneLife();
      int durable = device.record().durableSize(JOURNAL);
      arrivals = Optional.empty();
      liveness.dead();
      if (broken.isPresent()) {
        throw broken.get();
      }
      if (end.isPresent() && end.get().state() != State.HALTED) {
        why = end.get().halt().orElse("");
        return end.get().state();
      }
      end.ifPresent(this::checkHalt);
      device.restart();
      running.whole(device.record().bytes(JOURNAL), durable);
      waitForRestart();
    }
  }

  /// @return how it ended; empty if the process was gone
  private Optional<SessionStatus> oneLife() {
    SimulatedArrivals inbox = inbox();
    LiveFeed feed = doubles.feed(feed(inbox));
    SessionRun life =
        new SessionRun(
            scenario.manifest().id(),
            scenario.manifest(),
            new SessionDisks(doubles.tape(device.tape()), doubles.record(device.record())),
            () -> doubles.strategy(ModelPlan.trader(scenario)),
            doubles.snapshots(
                new SnapshotPlan(scenario.snapshotMoments(), 0, Runnable::run, this::noted)),
            feed,
            doubles.models(model),
            world::now,
            inbox,
            this::published);
    try {
      life.prepare();
      arrivals = Optional.of(inbox);
      liveness.alive(life);
      return Optional.of(life.run());
    } catch (SimulatedCrash _) {
      return Optional.empty();
    } catch (UncheckedIOException _) {
      // the disk did not let it begin: as if it had never been
      return Optional.empty();
    } finally {
      feed.close();
    }
  }

  private SimulatedArrivals inbox() {
    return new SimulatedArrivals(
        world, device, scenario.mostWaitNanos(), pulse::isWatched, weather::slowNanos);
  }

  private SimulatedFeed feed(SimulatedArrivals inbox) {
    return new SimulatedFeed(
        world,
        scenario,
        venues,
        clock,
        pulse::isWatched,
        () -> inbox.depth() >= MOST_WAITING,
        random.split(),
        this::check);
  }

  /// Ends the life when something does not hold: the code of a session could catch it.
  private void check(Runnable what) {
    try {
      what.run();
    } catch (BrokenInvariant e) {
      broken = broken.isPresent() ? broken : Optional.of(e);
      device.crash(FaultyDevice.Crash.KILL);
    }
  }

  /// Snapshots are taken, proved and used, unless the disk refuses.
  private void noted(SnapshotNote note) {
    snapshots.merge(note.kind(), 1L, Long::sum);
    check(
        () ->
            require(
                note.kind() != SnapshotNote.Kind.OFF && note.kind() != SnapshotNote.Kind.REFUSED,
                "Snapshot is wrong: %s",
                note.text()));
  }

  private void published(List<String> lines, SessionStatus status) {
    check(() -> checkPublished(lines, status));
  }

  private void checkPublished(List<String> lines, SessionStatus status) {
    published.add(lines);
    if (lines.isEmpty()) {
      return; // the end of a life, which may have failed
    }
    require(
        device.tape().isDurable(".tape"),
        "Published before the tape is durable: %s",
        lines.getLast());
    require(
        device.record().isDurable(JOURNAL),
        "Published before the journal is durable: %s",
        lines.getLast());
    require(
        status.entries() >= published.count(),
        "Status is behind what was published: entries=%d, published=%d",
        status.entries(),
        published.count());
    running.take(device.record(), JOURNAL);
  }

  private void checkHalt(SessionStatus end) {
    halts++;
    String reason = end.halt().orElse("");
    require(device.refusals() > refusalsBefore, "Session halts and the disk is well: %s", reason);
    if (reason.contains("not durable")) {
      require(device.refusals() > refusalsBefore + 1, "Reason is not durable: %s", reason);
      return;
    }
    try {
      require(
          new HaltFile(device.record()).read().isPresent(), "Halt is not on record: %s", reason);
    } catch (SimulatedCrash _) {
      // the process was gone just then
    }
  }

  private void waitForRestart() {
    long most = random.nextInt(6) == 0 ? 6 * 60 * World.MINUTE : 10 * World.MINUTE;
    world.runTo(world.now() + World.SECOND + random.nextLong(most), () -> false);
    while (!device.isWell()) {
      world.runTo(world.now() + World.MINUTE, () -> false);
    }
    device.restart();
    if (random.nextInt(5) == 0) {
      weather.crash(
          Weather.Kind.KILL,
          random.nextBoolean() ? FaultyDevice.Crash.KILL : FaultyDevice.Crash.POWER_CUT);
    }
    try {
      HaltFile halt = new HaltFile(device.record());
      if (halt.read().isPresent()) {
        checkStaysHalted();
        halt.clear();
      }
    } catch (SimulatedCrash _) {
      device.restart();
      waitForRestart();
    }
  }

  private void checkStaysHalted() {
    SessionRun refused =
        new SessionRun(
            scenario.manifest().id(),
            scenario.manifest(),
            new SessionDisks(device.tape(), device.record()),
            () -> ModelPlan.trader(scenario),
            SnapshotPlan.NONE,
            feed(inbox()),
            ModelClient.NONE,
            world::now,
            inbox(),
            (_, _) -> {});
    try {
      refused.prepare();
    } catch (WorkspaceException _) {
      return;
    }
    throw new BrokenInvariant("Session that has halted starts without being cleared.");
  }

  private SimulatedOutcome finish(State end) {
    require(
        end == State.STOPPED || scenario.throwsAtBar() != Integer.MAX_VALUE,
        "Session ends otherwise than it should: end=%s, %s",
        end,
        why);
    FinalAudit audit =
        FinalAudit.of(scenario, device, markets, running, liveness.calmBars(), doubles);
    model.audit(device, JOURNAL);
    return outcome(end, audit, Optional.empty());
  }

  private SimulatedOutcome outcome(State end, FinalAudit audit, Optional<String> failure) {
    Map<String, Long> faults = new TreeMap<>(model.counts());
    weather.counts().forEach((kind, count) -> faults.put(kind.name(), count));
    return new SimulatedOutcome(
        scenario.seed(),
        (double) (world.now() - scenario.startNanos()) / 86_400e9,
        world.events(),
        lives,
        device.crashes(),
        halts,
        snapshots.getOrDefault(SnapshotNote.Kind.KEPT, 0L),
        snapshots.getOrDefault(SnapshotNote.Kind.RESUMED, 0L),
        audit.moments(),
        audit.missingBars(),
        audit.entries(),
        published.told(),
        audit.orders(),
        audit.fills(),
        faults,
        end.name(),
        Sha256.hex(device.record().bytes(JOURNAL)),
        Sha256.hex(tapeBytes()),
        failure);
  }

  private byte[] tapeBytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Disk tape = device.tape();
    try {
      for (String name : tape.names()) {
        all.writeBytes(device.tape().bytes(name));
      }
    } catch (IOException | SimulatedCrash _) {
      return new byte[0];
    }
    return all.toByteArray();
  }
}
