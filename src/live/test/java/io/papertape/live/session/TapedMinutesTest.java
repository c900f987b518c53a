package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeReader;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTick;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Size;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.MinuteBars;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions whose feed tells quotes or trade ticks and no bars, beside backtests of the same.
class TapedMinutesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final int MINUTES = 400;

  @TempDir private Path home;
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));
  private final List<QuoteColumns> quotes = List.of(quotes(1), quotes(2));
  private final List<TradeTickColumns> trades =
      quotes.stream().map(TapedMinutesTest::trades).toList();
  private final List<SnapshotNote> notes = new ArrayList<>();

  /// Some exactly at the end of a minute; of one instrument now and then minutes without any. The
  /// clock of this feed stands still between events, so that there is one every few seconds.
  private static QuoteColumns quotes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Quote> all = new ArrayList<>();
    long nanos = MadeMinutes.START + seed;
    long cents = 10_000;
    while (nanos < MadeMinutes.START + MINUTES * MINUTE) {
      nanos += 1 + random.nextLong(4 * SECOND);
      if (random.nextInt(20) == 0 && MINUTE - Math.floorMod(nanos, MINUTE) < 4 * SECOND) {
        nanos = Math.ceilDiv(nanos + 1, MINUTE) * MINUTE;
      }
      if (seed == 2 && nanos < MadeMinutes.START + 300 * MINUTE && random.nextInt(200) == 0) {
        nanos += random.nextLong(10 * MINUTE);
      }
      cents = Math.max(500, cents + random.nextInt(41) - 20);
      all.add(
          new Quote(
              nanos, cents * 1_000_000, 1_000_00000000L, (cents + 2) * 1_000_000, 1_000_00000000L));
    }
    return QuoteColumns.of(all);
  }

  private static TradeTickColumns trades(QuoteColumns of) {
    List<TradeTick> all = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      all.add(new TradeTick(of.timeNanos()[i], of.ask()[i], 50_00000000L));
    }
    return TradeTickColumns.of(all);
  }

  private List<PagedHistory<QuoteColumns>> quotesOf(Resolution of) {
    return of.equals(Resolution.QUOTE) ? List.copyOf(quotes) : List.of();
  }

  private List<PagedHistory<TradeTickColumns>> tradesOf(Resolution of) {
    return of.equals(Resolution.TRADE) ? List.copyOf(trades) : List.of();
  }

  private ReplayFeed feed(Resolution of) {
    BarColumns none = new BarColumns.Builder().build();
    return new ReplayFeed(
        instruments, List.of(none, none), quotesOf(of), tradesOf(of), 0, System::nanoTime);
  }

  private SessionManifest manifest(Resolution of) {
    return MadeManifest.of(
            "crosses",
            "told:made",
            feed(of).startNanos(),
            instruments.stream()
                .map(one -> new TapeInstrument(one, "told", one.symbol(), 0))
                .toList())
        .makingMinutesOf(Optional.of(of));
  }

  private SessionFolder folder(Resolution of) {
    return SessionFolder.create(new Workspace(home), manifest(of), home);
  }

  private SessionStatus live(SessionFolder folder, Resolution of, Disk tape, SnapshotPlan plan)
      throws InterruptedException {
    AtomicLong ticks = new AtomicLong();
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(tape, folder.record()),
            Crosses::new,
            plan,
            feed(of),
            () -> ticks.addAndGet(50_000),
            SessionListener.NONE)
        .start()
        .await(120_000)
        .orElseThrow();
  }

  /// Of what the tape has, at the times of its moments. The bar under way at the end is told in a
  /// backtest, and in no session.
  private List<String> backtest(SessionFolder folder) {
    return Decided.backtest(folder.manifest(), new Crosses(), of -> tell(Tape.of(folder), of));
  }

  private void tell(Tape tape, Simulation simulation) {
    for (int i = 0; i < instruments.size(); i++) {
      QuoteColumns taped = QuoteColumns.of(tape.quotes.get(i));
      TradeTickColumns traded = TradeTickColumns.of(tape.trades.get(i));
      MinuteBars bars = new MinuteBars(instruments.get(i).volumeStep());
      bars.addQuotes(taped);
      bars.addTrades(traded);
      simulation.on(instruments.get(i), until(bars.build(), tape.lastNanos));
      simulation.ticks(taped, traded);
    }
  }

  /// What is on a tape, by instrument.
  private static final class Tape {
    private final List<List<Quote>> quotes = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<TradeTick>> trades = List.of(new ArrayList<>(), new ArrayList<>());
    private long lastNanos;

    static Tape of(SessionFolder folder) {
      Tape all = new Tape();
      try (TapeReader reader = TapeReader.open(folder.tape())) {
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
          all.lastNanos = next.get().timeNanos();
          next.get().events().forEach(all::add);
        }
      }
      return all;
    }

    private void add(TapeEvent event) {
      assertThat(event).isNotInstanceOf(TapedBar.class);
      if (event instanceof TapedQuote one) {
        quotes
            .get(one.instrument())
            .add(new Quote(lastNanos, one.bid(), one.bidSize(), one.ask(), one.askSize()));
      } else if (event instanceof TapedTradeTick one) {
        trades.get(one.instrument()).add(new TradeTick(lastNanos, one.price(), one.quantity()));
      }
    }
  }

  private static BarColumns until(BarColumns all, long nanos) {
    BarColumns.Builder kept = new BarColumns.Builder();
    for (int i = 0; i < all.size() && all.closeTimeNanos()[i] <= nanos; i++) {
      kept.add(all.bar(i));
    }
    return kept.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void aSessionDecidesWhatABacktestOfItsTapeDecides(String name) throws Exception {
    Resolution of = Resolution.parse(name);
    SessionFolder folder = folder(of);
    SessionStatus end = live(folder, of, folder.tape(), SnapshotPlan.NONE);

    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isGreaterThan(50);
    assertThat(Decided.session(folder)).isEqualTo(backtest(folder));
    SessionVerifier.Comparison again = SessionVerifier.verify(folder, new Crosses());
    assertThat(again.isIdentical()).isTrue();
    assertThat(again.entries()).isEqualTo(end.entries());
  }

  @Test
  void aRecoveryFromASnapshotKnowsTheBarUnderWay() throws Exception {
    SnapshotPlan plan = new SnapshotPlan(300, 0, Runnable::run, notes::add);
    SessionFolder folder = folder(Resolution.QUOTE);
    Disk full = CrashingDisk.withRoomFor(400_000, folder.tape());
    assertThat(live(folder, Resolution.QUOTE, full, plan).state()).isEqualTo(State.HALTED);
    new HaltFile(folder.record()).clear();

    SessionStatus end = live(folder, Resolution.QUOTE, folder.tape(), plan);

    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(notes).extracting(SnapshotNote::kind).contains(Kind.RESUMED);
    assertThat(notes).extracting(SnapshotNote::kind).doesNotContain(Kind.REFUSED, Kind.OFF);
    SessionVerifier.Comparison again = SessionVerifier.verify(folder, new Crosses());
    assertThat(again.parting()).isEmpty();
    assertThat(again.isSealed()).isTrue();
  }

  /// Buys at each bar.
  private static final class Buys implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      context.buy(instrument, Size.units(1));
    }
  }

  @Test
  void aBarThatAnOutageEndedIsToldAfterItAndNoOrderRestsOnIt() throws Exception {
    SessionManifest manifest = ToldFeed.manifest(0).makingMinutesOf(Optional.of(Resolution.QUOTE));
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve("first")), manifest, home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession first = session(folder, feed).start();
    feed.live();
    feed.quote(1, ToldFeed.START);
    Patience.until("quote", () -> first.status().moments() >= 2);
    SessionFolder again = new SessionFolder(home.resolve("second").resolve(folder.id()));
    CopiedFolder.copy(folder.path(), again.path());

    ToldFeed later = new ToldFeed(ToldFeed.START + MINUTE + 100_000_000L);
    PaperSession second = session(again, later).start();
    later.sink();
    Patience.until("bar", () -> kinds(again).stream().anyMatch("veto"::equals));
    first.command(Command.STOP, "test", "over");
    second.command(Command.STOP, "test", "over");
    first.await(60_000);
    second.await(60_000);

    assertThat(kinds(again)).doesNotContain("order");
    assertThat(Files.readString(again.journal())).containsOnlyOnce("\"kind\":\"veto\"");
    assertThat(SessionVerifier.verify(again, new Buys()).isIdentical()).isTrue();
  }

  private static PaperSession session(SessionFolder folder, LiveFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        new Buys(),
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  private static List<String> kinds(SessionFolder folder) {
    try {
      return Files.readAllLines(folder.journal()).stream()
          .map(line -> line.replaceAll(".*\"kind\":\"([a-z-]+)\".*", "$1"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aSessionFromBeforeThereWereAnyStaysWithoutBars() {
    SessionManifest before = ToldFeed.manifest(0);
    assertThat(new String(before.bytes(), StandardCharsets.UTF_8)).doesNotContain("minutesOf");
    assertThat(SessionManifest.read(before.bytes())).isEqualTo(before);
    SessionManifest now = before.makingMinutesOf(Optional.of(Resolution.QUOTE));
    assertThat(new String(now.bytes(), StandardCharsets.UTF_8)).contains("\"minutesOf\":\"quote\"");
    assertThat(SessionManifest.read(now.bytes())).isEqualTo(now);
  }
}
