package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.health.HealthReason;
import io.papertape.live.session.FeedSink;
import io.papertape.live.session.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Listens to simulated venues as a feed listens to real ones: connects and connects again, judges
/// every event, tells each change of an input before the event that shows it, and fetches what was
/// missed.
final class SimulatedFeed implements LiveFeed {
  static final long MOST_SILENCE = 45 * World.SECOND;
  private static final long MOST_BACK_OFF = 10 * World.SECOND;

  private final World world;
  private final List<Venue> venues;
  private final List<Market> markets;
  private final Scenario scenario;
  private final LongSupplier clock;
  private final BooleanSupplier isLively;
  private final SplittableRandom random;
  private final List<JudgedInput> inputs = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private boolean isClosed;

  SimulatedFeed(
      World world,
      Scenario scenario,
      List<Venue> venues,
      List<Market> markets,
      LongSupplier clock,
      BooleanSupplier isLively,
      SplittableRandom random) {
    this.world = world;
    this.scenario = scenario;
    this.venues = venues;
    this.markets = markets;
    this.clock = clock;
    this.isLively = isLively;
    this.random = random;
  }

  @Override
  public LongSupplier clock() {
    return clock;
  }

  @Override
  public void start(FeedSink sink, long afterNanos) {
    for (int i = 0; i < markets.size(); i++) {
      JudgedInput input =
          new JudgedInput(
              i,
              sink,
              clock,
              markets.get(i).calendar(),
              scenario.hasTrades()[i],
              scenario.hasQuotes()[i],
              afterNanos);
      inputs.add(input);
      input.tellState();
    }
    for (int i = 0; i < venues.size(); i++) {
      Line line = new Line(i);
      lines.add(line);
      line.connect();
    }
    tick();
  }

  private void tick() {
    if (isClosed) {
      return;
    }
    for (Line line : lines) {
      line.checkSilence();
    }
    for (JudgedInput input : inputs) {
      input.onClock();
    }
    world.in(isLively.getAsBoolean() ? World.SECOND : 10 * World.SECOND, this::tick);
  }

  @Override
  public void close() {
    isClosed = true;
    if (!lines.isEmpty()) {
      venues.forEach(Venue::leave);
    }
  }

  /// The connection to one venue.
  private final class Line implements Venue.Listener {
    private final int number;
    private boolean isConnected;
    private long lastHeard;
    private int attempts;

    Line(int number) {
      this.number = number;
    }

    void connect() {
      if (isClosed || isConnected) {
        return;
      }
      isConnected = venues.get(number).connect(this);
      lastHeard = world.now();
      if (!isConnected) {
        tryAgain();
        return;
      }
      attempts = 0;
      for (JudgedInput input : inputs) {
        if (isOurs(input)) {
          fetchBars(input, HealthReason.BACKFILL);
          input.onConnected();
        }
      }
    }

    private boolean isOurs(JudgedInput input) {
      return scenario.venueOf()[input.instrument()] == number;
    }

    private void tryAgain() {
      long wait = Math.min(MOST_BACK_OFF, (500 * World.MILLI) << Math.min(attempts, 10));
      attempts++;
      world.in(wait / 2 + random.nextLong(wait), this::connect);
    }

    void checkSilence() {
      if (isConnected && world.now() - lastHeard > MOST_SILENCE) {
        venues.get(number).leave();
        closed();
      }
    }

    @Override
    public void closed() {
      if (isClosed || !isConnected) {
        return;
      }
      isConnected = false;
      for (JudgedInput input : inputs) {
        if (isOurs(input)) {
          input.onDisconnected();
        }
      }
      tryAgain();
    }

    @Override
    public void heartbeat() {
      lastHeard = world.now();
    }

    @Override
    public void heard(int instrument, FeedEvent.OfMarket event) {
      if (isClosed) {
        return;
      }
      lastHeard = world.now();
      JudgedInput input = inputs.get(instrument);
      switch (event) {
        case BarState bar -> {
          if (input.skips(bar)) {
            fetchBars(input, HealthReason.MISSING_BAR);
          }
          input.onBar(bar);
        }
        case TopOfBook quote -> input.onQuote(quote);
        case Trade trade -> {
          long last = input.lastTradeId();
          input.onTrade(trade);
          if (last > 0 && input.lastTradeId() > last + 1) {
            fetchTrades(input, last + 1, input.lastTradeId() - 1);
          }
        }
        default -> throw new IllegalStateException("No venue here tells this: " + event);
      }
    }
  }

  private Venue venueOf(JudgedInput input) {
    return venues.get(scenario.venueOf()[input.instrument()]);
  }

  private void fetchBars(JudgedInput input, HealthReason why) {
    if (input.lastCloseNanos() == Long.MIN_VALUE || !input.begin(why)) {
      return;
    }
    askForBars(input, why);
  }

  private void askForBars(JudgedInput input, HealthReason why) {
    long after = input.lastCloseNanos();
    venueOf(input)
        .ask(
            () -> markets.get(input.instrument()).barsAfter(after),
            (Optional<List<BarState>> answer) -> {
              if (isClosed) {
                return;
              }
              if (answer.isEmpty()) {
                world.in(5 * World.SECOND, () -> askForBars(input, why));
                return;
              }
              answer.get().forEach(input::fetched);
              input.end(why);
            });
  }

  private void fetchTrades(JudgedInput input, long firstId, long lastId) {
    input.expectTrades();
    venueOf(input)
        .ask(
            () -> markets.get(input.instrument()).trades(firstId, lastId),
            (Optional<List<Trade>> answer) -> {
              if (isClosed) {
                return;
              }
              if (answer.isEmpty()) {
                world.in(
                    5 * World.SECOND,
                    () -> {
                      input.tradesHaveCome();
                      fetchTrades(input, firstId, lastId);
                    });
                return;
              }
              answer.get().forEach(input::fetched);
              input.tradesHaveCome();
            });
  }
}
