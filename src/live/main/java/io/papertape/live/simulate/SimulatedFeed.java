package io.papertape.live.simulate;

import io.papertape.live.session.FeedSink;
import io.papertape.live.session.LiveFeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Listens to simulated venues by the code that listens to real ones: the supervision of the
/// connections, the codecs, the books and the intake with its health. What is simulated is what
/// moves the bytes.
final class SimulatedFeed implements LiveFeed {
  /// Between two looks at what does not come by itself while nobody watches.
  static final long SELDOM = 20 * World.SECOND;

  private final World world;
  private final Scenario scenario;
  private final List<VenueServer> servers;
  private final ProcessClock clock;
  private final BooleanSupplier isWatched;
  private final BooleanSupplier isBehind;
  private final SplittableRandom random;
  private final Consumer<Runnable> check;
  private final List<VenueClient> clients = new ArrayList<>();
  private final Map<Integer, Long> barsUntil = new HashMap<>();
  private boolean isClosed;

  /// @param isWatched whether time passes in small steps
  /// @param isBehind  whether the session has so much before it that nothing more is read
  SimulatedFeed(
      World world,
      Scenario scenario,
      List<VenueServer> servers,
      ProcessClock clock,
      BooleanSupplier isWatched,
      BooleanSupplier isBehind,
      SplittableRandom random,
      Consumer<Runnable> check) {
    this.world = world;
    this.scenario = scenario;
    this.servers = servers;
    this.clock = clock;
    this.isWatched = isWatched;
    this.isBehind = isBehind;
    this.random = random;
    this.check = check;
  }

  @Override
  public LongSupplier clock() {
    return clock;
  }

  @Override
  public void barsUntil(int instrument, long closeNanos) {
    barsUntil.put(instrument, closeNanos);
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    for (VenueServer server : servers) {
      if (!server.isUsed()) {
        continue;
      }
      VenueClient client =
          new VenueClient(
              world,
              scenario,
              server,
              clock,
              isBehind,
              random.split(),
              sink,
              this::barsFrom,
              check);
      clients.add(client);
      client.start();
    }
    tick();
  }

  private long barsFrom(int instrument) {
    return barsUntil.getOrDefault(instrument, scenario.startNanos());
  }

  private void tick() {
    if (isClosed) {
      return;
    }
    clients.forEach(VenueClient::tick);
    long now = world.due();
    long sinceLook = Math.floorMod(now - World.SECOND, SELDOM); // a second after bars close
    world.at(now + (isWatched.getAsBoolean() ? World.SECOND / 2 : SELDOM - sinceLook), this::tick);
  }

  @Override
  public void close() {
    isClosed = true;
    clients.forEach(VenueClient::close);
  }
}
