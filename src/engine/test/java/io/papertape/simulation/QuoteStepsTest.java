package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.SmallPages;
import io.papertape.market.TradeTick;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A run that takes lone quotes in stretches equals one that steps through every moment, to the
/// last byte of the journal.
class QuoteStepsTest {
  private static final int SEEDS = 12;
  private static final int QUOTES = 1_200;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = Bars.FIRST_OPEN;
  private static final RiskLimits STOP = new RiskLimits(0, 0, 0, 0, 0, 0.005, true);

  /// What one instrument has; empty where it has none.
  private record History(QuoteColumns quotes, TradeTickColumns ticks, BarColumns bars) {}

  /// @param least value of an order, whole units
  private record Case(
      Supplier<Strategy> strategy,
      List<History> histories,
      Assumptions assumptions,
      RiskLimits limits,
      int least) {
    Case(
        Supplier<Strategy> strategy,
        List<History> histories,
        Assumptions assumptions,
        RiskLimits limits) {
      this(strategy, histories, assumptions, limits, 0);
    }
  }

  private static Assumptions margin(FillRules rules) {
    return Assumptions.papertape()
        .withFills(rules)
        .withFunding(Funding.margin(4))
        .withCash(FixedPoint.ofUnits(10_000));
  }

  private static RunResult run(Case one, Way way, RecordLevel level) {
    Simulation simulation =
        Simulation.of(one.strategy().get())
            .under(one.assumptions())
            .within(one.limits())
            .named("case")
            .journal(JournalSink.NOWHERE, level);
    for (int i = 0; i < one.histories().size(); i++) {
      History history = one.histories().get(i);
      simulation
          .on(
              Instrument.equity("S" + i).withMinNotional(FixedPoint.ofUnits(one.least())),
              history.bars(),
              actions("S" + i))
          .ticks(new SmallPages(history.quotes(), 64), history.ticks());
    }
    RunResult result = way.run(simulation);
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static CorporateActions actions(String symbol) {
    long first = START + 20 * MINUTE + 1;
    long second = START + 50 * MINUTE;
    LocalDate day = LocalDate.of(2024, 1, 2);
    return new CorporateActions(
        symbol,
        List.of(
            new CorporateAction.CashDividend(day, first, FixedPoint.ONE / 4),
            new CorporateAction.Split(day, second, 3, 2)));
  }

  private static RunResult assertSame(Case one) {
    RunResult last = null;
    for (RecordLevel level : RecordLevel.values()) {
      RunResult steps = run(one, Way.STEPPING, level);
      for (Way way : Way.OTHERS) {
        last = run(one, way, level);
        assertThat(last.root()).as("%s", way).isEqualTo(steps.root());
        assertThat(last.evaluations()).as("%s", way).isEqualTo(steps.evaluations());
        assertThat(last.finalEquity()).isEqualTo(steps.finalEquity());
        assertThat(last.isRuined()).isEqualTo(steps.isRuined());
        assertThat(last.equity().times()).isEqualTo(steps.equity().times());
        assertThat(last.equity().values()).isEqualTo(steps.equity().values());
        assertThat(fills(last)).isEqualTo(fills(steps));
        assertThat(orders(last)).isEqualTo(orders(steps));
      }
    }
    return last;
  }

  private static List<String> fills(RunResult result) {
    List<String> lines = new ArrayList<>();
    FillLog log = result.fills();
    for (int i = 0; i < log.size(); i++) {
      lines.add(
          "%d of %d: %d at %d"
              .formatted(
                  log.signedQuantity(i), log.orderId(i), log.price(i), log.eventTimeNanos(i)));
    }
    return lines;
  }

  private static List<String> orders(RunResult result) {
    List<String> lines = new ArrayList<>();
    OrderLog log = result.orders();
    for (int id = 1; id <= log.size(); id++) {
      lines.add("%d %s %s".formatted(log.submittedNanos(id), log.state(id), log.reason(id)));
    }
    return lines;
  }

  private static void assertSame(
      Supplier<Strategy> strategy, List<History> histories, Assumptions assumptions) {
    for (RiskLimits limits : List.of(RiskLimits.NONE, STOP)) {
      RunResult result = assertSame(new Case(strategy, histories, assumptions, limits));
      assertThat(result.orders().size()).isPositive();
    }
  }

  @Test
  void quotesAloneGiveTheSameRun() {
    int fills = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      List<History> histories = List.of(history(seed, false, false));
      Assumptions assumptions = margin(FillRules.papertape().withParticipation(0));
      assertSame(() -> new Erratic(its, 15), histories, assumptions);
      Case one = new Case(() -> new Erratic(its, 15), histories, assumptions, RiskLimits.NONE);
      fills += run(one, Way.SKIPPING, RecordLevel.NONE).fills().size();
    }
    assertThat(fills).isGreaterThan(30 * SEEDS);
  }

