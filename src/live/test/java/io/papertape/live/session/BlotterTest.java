package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlotterTest {
  private static final int BARS = 1_500;
  private static final long MINUTE = 60_000_000_000L;

  @TempDir private Path home;
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));
  private final List<BarColumns> bars =
      List.of(MadeMinutes.walk(1, BARS), MadeMinutes.walk(2, BARS));

  /// Enters long or short, twice at a time, with a bracket, a limit now and then, and too large.
  private static final class Brackets implements Strategy {
    private Reason enters;

    @Override
    public void onStart(Context context) {
      enters = context.reason("enters");
    }

    @Override
    public void onBar(Context context, int instrument) {
      int bar = context.barIndex(instrument);
      if (bar % 10 > 1) {
        return;
      }
      context.because(enters);
      Side side = bar % 20 < 10 ? Side.BUY : Side.SELL;
      long close = context.price(instrument);
      long way = side == Side.BUY ? FixedPoint.ONE : -FixedPoint.ONE;
      if (bar % 50 == 0) {
        context.submit(instrument, Order.limit(Side.BUY, Size.units(1), close / 2));
      }
      if (bar % 70 == 0) {
        context.submit(instrument, Order.market(Side.BUY, Size.units(1_000_000)));
      }
      context.submit(
          instrument, Order.market(side, Size.units(3)), close - 2 * way, close + 2 * way);
    }
  }

  private SessionFolder ran(Supplier<Strategy> strategy, Assumptions assumptions)
      throws InterruptedException {
    ReplayFeed feed = new ReplayFeed(instruments, bars, List.of(), List.of(), 0, System::nanoTime);
    List<TapeInstrument> taped =
        instruments.stream()
            .map(one -> new TapeInstrument(one, "replay", one.symbol(), MINUTE))
            .toList();
    SessionManifest manifest =
        new SessionManifest(
            1,
            1,
            "test",
            "made",
            new TreeMap<>(),
            new TreeMap<>(),
            "replay:made",
            Optional.empty(),
            feed.startNanos(),
            feed.startNanos(),
            taped,
            assumptions,
            new RiskLimits(FixedPoint.ofUnits(100), 0, 0, 0, 0, 0, true),
            SequencerSettings.DEFAULT,
            SessionManifest.Recovery.RESUME);
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve(assumptions.preset())), manifest, home);
    status =
        new PaperSession(
                folder.id(),
                manifest,
                SessionDisks.of(folder),
                strategy.get(),
                feed,
                System::nanoTime,
                SessionListener.NONE)
            .start()
            .await(120_000)
            .orElseThrow();
    assertThat(status.state()).as("%s", status.halt()).isEqualTo(State.STOPPED);
    return folder;
  }

  private SessionStatus status = SessionStatus.starting();

  @ParameterizedTest
  @ValueSource(strings = {"papertape", "backtesting.py", "backtrader"})
  void whatFillsHaveRealisedIsWhatTheBooksOfTheSessionSay(String preset) throws Exception {
    Blotter blotter = Blotter.of(ran(Brackets::new, Assumptions.preset(preset)));
    SessionPnl pnl = status.pnl().orElseThrow();

    assertThat(blotter.fills()).hasSize(status.fills()).hasSizeGreaterThan(200);
    assertThat(blotter.realised()).isEqualTo(pnl.realised()).isNotZero();
    assertThat(blotter.feesPaid()).isEqualTo(pnl.feesPaid());
    assertThat(blotter.fills().getLast().model()).isEqualTo(preset);
    for (int i = 0; i < instruments.size(); i++) {
      String symbol = instruments.get(i).symbol();
      List<Blotter.Fill> its =
          blotter.fills().stream().filter(one -> one.symbol().equals(symbol)).toList();
      assertThat(its.stream().mapToLong(Blotter.Fill::realised).sum())
          .isEqualTo(pnl.instruments().get(i).realised());
    }
  }

  @Test
  void everyOrderHasItsLifeAndTheDecisionThatLedToIt() throws Exception {
    Blotter blotter = Blotter.of(ran(Brackets::new, Assumptions.backtrader()));

    assertThat(blotter.orders().stream().map(Blotter.Order::state).distinct())
        .contains("filled", "cancelled", "vetoed");
    assertThat(blotter.orders()).allMatch(one -> one.why().reason().equals("enters"));
    Blotter.Order vetoed =
        blotter.orders().stream()
            .filter(one -> one.state().equals("vetoed"))
            .findFirst()
            .orElseThrow();
    assertThat(vetoed.order()).isZero();
    assertThat(vetoed.reason()).isEqualTo("max-position");
    Blotter.Order limit =
        blotter.orders().stream()
            .filter(one -> one.type().equals("limit") && one.parent() == 0)
            .findFirst()
            .orElseThrow();
    assertThat(limit.limit()).isPresent();
    assertThat(limit.life())
        .singleElement()
        .satisfies(step -> assertThat(step.reason()).isEqualTo("run-ended"));
    assertThat(blotter.orders()).anyMatch(one -> one.parent() != 0 && one.filled() > 0);
    assertThat(blotter.orders().stream().mapToLong(Blotter.Order::filled).sum())
        .isEqualTo(blotter.fills().stream().mapToLong(Blotter.Fill::quantity).sum());
  }

  @Test
  void daysAndCommittedEntriesCutIt() throws Exception {
    SessionFolder folder = ran(Crosses::new, Assumptions.papertape());
    Blotter all = Blotter.of(folder);
    long middle = all.fills().get(all.fills().size() / 2).timeNanos();
    Blotter first = all.between(Long.MIN_VALUE, middle);
    Blotter second = all.between(middle, Long.MAX_VALUE);

    assertThat(first.fills()).isNotEmpty();
    assertThat(Stream.concat(first.fills().stream(), second.fills().stream()).toList())
        .isEqualTo(all.fills());
    Blotter.Fill last = all.fills().get(10);
    assertThat(BlotterReader.read(folder, last.seq()).fills())
        .isEqualTo(all.fills().subList(0, 10));
  }

  @Test
  void aFillThatDoesNotAddUpIsSaid() throws Exception {
    SessionFolder folder = ran(Crosses::new, Assumptions.papertape());
    String journal = Files.readString(folder.journal());
    Blotter.Fill third = Blotter.of(folder).fills().get(2);
    String fee = "\"fee\":\"%s\"".formatted(FixedPoint.format(third.fee()));
    int at = journal.indexOf(fee, journal.indexOf("{\"seq\":" + third.seq() + ","));
    Files.writeString(
        folder.journal(),
        journal.substring(0, at) + "\"fee\":\"7\"" + journal.substring(at + fee.length()));

    assertThatThrownBy(() -> Blotter.of(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Fill leaves another cash than its journal says: seq=");
  }

  @Test
  void csvIsExactAndAPersonsTextIsNoFormula() {
    Blotter.Fill fill =
        new Blotter.Fill(
            9,
            1_000_000_000L,
            0,
            3,
            "AAA",
            "sell",
            250_000_000L,
            1L,
            0,
            -150_000_000L,
            0,
            99L,
            "market",
            "papertape",
            new Blotter.Why(7, "=flatten by ada: \"all\", now"));
    StringBuilder out = new StringBuilder();
    BlotterCsv.fills(new Blotter(List.of(), List.of(fill)), "EUR", out);

    assertThat(out)
        .hasToString(
            """
            seq,time,happened,symbol,side,quantity,price,fee,realised_pnl,position,cash,order,type,\
            fill_model,decision,why,currency
            9,1970-01-01T00:00:01.000000000Z,1970-01-01T00:00:00.000000000Z,AAA,sell,2.5,\
            0.00000001,0,-1.5,0,0.00000099,3,market,papertape,7,"'=flatten by ada: ""all"", now",EUR
            """);
  }
}
