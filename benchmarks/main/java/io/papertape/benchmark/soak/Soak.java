package io.papertape.benchmark.soak;

import io.papertape.live.session.PaperSession;
import io.papertape.live.session.VenueFeed;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Lets time pass at the venue, in steps of ten seconds: tells what its clients have asked for,
/// waits until it has been heard and taken, and lets the misfortunes of the day happen.
///
/// They strike the one route on even days and the other on odd ones, so that the connection of
/// the route that is spared grows a day old and is renewed.
final class Soak {
  static final int BARS = 4;
  static final int TICKS = 6;

  private static final List<String> ROUTES = List.of("/public", "/market");
  private static final long STEP_SECONDS = 10;
  private static final long DAY_SECONDS = 86_400;
  private static final long STRETCH_SECONDS = 300;
  private static final long LIFE_MILLIS = DAY_SECONDS * 1_000;
  private static final long LAST_MINUTES_MILLIS = 11 * 60_000;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long HASTE_NANOS = 2_000_000L;

  private final SoakVenue venue;
  private final SoakClock clock;
  private final VenueFeed feed;
  private final PaperSession session;
  private long second;
  private long number;
  private long told;
  private long expected;
  private long overlaps;
  private long losses;
  private boolean wasOverlapping;
  private long losingUntil;
  private long repeatingUntil;
  private long crossingUntil;

  Soak(SoakVenue venue, SoakClock clock, VenueFeed feed, PaperSession session) {
    this.venue = venue;
    this.clock = clock;
    this.feed = feed;
    this.session = session;
  }

  /// Waits until both routes are listened to.
  void connect() throws InterruptedException {
    for (long tries = 0; !isConnected(); tries++) {
      if (tries > 30_000) {
        throw new IllegalStateException("Nobody has connected: tries=%d.".formatted(tries));
      }
      clock.set(clock.millis() + 10);
      Thread.sleep(1);
    }
    second = (clock.millis() / 1_000 - SoakClock.START_NANOS / 1_000_000_000L) / 60 * 60;
  }

  private boolean isConnected() {
    return ROUTES.stream().allMatch(route -> listeners(route) > 0);
  }

  private boolean isSomeoneOld() {
    long born = clock.millis() - LIFE_MILLIS + LAST_MINUTES_MILLIS;
    return ROUTES.stream()
        .flatMap(route -> venue.clients(route).stream())
        .anyMatch(client -> client.openedMillis() < born);
  }

  private long listeners(String route) {
    return venue.clients(route).stream().filter(VenueClient::isListening).count();
  }

  /// Lets the rest of a day pass, and waits until the session has done all of it.
  void day(int day) throws InterruptedException {
    while (second < day * DAY_SECONDS) {
      second += STEP_SECONDS;
      step(day);
    }
    for (long tries = 0; !isDone(); tries++) {
      if (tries > 60_000 || session.status().state().isOver()) {
        throw new IllegalStateException("Session is behind: status=" + session.status());
      }
      Thread.sleep(1);
    }
  }

  private boolean isDone() {
    return session.status().waiting() == 0
        && session.status().timeNanos() >= clock.getAsLong() - 60_000_000_000L;
  }

  private void step(int day) throws InterruptedException {
    clock.set(SoakClock.START_NANOS / 1_000_000 + second * 1_000);
    misfortunes(day);
    boolean isCalm = isConnected();
    if (!isCalm) {
      Thread.sleep(1); // gives who connects a chance
    } else if (isSomeoneOld()) {
      Thread.sleep(4); // and who takes over a good one: a handshake is short, and its time too
    }
    boolean isOverlapping = ROUTES.stream().anyMatch(route -> venue.clients(route).size() > 1);
    overlaps += isOverlapping && !wasOverlapping && isCalm ? 1 : 0;
    wasOverlapping = isOverlapping;
    expected = heard();
    tellAll();
    await(isCalm && !isOverlapping ? PATIENCE_NANOS : HASTE_NANOS);
  }