  @Test
  void ordersOfALeastValueGiveTheSameRun() {
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      List<History> histories = List.of(history(seed, false, false));
      Assumptions assumptions = margin(FillRules.papertape());
      Supplier<Strategy> strategy = () -> new Erratic(its, 15);
      RunResult free = assertSame(new Case(strategy, histories, assumptions, RiskLimits.NONE));
      RunResult bound =
          assertSame(new Case(strategy, histories, assumptions, RiskLimits.NONE, 1_000));
      assertThat(orders(bound)).isNotEqualTo(orders(free));
    }
  }

  @Test
  void everyPresetOfFillsGivesTheSameRun() {
    List<FillRules> presets =
        List.of(
            FillRules.papertape(),
            FillRules.backtestingPy(),
            FillRules.backtrader(),
            FillRules.papertape().withLimit(FillRules.Limit.TOUCH));
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      FillRules rules = presets.get((int) seed % presets.size());
      assertSame(
          () -> new Erratic.Curious(its, 10), List.of(history(seed, false, false)), margin(rules));
    }
  }

  @Test
  void latencyGivesTheSameRun() {
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      assertSame(
          () -> new Erratic.Curious(its, 8),
          List.of(history(seed, false, false)),
          margin(FillRules.papertape()).withLatencyNanos(SECOND + seed * SECOND / 2));
    }
  }

  @Test
  void barsTradesAndActionsInBetweenGiveTheSameRun() {
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      List<History> histories = List.of(history(seed, seed % 2 == 0, true));
      assertSame(() -> new Erratic.Curious(its, 10), histories, margin(FillRules.papertape()));
      assertSame(() -> new Erratic.OnBars(its), histories, margin(FillRules.papertape()));
    }
  }

  @Test
  void evaluationsOfMomentsGiveTheSameRun() {
    assertSame(
        () -> new Erratic.AtMoments(1),
        List.of(history(1, true, true)),
        margin(FillRules.papertape()));
  }

  @Test
  void aTargetIsMarketableAtTheQuoteAfterItsEntry() {
    Order entry = Order.market(Side.BUY, Size.units(1));
    QuoteColumns quotes = quotes(9_999, 9_999, 10_002, 10_002);
    RunResult result = assertSame(first(entry, price(10_002)), quotes);
    assertThat(result.fills().size()).isEqualTo(2);
    assertThat(result.fills().eventTimeNanos(1)).isEqualTo(START + 2);
  }

  /// Submits one order at the first quote.
  private static Supplier<Strategy> first(Order order, long target) {
    return () ->
        new Strategy() {
          private boolean isDone;

          @Override
          public void onQuote(Context context, int instrument) {
            if (!isDone) {
              context.submit(instrument, order, 0, target);
            }
            isDone = true;
          }
        };
  }

  private static RunResult assertSame(Supplier<Strategy> strategy, QuoteColumns quotes) {
    History history = new History(quotes, TradeTickColumns.NONE, bars());
    Assumptions assumptions = margin(FillRules.papertape());
    return assertSame(new Case(strategy, List.of(history), assumptions, RiskLimits.NONE));
  }

  /// A quote a nanosecond under a spread of one cent.
  private static QuoteColumns quotes(int... bidCents) {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < bidCents.length; i++) {
      quotes.add(new Quote(START + i, price(bidCents[i]), 0, price(bidCents[i] + 1), 0));
    }
    return QuoteColumns.of(quotes);
  }

  @Test
  void severalInstrumentsGiveTheSameRun() {
    for (long seed = 0; seed < SEEDS; seed++) {
      long its = seed;
      List<History> histories =
          List.of(
              history(seed, seed % 3 == 0, seed % 2 == 0),
              history(seed + 1_000, false, seed % 3 == 1),
              new History(QuoteColumns.NONE, TradeTickColumns.NONE, bars(seed)));
      assertSame(() -> new Erratic.Curious(its, 20), histories, margin(FillRules.papertape()));
    }
  }

  @Test
  void anAccountThatIsUsedUpEndsAtTheSameQuote() {
    Assumptions assumptions =
        margin(FillRules.papertape().withParticipation(0))
            .withFunding(Funding.margin(1_000))
            .withFees(Fees.NONE)
            .withSlippage(Slippage.NONE);
    int ruined = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Case one =
          new Case(
              Gambler::new,
              List.of(history(seed, false, seed % 2 == 0)),
              assumptions,
              RiskLimits.NONE);
      ruined += assertSame(one).isRuined() ? 1 : 0;
    }
    assertThat(ruined).isPositive();
  }

  @Test
  void aStrategyThatThrowsEndsAtTheSameQuote() {
    for (Way way : Way.values()) {
      Simulation simulation =
          Simulation.of(new Broken())
              .on(Instrument.equity("S"), bars())
              .ticks(history(1, false, false).quotes(), TradeTickColumns.NONE);
      RunResult result = way.run(simulation);
      assertThat(result.failure()).get().hasToString("java.lang.IllegalStateException: at 700");
      assertThat(result.evaluations()).isEqualTo(699);
    }
  }

  /// Buys all it may borrow for.
  private static final class Gambler implements Strategy {
    @Override
    public void onQuote(Context context, int instrument) {
      if (context.quantity(0) == 0 && !context.hasWorkingOrder(0)) {
        context.target(0, 600);
      }
    }
  }

  private static final class Broken implements Strategy {
    private int quotes;

    @Override
    public void onQuote(Context context, int instrument) {
      if (++quotes == 700) {
        throw new IllegalStateException("at 700");
      }
    }
  }

  /// Seeded quotes that walk by cents, some at one time and some on the full minute; the spread is
  /// one to three cents, the size now and then not told.
  private static History history(long seed, boolean hasTicks, boolean hasBars) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Quote> quotes = new ArrayList<>();
    List<TradeTick> ticks = new ArrayList<>();
    long now = START;
    long cents = 10_000;
    for (int i = 0; i < QUOTES; i++) {
      now += random.nextInt(4) == 0 ? 0 : random.nextLong(5 * SECOND);
      if (random.nextInt(10) == 0) {
        now += MINUTE - Math.floorMod(now, MINUTE);
      }
      cents += random.nextInt(8) == 0 ? 1 : random.nextInt(8) == 0 ? -1 : 0;
      long size = random.nextInt(3) == 0 ? 0 : FixedPoint.ofUnits(1 + random.nextInt(20));
      quotes.add(new Quote(now, price(cents), size, price(cents + 1 + random.nextInt(3)), size));
      if (hasTicks && random.nextInt(6) == 0) {
        long nanos = random.nextBoolean() ? now : now + 1;
        ticks.add(new TradeTick(nanos, price(cents), FixedPoint.ofUnits(5)));
        now = nanos;
      }
    }
    return new History(
        QuoteColumns.of(quotes), TradeTickColumns.of(ticks), hasBars ? bars(seed) : bars());
  }

  private static long price(long cents) {
    return cents * (FixedPoint.ONE / 100);
  }

  private static BarColumns bars() {
    return BarColumns.of(List.of());
  }

  /// Bars of two minutes.
  private static BarColumns bars(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long open = START + 2L * i * MINUTE;
      long price = price(10_000 + random.nextInt(-20, 20));
      long high = price + price(3);
      bars.add(new Bar(open, open + 2 * MINUTE, price, high, price - price(3), price, 10_000));
    }
    return BarColumns.of(bars);
  }
}
