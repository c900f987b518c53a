package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.indicator.Rsi;
import io.papertape.indicator.Sma;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A run that passes over quiet bars equals one that steps through each of them, to the last byte
/// of the journal.
class SkippingTest {
  private static final int BARS = 2_000;
  private static final Assumptions MARGIN =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.bps(2))
          .withFunding(Funding.margin(4))
          .withCash(FixedPoint.ofUnits(10_000));

  /// Seeded daily bars; every price is a multiple of 0.06.
  private static BarColumns walk(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] prices = new double[BARS * 4];
    double price = 100;
    for (int i = 0; i < BARS; i++) {
      double open = price;
      double close = Math.max(6, open + 0.06 * random.nextInt(-40, 41));
      prices[4 * i] = open;
      prices[4 * i + 1] = Math.max(open, close) + 0.06 * random.nextInt(20);
      prices[4 * i + 2] = Math.min(open, close) - 0.06 * random.nextInt(20);
      prices[4 * i + 3] = close;
      price = close;
    }
    return Bars.of(prices);
  }

  /// @param least value of an order, whole units
  private record Case(
      Supplier<Strategy> strategy,
      List<BarColumns> bars,
      CorporateActions actions,
      int limit,
      int least) {
    Case(Supplier<Strategy> strategy, List<BarColumns> bars, CorporateActions actions, int limit) {
      this(strategy, bars, actions, limit, 0);
    }
  }

  private static RunResult run(Case one, Way way, RecordLevel level) {
    Simulation simulation =
        Simulation.of(one.strategy().get())
            .under(MARGIN)
            .within(new RiskLimits(0, 0, 0, 0, 0, one.limit() / 100.0, true))
            .named("case")
            .journal(JournalSink.NOWHERE, level);
    for (int i = 0; i < one.bars().size(); i++) {
      simulation.on(
          Instrument.equity("S" + i).withMinNotional(FixedPoint.ofUnits(one.least())),
          one.bars().get(i),
          i == 0 ? one.actions() : CorporateActions.none("S" + i));
    }
    RunResult result = way.run(simulation);
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static RunResult assertSame(Case one) {
    RunResult bare = null;
    for (RecordLevel level : RecordLevel.values()) {
      RunResult steps = run(one, Way.STEPPING, level);
      for (Way way : Way.OTHERS) {
        bare = run(one, way, level);
        assertThat(bare.root()).as("%s", way).isEqualTo(steps.root());
        assertThat(bare.evaluations()).as("%s", way).isEqualTo(steps.evaluations());
        assertThat(bare.finalEquity()).isEqualTo(steps.finalEquity());
        assertThat(bare.finalCash()).isEqualTo(steps.finalCash());
        assertThat(bare.equity().times()).isEqualTo(steps.equity().times());
        assertThat(bare.equity().values()).isEqualTo(steps.equity().values());
        assertThat(bare.fills().size()).isEqualTo(steps.fills().size()).isPositive();
      }
    }
    return bare;
  }

  private static CorporateActions none() {
    return CorporateActions.none("S0");
  }

  @Test
  void aCrossOfAveragesGivesTheSameRun() {
    for (long seed = 1; seed <= 5; seed++) {
      assertSame(new Case(() -> new Cross(5, 20), List.of(walk(seed)), none(), 0));
    }
  }

  @Test
  void aSignalOnSeriesDecidesAsCallbacksOnStreamingIndicatorsDo() {
    BarColumns bars = walk(11);
    RunResult skips =
        run(new Case(() -> new Cross(5, 20), List.of(bars), none(), 0), Way.SKIPPING, level());
    RunResult streams =
        run(
            new Case(() -> new StreamingCross(5, 20), List.of(bars), none(), 0),
            Way.SKIPPING,
            level());
    assertThat(skips.fills().size()).isEqualTo(streams.fills().size()).isPositive();
    assertThat(skips.equity().values()).isEqualTo(streams.equity().values());
  }

  private static RecordLevel level() {
    return RecordLevel.NONE;
  }

  @Test
  void restingOrdersMeetEveryBar() {
    Case one = new Case(Resting::new, List.of(walk(3)), none(), 0);
    RunResult result = assertSame(one);
    assertThat(result.orders().size()).isGreaterThan(result.fills().size());
  }

  @Test
  void splitsAndDividendsTakeEffectInBetween() {
    long dayTen = Bars.FIRST_OPEN + 10 * Bars.DAY - Bars.DAY / 4;
    long day700 = Bars.FIRST_OPEN + 700 * Bars.DAY - Bars.DAY / 4;
    CorporateActions actions =
        new CorporateActions(
            "S0",
            List.of(
                new CorporateAction.CashDividend(LocalDate.of(2024, 1, 12), dayTen, 50_000_000L),
                new CorporateAction.Split(LocalDate.of(2025, 12, 2), day700, 2, 1)));
    assertSame(new Case(() -> new Cross(5, 20), List.of(walk(4)), actions, 0));
    assertSame(new Case(Resting::new, List.of(walk(4)), actions, 0));
  }

  @Test
  void aDrawdownStopTripsAtTheSameBar() {
    RunResult free = assertSame(new Case(() -> new Cross(3, 9), List.of(walk(5)), none(), 0));
    RunResult stopped = assertSame(new Case(() -> new Cross(3, 9), List.of(walk(5)), none(), 1));
    assertThat(stopped.fills().size()).isLessThan(free.fills().size());
  }

  @Test
  void ordersBelowTheMinimumAreRefusedAtTheSameBars() {
    assertOtherFills(() -> new Cross(3, 9), 2_000);
    assertOtherFills(Resting::new, 1_000);
    assertOtherFills(Rotation::new, 1_000);
  }

  private static void assertOtherFills(Supplier<Strategy> strategy, int least) {
    List<BarColumns> bars = List.of(walk(6), walk(7), walk(8));
    RunResult free = assertSame(new Case(strategy, bars, none(), 0));
    RunResult bound = assertSame(new Case(strategy, bars, none(), 0, least));
    assertThat(bound.fills().size()).isNotEqualTo(free.fills().size());
  }

  @Test
  void momentsOfManyInstrumentsAreHeldBackToo() {
    List<BarColumns> bars = List.of(walk(6), walk(7), walk(8));
    assertSame(new Case(Rotation::new, bars, none(), 0));
  }

  @Test
  void timersComeOnTheirBar() {
    assertSame(new Case(Timed::new, List.of(walk(9)), none(), 0));
  }

  @Test
  void anAccountThatIsUsedUpEndsAtTheSameBar() {
    RunResult result = assertSame(new Case(Gambler::new, List.of(walk(12)), none(), 0));
    assertThat(result.isRuined()).isTrue();
  }

  /// Long above, flat below.
  private static final class Cross implements Strategy {
    private final int fastBars;
    private final int slowBars;
    private Series fast;
    private Series slow;

    Cross(int fastBars, int slowBars) {
      this.fastBars = fastBars;
      this.slowBars = slowBars;
    }

    @Override
    public void onStart(Context context) {
      fast = context.series(0, new Sma(fastBars));
      slow = context.series(0, new Sma(slowBars));
      context.wakeOn(0, Signal.crossing(fast, slow));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (fast.value() < slow.value()) {
        context.closeAll(0);
      } else if (context.quantity(0) == 0) {
        context.buy(0, Size.units(20));
      }
    }
  }

  /// The same rule without series: a state that a tie leaves as it is.
  private static final class StreamingCross implements Strategy {
    private final int fastBars;
    private final int slowBars;
    private Sma fast;
    private Sma slow;
    private double state;

    StreamingCross(int fastBars, int slowBars) {
      this.fastBars = fastBars;
      this.slowBars = slowBars;
    }

    @Override
    public void onStart(Context context) {
      fast = context.use(0, new Sma(fastBars));
      slow = context.use(0, new Sma(slowBars));
    }

    @Override
    public void onBar(Context context, int instrument) {
      double now = Math.signum(fast.value() - slow.value());
      if (state != 0 && now == -state) {
        if (now < 0) {
          context.closeAll(0);
        } else if (context.quantity(0) == 0) {
          context.buy(0, Size.units(20));
        }
      }
      state = now == 0 ? state : now;
    }
  }

  /// Limit orders with brackets at oversold bars, which rest for a while.
  private static final class Resting implements Strategy {
    private Series rsi;

    @Override
    public void onStart(Context context) {
      rsi = context.series(0, new Rsi(7));
      context.wakeOn(
          0,
          new Signal.AnyOf(
              List.of(
                  new Signal.BelowLevel(rsi, 25),
                  new Signal.AllOf(
                      List.of(
                          new Signal.AboveLevel(rsi, 80),
                          new Signal.Not(Signal.everyBars(0, 3)))))));
    }

    @Override
    public void onBar(Context context, int instrument) {
      long close = context.closePrice(0);
      if (rsi.value() > 80) {
        context.closeAll(0);
      } else if (!context.hasWorkingOrder(0)) {
        Order order = Order.limit(Side.BUY, Size.units(10), close - FixedPoint.ONE);
        context.submit(0, order, close - 4 * FixedPoint.ONE, close + 2 * FixedPoint.ONE);
      }
    }
  }

  /// Holds the cheapest of all, decided every 15 bars.
  private static final class Rotation implements Strategy {
    @Override
    public void onStart(Context context) {
      context.wakeMomentOn(0, Signal.everyBars(30, 15));
    }

    @Override
    public void onMoment(Context context) {
      int cheapest = 0;
      for (int i = 1; i < context.instruments(); i++) {
        cheapest = context.close(i) < context.close(cheapest) ? i : cheapest;
      }
      for (int i = 0; i < context.instruments(); i++) {
        context.target(i, i == cheapest ? 0.8 : 0);
      }
    }
  }

  /// Sleeps on its signal and acts on timers.
  private static final class Timed implements Strategy {
    @Override
    public void onStart(Context context) {
      context.wakeOn(0, Signal.everyBars(100, 400));
    }

    @Override
    public void onBar(Context context, int instrument) {
      context.callAt(context.timeNanos() + 37 * Bars.DAY, "later");
    }

    @Override
    public void onTimer(Context context, String name) {
      if (context.quantity(0) == 0) {
        context.buy(0, Size.units(5));
      } else {
        context.closeAll(0);
      }
    }
  }

  /// Short with all it may borrow, until it is over.
  private static final class Gambler implements Strategy {
    private Series mean;

    @Override
    public void onStart(Context context) {
      mean = context.series(0, new Sma(2));
      context.wakeOn(0, Signal.everyBars(3, 50));
    }

    @Override
    public void onBar(Context context, int instrument) {
      double sign = mean.value() > 100 ? -1 : 1;
      context.target(0, sign * 3.9);
    }
  }
}
