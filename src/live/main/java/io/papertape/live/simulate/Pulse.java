package io.papertape.live.simulate;

import java.util.List;
import java.util.function.Consumer;

/// What happens by the clock whatever else does: signs of life of the venues, bars that close, and
/// looks at whether all is well. Seldom while nobody watches: weeks are mostly calm.
final class Pulse {
  /// A bar that lasts longer is told as often while it is under way, or its stream would stall.
  private static final long UNDER_WAY = 2 * World.MINUTE;

  /// So long after a life has begun small steps of time still matter.
  private static final long WATCHED = 3 * World.MINUTE;

  private final World world;
  private final Scenario scenario;
  private final List<VenueServer> venues;
  private final List<Market> markets;
  private final Weather weather;
  private final Liveness liveness;
  private long closedNanos;

  Pulse(
      World world,
      Scenario scenario,
      List<VenueServer> venues,
      List<Market> markets,
      Weather weather,
      Liveness liveness) {
    this.world = world;
    this.scenario = scenario;
    this.venues = venues;
    this.markets = markets;
    this.weather = weather;
    this.liveness = liveness;
    closedNanos = scenario.startNanos();
  }

  /// @param check runs what may find that something does not hold
  void begin(Consumer<Runnable> check) {
    world.every(World.MINUTE, this::closeBars);
    beat();
    look(check);
  }

  /// True while something goes wrong, or has lately, or a life has just begun.
  boolean isWatched() {
    return weather.isWatched() || world.due() - liveness.lifeStartNanos() < WATCHED;
  }

  /// Signs of life of the venues; seldom while nobody watches, but not so that they seem silent.
  private void beat() {
    venues.forEach(VenueServer::beat);
    long now = world.due();
    long next = isWatched() ? World.SECOND : SimulatedFeed.SELDOM;
    world.at(now + next - Math.floorMod(now, next), this::beat);
  }

  /// There is nothing to see before the markets have been lively for a minute.
  private void look(Consumer<Runnable> check) {
    check.accept(liveness::check);
    world.in((weather.isLively() ? 5 : 50) * World.SECOND, () -> look(check));
  }

  private void closeBars() {
    closedNanos += World.MINUTE;
    long now = closedNanos;
    for (int i = 0; i < markets.size(); i++) {
      Market market = markets.get(i);
      VenuePublisher publisher = venues.get(scenario.venueOf()[i]).publisher();
      if (market.isOpen(now - 1) && market.closesAt(now)) {
        if (publisher.close(i, market, now)) {
          liveness.expectInTime(i, now);
        }
      } else if (isToTell(market, now)) {
        publisher.goOn(i, market);
      }
    }
  }

  private static boolean isToTell(Market market, long now) {
    return market.barNanos() > UNDER_WAY
        && Math.floorMod(now, UNDER_WAY) == 0
        && market.isOpen(now);
  }
}