  private void misfortunes(int day) {
    long secondOfDay = Math.floorMod(second, DAY_SECONDS);
    for (Misfortune one : Misfortune.values()) {
      if (one.beginsAt(secondOfDay)) {
        strike(one, venue.clients(ROUTES.get(day % 2)));
      }
    }
    for (String route : ROUTES) {
      for (VenueClient client : venue.clients(route)) {
        if (clock.millis() - client.openedMillis() >= LIFE_MILLIS) {
          losses++; // it should have been replaced by now
          client.close(1001);
        } else if (secondOfDay % 3_600 == 0) {
          client.ping();
        }
      }
    }
  }

  private void strike(Misfortune misfortune, List<VenueClient> clients) {
    switch (misfortune) {
      case CUT -> {
        venue.refuse(2);
        clients.forEach(client -> client.cut(false));
      }
      case RESET -> clients.forEach(client -> client.cut(true));
      case HALF_OPEN -> clients.forEach(VenueClient::mute);
      case CLOSED_BY_VENUE -> clients.forEach(client -> client.close(1012));
      case LOST_FRAMES -> losingUntil = second + STRETCH_SECONDS;
      case REPEATED_FRAMES -> repeatingUntil = second + STRETCH_SECONDS;
      case CROSSED_QUOTES -> crossingUntil = second + STRETCH_SECONDS;
      case REFUSED_REQUEST -> {
        venue.limit(1);
        losingUntil = second + STRETCH_SECONDS;
      }
      case PAUSED -> session.command(Command.PAUSE, "soak", "lunch");
      case RESUMED -> session.command(Command.RESUME, "soak", "back");
    }
  }

  private void tellAll() {
    long millis = clock.millis();
    for (int i = 0; i < TICKS; i++) {
      String symbol = MadeMarket.tickSymbol(i);
      boolean isLost = i == 0 && second < losingUntil;
      int spread = i == 1 && second < crossingUntil ? -2 : 2;
      tell(
          "/public",
          symbol,
          "bookTicker",
          MadeMarket.quote(symbol, ++number, millis, spread),
          isLost);
      if (second / STEP_SECONDS % 2 == 0) {
        tell("/market", symbol, "aggTrade", MadeMarket.trade(symbol, ++number, millis), isLost);
      }
    }
    boolean isClose = second % 60 == 0;
    for (int i = 0; i < BARS && (isClose || second % 60 == 30); i++) {
      String symbol = MadeMarket.barSymbol(i);
      long open = millis - (isClose ? MadeMarket.MINUTE_MILLIS : millis % MadeMarket.MINUTE_MILLIS);
      boolean isLost = i == 0 && second < losingUntil;
      tell("/market", symbol, "kline_1m", MadeMarket.bar(symbol, open, millis, isClose), isLost);
    }
  }

  private void tell(String route, String symbol, String kind, String frame, boolean isLost) {
    String stream = symbol.toLowerCase(Locale.ROOT) + "@" + kind;
    if (isLost) {
      return;
    }
    int times = second < repeatingUntil ? 2 : 1;
    for (VenueClient client : venue.clients(route)) {
      for (int i = 0; i < times; i++) {
        if (client.tell(stream, frame)) {
          told++;
          expected++;
        }
      }
    }
  }

  /// What is not heard in time was lost, or will be heard late. The session takes what was heard
  /// before time goes on: in one that is behind, prices are old.
  private void await(long patienceNanos) {
    long until = System.nanoTime() + patienceNanos;
    while ((heard() < expected || session.waiting() > 0) && System.nanoTime() < until) {
      LockSupport.parkNanos(20_000);
    }
  }

  private long heard() {
    Map<String, Long> counts = feed.counts();
    return counts.getOrDefault("TopOfBook", 0L)
        + counts.getOrDefault("Trade", 0L)
        + counts.getOrDefault("BarState", 0L);
  }

  long told() {
    return told;
  }

  /// Times that two connections of a route were there at once, both well.
  long overlaps() {
    return overlaps;
  }

  /// Connections that the venue had to close because they were too old.
  long losses() {
    return losses;
  }
}
