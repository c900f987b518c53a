package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.Decoding;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.simulate.Dialect.Topic;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.market.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The lengths of bars that simulated venues stream.
class BarLengthTest {
  private static final long START = SpokenSession.START;
  private static final long HOUR = 60 * World.MINUTE;
  private static final int SEEDS = 400;

  private static Scenario draw(long seed) {
    return Scenario.draw(seed, 4, Dialects.all(), new SplittableRandom(seed));
  }

  @Test
  void eachVenueMeetsAllOfItsLengthsAndTheUsualOneMostOften() {
    Map<String, Map<Long, Integer>> met = new TreeMap<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (TapeInstrument one : draw(seed).manifest().instruments()) {
        met.computeIfAbsent(one.venue(), _ -> new TreeMap<>())
            .merge(one.barNanos(), 1, Integer::sum);
      }
    }

    assertThat(met.get("bitstamp")).containsOnlyKeys(0L);
    assertThat(met.get("coinbase-exchange")).containsOnlyKeys(0L);
    assertThat(met.get("coinbase")).containsOnlyKeys(5 * World.MINUTE);
    for (String venue : List.of("binance", "binance-usdm", "okx", "kraken", "bybit")) {
      Map<Long, Integer> lengths = met.get(venue);
      assertThat(lengths)
          .as(venue)
          .containsOnlyKeys(World.MINUTE, 5 * World.MINUTE, 15 * World.MINUTE, HOUR);
      assertThat(lengths.get(World.MINUTE))
          .as(venue)
          .isGreaterThan(lengths.get(5 * World.MINUTE))
          .isGreaterThan(lengths.get(15 * World.MINUTE))
          .isGreaterThan(lengths.get(HOUR));
    }
  }

  @Test
  void barsOfAnHourAreNotThoseOfStocks() {
    Map<Long, Integer> met = new TreeMap<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (TapeInstrument one : draw(seed).manifest().instruments()) {
        if (!one.instrument().calendar().equals("24/7")) {
          met.merge(one.barNanos(), 1, Integer::sum);
        }
      }
    }

    assertThat(met).containsOnlyKeys(World.MINUTE, 5 * World.MINUTE, 15 * World.MINUTE);
  }

  @Test
  void barsOfEachLengthAreAskedForToldAndFetched() {
    for (Dialect dialect : Dialects.all()) {
      for (BarLength length : dialect.lengths()) {
        dialect.stream(length);
        requireBars(dialect, length);
      }
    }
  }

  private static void requireBars(Dialect dialect, BarLength length) {
    String name = dialect.venue().name() + " " + length;
    SpokenSession session = new SpokenSession(dialect);
    String symbol = session.symbol();
    List<Topic> asked = new ArrayList<>();
    session.requests().forEach(frame -> asked.addAll(dialect.asked(frame)));
    assertThat(asked).as(name).contains(new Topic(Stream.Kind.BARS, symbol));

    long close = START + length.nanos();
    BarState last = session.market().close(close, close);
    BarState told =
        Decoding.of(
                BarState.class, Decoding.events(dialect.venue().codec(), sent(dialect.bar(last))))
            .getFirst();
    assertThat(told.openNanos()).as(name).isEqualTo(START);
    assertThat(told.closeNanos()).as(name).isEqualTo(close);

    Venue venue = dialect.venue();
    String body =
        dialect.fetched(
            venue.bars(symbol, length.nanos(), START, close).orElseThrow(),
            _ -> session.market(),
            close + World.SECOND);
    assertThat(venue.readBars(symbol, length.nanos(), body.getBytes(StandardCharsets.UTF_8)))
        .as(name)
        .filteredOn(BarState::isFinal)
        .extracting(BarState::closeNanos)
        .containsExactly(close);
  }

  private static String sent(String frame) {
    return frame.replace("#", "0"); // the number of a frame, where they have any
  }

  @Test
  void barsOfAnotherLengthThanIsStreamedAreRefused() {
    Dialect dialect = new KrakenDialect();
    String asked =
        dialect.venue().subscribe(List.of(Stream.bars("SA/USD", 5 * World.MINUTE))).getFirst();

    assertThatThrownBy(() -> dialect.asked(asked))
        .hasMessage("Bars of another length are asked for: asked=5, streamed=1");
  }

  @Test
  void theFirstBarOfADayOpensWithIt() {
    long evening = Times.nanos(Instant.parse("2025-01-06T21:00:00Z"));
    long morning = Times.nanos(Instant.parse("2025-01-07T14:30:00Z"));
    Market market = new Market("SA", "NYSE", 15 * World.MINUTE, new SplittableRandom(1));
    market.close(evening - 15 * World.MINUTE, evening);

    assertThat(market.openNanos(evening - World.MINUTE)).isEqualTo(evening - 15 * World.MINUTE);
    market.close(evening, evening);
    assertThat(market.openNanos(morning + World.MINUTE)).isEqualTo(morning);
  }
}
