package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.session.Arrivals;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// What comes to a simulated session. A wait lets the world go on.
///
/// While nothing comes, a wait takes longer and longer, up to what the session's scheduler is
/// drawn to, and while nobody watches up to [#SELDOM]: weeks are mostly silence. It ends with the
/// first thing that comes.
final class SimulatedArrivals implements Arrivals {
  private static final long SELDOM = 10 * World.SECOND;

  private final World world;
  private final FaultyDevice device;
  private final long mostWaitNanos;
  private final BooleanSupplier isWatched;
  private final LongSupplier slowNanos;
  private final ArrayDeque<Item> line = new ArrayDeque<>();
  private final ArrayDeque<Item> commands = new ArrayDeque<>();
  private final BooleanSupplier isDead;
  private final BooleanSupplier hasSomething;
  private final BooleanSupplier isToWake;
  private long emptyWaits;

  /// @param isWatched whether time passes in small steps
  /// @param slowNanos how long the session takes for each event, beyond nothing
  SimulatedArrivals(
      World world,
      FaultyDevice device,
      long mostWaitNanos,
      BooleanSupplier isWatched,
      LongSupplier slowNanos) {
    this.world = world;
    this.device = device;
    this.mostWaitNanos = mostWaitNanos;
    this.isWatched = isWatched;
    this.slowNanos = slowNanos;
    isDead = device::isDead;
    hasSomething = this::hasSomething;
    isToWake = () -> hasSomething() || isWatched.getAsBoolean();
  }

  private boolean hasSomething() {
    return device.isDead() || !line.isEmpty() || !commands.isEmpty();
  }

  @Override
  public Optional<Item> poll() {
    device.checkIsAlive();
    Item command = commands.poll();
    if (command != null) {
      return Optional.of(command);
    }
    Item next = line.poll();
    if (next != null) {
      world.runTo(world.now() + slowNanos.getAsLong(), isDead);
      device.checkIsAlive();
    }
    return Optional.ofNullable(next);
  }

  @Override
  public Optional<Item> poll(long waitMillis) {
    world.runTo(world.now(), () -> false); // what became due while the session was busy
    if (!hasSomething()) {
      long first = waitMillis * World.MILLI;
      if (isWatched.getAsBoolean()) {
        long wait = Math.min(mostWaitNanos, first << Math.min(emptyWaits / 4, 12));
        world.runTo(world.now() + wait, hasSomething);
      } else {
        long wait = Math.min(SELDOM, first << Math.min(2 * emptyWaits, 12));
        world.runTo(world.now() + wait, isToWake);
      }
    }
    Optional<Item> item = poll();
    emptyWaits = item.isPresent() ? 0 : emptyWaits + 1;
    return item;
  }

  @Override
  public void command(OperatorCommand command) {
    commands.add(new Item.Command(command));
  }

  @Override
  public boolean hasCommand() {
    return device.isDead() || !commands.isEmpty();
  }

  @Override
  public long knownUntil(long nowNanos) {
    return Arrivals.knownUntil(line, nowNanos);
  }

  @Override
  public int depth() {
    return line.size();
  }

  @Override
  public void close() {
    line.clear();
  }

  @Override
  public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
    line.add(new Item.Event(instrument, event, Optional.empty(), receiveNanos));
  }

  @Override
  public void quarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
    line.add(new Item.Event(instrument, event, Optional.of(reason), receiveNanos));
  }

  @Override
  public void input(TapeEvent.InputChange change) {
    line.add(new Item.Input(change));
  }

  @Override
  public void broke(String why) {
    line.add(new Item.Broke(why));
  }

  @Override
  public void ended() {
    line.add(new Item.Ended());
  }
}
