package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.indicator.Price;
import io.papertape.indicator.PriceField;
import io.papertape.indicator.Sma;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Runs that use one memory after the other, and equity that is worked out in blocks.
class RunMemoryTest {
  /// Turns with each cross of the close and a mean; the shorter the mean, the more it trades.
  private static final class Turns implements Strategy {
    private final int period;
    private final Size size;

    Turns(int period, Size size) {
      this.period = period;
      this.size = size;
    }

    @Override
    public void onStart(Context context) {
      Series close = context.series(0, new Price(PriceField.CLOSE));
      context.wakeOn(0, Signal.crossing(close, context.series(0, new Sma(period))));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.closeAll(instrument) == 0) {
        context.buy(instrument, size);
      }
    }
  }

  private static BarColumns bars(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarColumns.Builder builder = new BarColumns.Builder();
    long price = FixedPoint.ofUnits(100);
    for (int i = 0; i < size; i++) {
      long open = price;
      price = Math.max(FixedPoint.ONE, price + FixedPoint.ONE / 100 * random.nextInt(-50, 51));
      long high = Math.max(open, price);
      long low = Math.min(open, price);
      builder.add(new Bar(60L * i, 60L * i + 60, open, high, low, price, 1_000_000));
    }
    return builder.build();
  }

  private static Simulation simulation(Strategy strategy, Instrument instrument, BarColumns bars) {
    return Simulation.of(strategy)
        .on(instrument, bars)
        .under(Assumptions.papertape().withFees(Fees.bps(2)))
        .unrecorded();
  }

  private static void assertEqual(RunResult found, RunResult expected) {
    CurveFigures figures = found.equity().figures();
    assertThat(figures).isEqualTo(expected.equity().figures());
    assertThat(found.equity().size()).isEqualTo(expected.equity().size());
    for (int i = 0; i < expected.equity().size(); i++) {
      assertThat(found.equity().equity(i)).as("bar %d", i).isEqualTo(expected.equity().equity(i));
    }
    assertThat(found.equity().times()).isEqualTo(expected.equity().times());
    assertThat(found.fills().size()).isEqualTo(expected.fills().size());
    for (int i = 0; i < expected.fills().size(); i++) {
      assertThat(found.fills().price(i)).isEqualTo(expected.fills().price(i));
      assertThat(found.fills().eventTimeNanos(i)).isEqualTo(expected.fills().eventTimeNanos(i));
      assertThat(found.fills().orderId(i)).isEqualTo(expected.fills().orderId(i));
    }
    assertThat(found.orders().size()).isEqualTo(expected.orders().size());
    for (int id = 1; id <= expected.orders().size(); id++) {
      assertThat(found.orders().state(id)).isEqualTo(expected.orders().state(id));
      assertThat(found.orders().reason(id)).isEqualTo(expected.orders().reason(id));
    }
    assertThat(found.finalEquity()).isEqualTo(expected.finalEquity());
  }

  /// Few and many fills in a block of 4 096 bars, whole and broken quantities, long and short
  /// histories, one after the other in the same memory.
  @Test
  void aMemoryUsedAgainGivesWhatAFreshOneAndSingleStepsGive() {
    RunMemory memory = new RunMemory();
    RunMemory deferring = RunMemory.deferring();
    for (int size : new int[] {20_000, 1, 5_000, 4_096, 12_289}) {
      BarColumns bars = bars(size, size);
      for (int period : new int[] {2, 40, 900}) {
        for (Instrument instrument :
            new Instrument[] {Instrument.equity("X"), Instrument.crypto("X")}) {
          Size quantity =
              instrument.quantityStep() == 1 ? new Size.Units(12_345_678) : Size.units(7);
          RunResult stepped =
              simulation(new Turns(period, quantity), instrument, bars).stepping().run();
          RunResult again =
              simulation(new Turns(period, quantity), instrument, bars).using(memory).run();
          assertEqual(again, stepped);
          assertEqual(
              simulation(new Turns(period, quantity), instrument, bars).using(deferring).run(),
              stepped);
        }
      }
    }
  }

  /// Three bars after each other at which nothing changes, then an account that is used up: equity
  /// is closed at what is owed.
  @Test
  void aRunThatIsRuinedEndsItsCurveInAnyMemory() {
    BarColumns bars = Bars.of(4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1, 1, 1, 1, 1);
    Strategy all =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            context.wakeOn(0, Signal.everyBars(0, 100));
          }

          @Override
          public void onBar(Context context, int instrument) {
            context.buy(instrument, Size.units(100_000));
          }
        };
    Assumptions margin =
        Assumptions.papertape().withFills(FillRules.backtrader()).withFunding(Funding.margin(10));
    List<RunResult> results = new ArrayList<>();
    for (RunMemory memory : List.of(new RunMemory(), RunMemory.deferring())) {
      results.add(
          Simulation.of(all)
              .on(Instrument.equity("X"), bars)
              .under(margin)
              .using(memory)
              .unrecorded()
              .run());
    }
    assertThat(results.getFirst().isRuined()).isTrue();
    assertEqual(results.getLast(), results.getFirst());
  }

  @Test
  void aResultWhoseMemoryServesAnotherRunIsRefused() {
    RunMemory memory = new RunMemory();
    BarColumns bars = bars(100, 1);
    Instrument instrument = Instrument.equity("X");
    RunResult first = simulation(new Turns(2, Size.units(1)), instrument, bars).using(memory).run();
    long equity = first.finalEquity();
    simulation(new Turns(3, Size.units(1)), instrument, bars).using(memory).run();
    assertThatThrownBy(first::fills)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Result is gone: another run uses its memory, use=1, uses=2. Read it before, or give"
                + " each run a memory of its own.");
    assertThatThrownBy(first::equity).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(first::orders).isInstanceOf(IllegalStateException.class);
    assertThat(first.finalEquity()).isEqualTo(equity);
  }
}
