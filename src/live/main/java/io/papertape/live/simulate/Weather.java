package io.papertape.live.simulate;

import io.papertape.live.simulate.FaultyDevice.Crash;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What goes wrong, and when: in bouts of lively trading, each with calm before and after it, and
/// now and then in the quiet between.
final class Weather {
  private static final long CALM = 150 * World.SECOND;

  /// Messages of a fault may be so long on their way after its end.
  private static final long UNDER_WAY = 92 * World.SECOND;

  /// The last minutes of a session, in which nothing goes wrong.
  static final long LAST_CALM = 16 * World.MINUTE;

  private final World world;
  private final Scenario scenario;
  private final List<VenueServer> venues;
  private final List<Market> markets;
  private final FaultyDevice device;
  private final ProcessClock clock;
  private final SplittableRandom random;
  private final List<VenueFault> faults;
  private final Runnable operator;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private int livelyBouts;
  private long livelySinceNanos;
  private int faultsNow;
  private long lastFaultNanos;
  private long slowNanos;

  /// What goes wrong, in a few words.
  enum Kind {
    VENUE,
    CONNECTION,
    CLOCK,
    DISK_FULL,
    READ_ONLY,
    SYNC_FAILED,
    SLOW_DISK,
    SLOW_SESSION,
    KILL,
    POWER_CUT,
    OPERATOR
  }

  Weather(
      World world,
      Scenario scenario,
      List<VenueServer> venues,
      List<Market> markets,
      FaultyDevice device,
      ProcessClock clock,
      SplittableRandom random,
      List<VenueFault> faults,
      Runnable operator) {
    this.world = world;
    this.scenario = scenario;
    this.venues = venues;
    this.markets = markets;
    this.device = device;
    this.clock = clock;
    this.random = random;
    this.faults = faults;
    this.operator = operator;
  }

  /// Plans it all.
  void plan() {
    long until = scenario.endNanos() - LAST_CALM - 2 * CALM;
    for (int left = scenario.bouts(); left > 0; left--) {
      if (random.nextInt(6) == 0) {
        world.at(somewhen(until), this::strike);
      } else {
        world.at(whenOpen(until), () -> bout(until));
      }
    }
    world.at(scenario.endNanos() - LAST_CALM, () -> liven(2 * LAST_CALM));
  }

  private long somewhen(long until) {
    return world.due() + random.nextLong(Math.max(1, until - world.due()));
  }

  /// A time at which one of the markets is open, if one is found soon.
  private long whenOpen(long until) {
    long when = somewhen(until);
    for (int tries = 20; tries > 0 && !isOpen(when); tries--) {
      when = somewhen(until);
    }
    return when;
  }

  private boolean isOpen(long nanos) {
    return markets.stream().anyMatch(market -> market.calendar().sessionAt(nanos).isPresent());
  }

