package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeMoment;
import io.papertape.market.AssetClass;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTick;
import io.papertape.market.TradeTickColumns;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.order.Side;
import io.papertape.simulation.BrokenRunException;
import io.papertape.simulation.RunView;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.MinuteBars;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions on coins at tiny prices, of which 10¹³ are traded in a day, beside backtests of the
/// same.
class LargeVolumesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /// Prices in 10⁻⁸, volumes in whole units.
  private static final Instrument COIN =
      new Instrument(
          "PEPE",
          AssetClass.CRYPTO,
          "USD",
          1,
          FixedPoint.ONE,
          FixedPoint.ONE,
          FixedPoint.ONE,
          "24/7");

  @TempDir private Path home;

  /// Up for ten and down for ten, about 0.00001.
  private static long price(int i) {
    return 1_000L + (i / 10 % 2 == 0 ? i % 10 : 10 - i % 10);
  }

  private static SessionManifest manifest(ReplayFeed feed, long barNanos) {
    return MadeManifest.of(
        "crosses",
        "replay:made",
        feed.startNanos(),
        List.of(new TapeInstrument(COIN, "replay", "PEPE", barNanos)));
  }

  private SessionFolder live(SessionManifest manifest, ReplayFeed feed) throws Exception {
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
    PaperSession session =
        new PaperSession(
            folder.id(),
            manifest,
            SessionDisks.of(folder),
            new Crosses(),
            feed,
            System::nanoTime,
            SessionListener.NONE);
    SessionStatus end = session.start().await(120_000).orElseThrow();
    assertThat(end.state()).as(() -> end.toString()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isGreaterThan(5);
    return folder;
  }

  private static void assertParity(SessionFolder folder, Consumer<Simulation> market)
      throws Exception {
    assertThat(Decided.session(folder))
        .isEqualTo(Decided.backtest(folder.manifest(), new Crosses(), market));
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void aReplayOfBarsDecidesWhatTheirBacktestDecides() throws Exception {
    BarColumns.Builder made = new BarColumns.Builder();
    for (int i = 0; i < 200; i++) {
      long open = MadeMinutes.START + i * MINUTE;
      long close = price(i);
      made.add(new Bar(open, open + MINUTE, close, close, close, close, 13_000_000_000_000L + i));
    }
    BarColumns bars = made.build();
    ReplayFeed feed =
        new ReplayFeed(List.of(COIN), List.of(bars), List.of(), List.of(), 0, System::nanoTime);

    SessionFolder folder = live(manifest(feed, MINUTE), feed);

    assertParity(folder, simulation -> simulation.on(COIN, bars));
  }

  /// 20 trades of 9 · 10⁹ a minute are 1.8 · 10¹¹ units, twice what a `long` holds in fixed point.
  @Test
  void aReplayOfTradesDecidesWhatTheirBacktestDecides() throws Exception {
    List<TradeTick> made = new ArrayList<>();
    for (int i = 0; i < 20 * 200; i++) {
      made.add(
          new TradeTick(
              MadeMinutes.START + i * 3L * SECOND + 1,
              price(i / 20),
              9_000_000_000L * FixedPoint.ONE));
    }
    TradeTickColumns trades = TradeTickColumns.of(made);
    List<PagedHistory<TradeTickColumns>> all = List.of(trades);
    ReplayFeed feed =
        new ReplayFeed(
            List.of(COIN), List.of(BarColumns.of(List.of())), List.of(), all, 0, System::nanoTime);

    SessionFolder folder =
        live(manifest(feed, 0).makingMinutesOf(Optional.of(Resolution.TRADE)), feed);

    MinuteBars minutes = new MinuteBars(COIN.volumeStep());
    minutes.addTrades(trades);
    BarColumns bars = minutes.build();
    assertThat(bars.volume()[0]).isEqualTo(180_000_000_000L);
    BarColumns.Builder closed = new BarColumns.Builder(); // a session is not told the last one
    for (int i = 0; i < bars.size() - 1; i++) {
      closed.add(bars.bar(i));
    }
    assertParity(
        folder, simulation -> simulation.on(COIN, closed.build()).ticks(QuoteColumns.NONE, trades));
  }

  /// What goes wrong before the strategy is asked is no failure of the strategy.
  @Test
  void aMomentThatCannotBeTakenBreaksTheRun() {
    ReplayFeed feed =
        new ReplayFeed(
            List.of(COIN),
            List.of(BarColumns.of(List.of())),
            List.of(),
            List.of(),
            0,
            System::nanoTime);
    TapedTradeTick ofNobody =
        new TapedTradeTick(7, 1, 1, Arrival.IN_ORDER, "1", Side.BUY, 1_000, FixedPoint.ONE);
    SessionSource source =
        new SessionSource(
            new Told(new TapeMoment(1, List.of(ofNobody))),
            manifest(feed, 0).makingMinutesOf(Optional.of(Resolution.TRADE)));
    source.nextNanos();

    assertThatThrownBy(
            () ->
                source.advance(
                    new MutableMarket(
                        new Instrument[] {COIN}, new BarColumns[] {BarColumns.of(List.of())})))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageStartingWith("Session cannot go on: java.lang.ArrayIndexOutOfBoundsException")
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  private record Told(TapeMoment moment) implements SessionSource.Moments {
    @Override
    public void begin(RunView run) {}

    @Override
    public Optional<TapeMoment> next() {
      return Optional.of(moment);
    }

    @Override
    public ModelAnswer answer(RemoteVersion version, double[][] rows) {
      throw new UnsupportedOperationException("Nobody asks.");
    }
  }
}
