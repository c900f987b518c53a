package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.MinuteBars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Replays of data that lack something decide what a backtest of them decides.
class ReplayedGapsTest {
  private static final int BARS = 300;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  @TempDir private Path home;

  /// What is replayed, and backtested.
  private record Market(List<BarColumns> bars, List<PagedHistory<QuoteColumns>> quotes) {
    static Market of(BarColumns... bars) {
      return new Market(List.of(bars), List.of());
    }

    List<Instrument> instruments() {
      return IntStream.range(0, bars.size()).mapToObj(i -> Instrument.crypto("AAA" + i)).toList();
    }

    ReplayFeed feed(double speed) {
      return new ReplayFeed(instruments(), bars, quotes, List.of(), speed, System::nanoTime);
    }

    void addTo(Simulation simulation) {
      for (int i = 0; i < bars.size(); i++) {
        simulation.on(instruments().get(i), bars.get(i));
        if (!quotes.isEmpty()) {
          simulation.ticks(quotes.get(i), TradeTickColumns.NONE);
        }
      }
    }
  }

  private static BarColumns walk(int seed, IntPredicate isKept) {
    BarColumns all = MadeMinutes.walk(seed, BARS);
    return BarColumns.of(IntStream.range(0, BARS).filter(isKept).mapToObj(all::bar).toList());
  }

  /// One a second, none in each fifth minute; the first exactly at the begin of a minute.
  ///
  /// @param delayNanos of the others, into their seconds
  private static Market quotes(long delayNanos) {
    SplittableRandom random = new SplittableRandom(5);
    List<Quote> all = new ArrayList<>();
    long bid = 100 * FixedPoint.ONE;
    for (int i = 0; i < 60 * 60; i++) {
      bid += (random.nextInt(21) - 10) * FixedPoint.ONE / 100;
      if (i / 60 % 5 != 4) {
        long nanos = MadeMinutes.START + i * SECOND + (i == 0 ? 0 : delayNanos);
        all.add(new Quote(nanos, bid, FixedPoint.ONE, bid + FixedPoint.ONE / 100, FixedPoint.ONE));
      }
    }
    QuoteColumns columns = QuoteColumns.of(all);
    MinuteBars bars = new MinuteBars(Instrument.crypto("AAA0").volumeStep());
    bars.addQuotes(columns);
    return new Market(List.of(bars.build()), List.of(columns));
  }

  private static SessionManifest manifest(Market market) {
    long startNanos = market.feed(0).startNanos();
    return MadeManifest.of(
        "crosses",
        "replay:made",
        startNanos,
        market.instruments().stream()
            .map(one -> new TapeInstrument(one, "replay", one.symbol(), MINUTE))
            .toList());
  }

  private SessionFolder folder(Market market) {
    return SessionFolder.create(new Workspace(home), manifest(market), home.resolve("crosses"));
  }

  private static PaperSession start(SessionFolder folder, SessionDisks disks, LiveFeed feed) {
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            disks,
            new Crosses(),
            feed,
            System::nanoTime,
            SessionListener.NONE)
        .start();
  }

  private static SessionStatus run(SessionFolder folder, SessionDisks disks, LiveFeed feed)
      throws InterruptedException {
    return start(folder, disks, feed).await(60_000).orElseThrow();
  }

  private List<String> session(Market market, double speed) throws Exception {
    SessionFolder folder = folder(market);
    SessionStatus end = run(folder, SessionDisks.of(folder), market.feed(speed));
    assertThat(end.halt()).isEmpty();
    assertThat(end.fills()).isGreaterThan(5);
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
    return Decided.session(folder);
  }

  private static List<String> backtest(Market market) {
    return Decided.backtest(manifest(market), new Crosses(), market::addTo);
  }

  /// A quote that is held behind a bar that is due: no grace is over by a clock that stands.
  @Test
  void whatIsHeldIsToldBeforeTheEndOfAFeedStopsTheSession() throws Exception {
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    SessionFolder folder =
        SessionFolder.create(
            new Workspace(home), ToldFeed.manifest(MINUTE), home.resolve("crosses"));
    PaperSession session = start(folder, SessionDisks.of(folder), feed);
    feed.now.set(ToldFeed.START + MINUTE + 5);
    feed.quote(1, ToldFeed.START + MINUTE + 5);
    feed.sink().ended();
    assertThat(session.await(60_000).orElseThrow().halt()).isEmpty();

    List<TapeEvent> taped = new ArrayList<>();
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      for (var next = tape.next(); next.isPresent(); next = tape.next()) {
        taped.addAll(next.get().events());
      }
    }
    assertThat(taped)
        .filteredOn(event -> !(event instanceof TapeEvent.ClockReading))
        .extracting(event -> (Object) event.getClass())
        .containsExactly(
            TapeEvent.MissingBar.class,
            TapeEvent.TapedQuote.class,
            TapeEvent.OperatorCommand.class);
  }

  /// At the end of a replay its clock stands at its last event, and no grace is over.
  @Test
  void theLastBarIsToldThoughAnotherInstrumentHasNone() throws Exception {
    Market market = Market.of(walk(1, _ -> true), walk(2, i -> i < BARS - 1));
    assertThat(session(market, 0)).isEqualTo(backtest(market)).hasSizeGreaterThan(BARS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 60_000})
  void barsThatTheDataLackAreNotMissing(double speed) throws Exception {
    Market market = Market.of(walk(1, i -> i % 7 != 3), walk(2, i -> i > 20 && i % 50 > 9));
    assertThat(session(market, speed)).isEqualTo(backtest(market)).hasSizeGreaterThan(BARS);
  }

  @Test
  void minutesWithoutAQuoteAreNotMissing() throws Exception {
    Market market = quotes(1);
    assertThat(session(market, 0)).isEqualTo(backtest(market)).hasSizeGreaterThan(40);
  }

  /// A quote exactly at a bar's close is told behind it, so that the decisions may be others.
  @Test
  void noQuoteAtACloseMakesABarMissingEither() throws Exception {
    assertThat(session(quotes(0), 0)).noneMatch(line -> line.contains("market-gap"));
  }

  @Test
  void noneIsMissingAfterARestartEither() throws Exception {
    Market market = Market.of(walk(1, i -> i % 7 != 3), walk(2, i -> i > 20 && i % 50 > 9));
    SessionFolder folder = folder(market);
    SessionDisks crashing = new SessionDisks(new CrashingDisk(folder.tape(), 10), folder.record());
    assertThat(run(folder, crashing, market.feed(60_000)).halt()).isPresent();
    Files.delete(folder.path().resolve("record/halt.json"));

    SessionStatus end = run(folder, SessionDisks.of(folder), market.feed(0));

    assertThat(end.halt()).isEmpty();
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
    assertThat(Files.readAllLines(folder.journal()).stream())
        .filteredOn(line -> line.contains("market-gap"))
        .singleElement()
        .asString()
        .contains("\"reason\":\"restart\"");
  }
}