  private void bout(long until) {
    long length = CALM;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      length += random.nextLong(60 * World.SECOND);
      if (world.due() + length < until) {
        world.in(length, this::strike);
      }
    }
    liven(length + 2 * CALM + World.MINUTE);
  }

  /// Lets the markets be lively for a while.
  private void liven(long nanos) {
    livelyBouts++;
    if (livelyBouts == 1) {
      livelySinceNanos = world.due();
      trade();
    }
    world.in(nanos, () -> livelyBouts--);
  }

  boolean isLively() {
    return livelyBouts > 0;
  }

  /// How long it has been.
  long livelyNanos() {
    return isLively() ? world.due() - livelySinceNanos : 0;
  }

  private void trade() {
    if (!isLively()) {
      return;
    }
    for (int i = 0; i < markets.size(); i++) {
      Market market = markets.get(i);
      VenueServer venue = venues.get(scenario.venueOf()[i]);
      VenuePublisher publisher = venue.publisher();
      if (market.isOpen(world.due())) {
        if (scenario.hasQuotes()[i]) {
          publisher.step(i, market.stepBook(), market.book());
        }
        if (scenario.hasTrades()[i]) {
          publisher.trade(i, market.trade(venue.clock()));
        }
        if (random.nextInt(3) == 0) {
          publisher.underWay(i, market);
        }
      }
    }
    world.in((200 + random.nextInt(700)) * World.MILLI, this::trade);
  }

  /// One thing goes wrong.
  private void strike() {
    switch (random.nextInt(14)) {
      case 0 -> disk(Kind.DISK_FULL, () -> device.fill(random.nextInt(3_000)));
      case 1 -> disk(Kind.READ_ONLY, device::makeReadOnly);
      case 2 -> disk(Kind.SYNC_FAILED, () -> device.failSyncAfter(random.nextInt(4)));
      case 3 -> disk(Kind.SLOW_DISK, () -> device.syncNanos(random.nextLong(4 * World.SECOND)));
      case 4 -> crash(Kind.KILL, Crash.KILL);
      case 5, 6 -> crash(Kind.POWER_CUT, Crash.POWER_CUT);
      case 7 -> step();
      case 8 -> {
        count(Kind.OPERATOR);
        operator.run();
      }
      case 9 -> {
        count(Kind.CONNECTION);
        venue().breakOff();
        passed();
      }
      case 10 -> slow();
      default -> venueFault();
    }
  }

  /// The session takes its time over each event.
  private void slow() {
    begin(Kind.SLOW_SESSION);
    slowNanos = (50 + random.nextInt(500)) * World.MILLI;
    world.in(
        length() / 4,
        () -> {
          slowNanos = 0;
          end();
        });
  }

  /// How long the session's thread takes for an event.
  long slowNanos() {
    return slowNanos;
  }

  private void disk(Kind kind, Runnable what) {
    begin(kind);
    what.run();
    world.in(
        length(),
        () -> {
          device.repair();
          end();
        });
  }

  private long length() {
    return 5 * World.SECOND + random.nextLong(random.nextInt(5) == 0 ? 10 * World.MINUTE : CALM);
  }

  void crash(Kind kind, Crash how) {
    count(kind);
    passed();
    if (random.nextInt(4) == 0) {
      device.crash(how);
    } else {
      device.crashAfter(random.nextInt(12), how);
    }
  }

  private void step() {
    begin(Kind.CLOCK);
    long most = random.nextInt(3) == 0 ? 30_000 : 1_500;
    long step = (random.nextLong(2 * most) - most) * World.MILLI;
    clock.set(step);
    world.in(
        length(),
        () -> {
          clock.set(0);
          world.in(Math.max(0, step), this::end); // until then it stands still
        });
  }

  private void venueFault() {
    begin(Kind.VENUE);
    VenueServer venue = venue();
    VenueFault fault = faults.get(random.nextInt(faults.size()));
    venue.set(fault, true);
    world.in(
        length(),
        () -> {
          venue.set(fault, false);
          world.in(aftermath(fault), this::end);
        });
  }

  /// How long after a fault what it began may still come: messages that are on their way, and the
  /// time for which a venue has told us to stay away.
  private static long aftermath(VenueFault fault) {
    return switch (fault) {
      case LATE_BARS, DUPLICATES -> UNDER_WAY;
      case REORDERING -> 2 * World.SECOND;
      case RATE_LIMIT -> VenueServer.MOST_RETRY_AFTER;
      default -> 0;
    };
  }

  /// True while small steps of time matter.
  boolean isWatched() {
    return isLively() || world.due() - lastFaultNanos() < 3 * World.MINUTE;
  }

  private VenueServer venue() {
    List<VenueServer> used = venues.stream().filter(VenueServer::isUsed).toList();
    return used.get(random.nextInt(used.size()));
  }

  private void begin(Kind kind) {
    count(kind);
    faultsNow++;
  }

  private void end() {
    faultsNow--;
    passed();
  }

  private void passed() {
    lastFaultNanos = world.due();
  }

  private void count(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /// When the last fault ended; now, while there is one.
  long lastFaultNanos() {
    return faultsNow > 0 ? world.due() : lastFaultNanos;
  }

  Map<Kind, Long> counts() {
    return counts;
  }
}
