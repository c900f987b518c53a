package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.BollingerBands;
import io.papertape.indicator.Price;
import io.papertape.indicator.PriceField;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bars at which a strategy has said that it does not act, on prices that can be followed by hand.
class QuietBarsTest {
  /// Bars that open, top, bottom and close at one price.
  private static BarColumns flat(double... closes) {
    double[] prices = new double[4 * closes.length];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = closes[i / 4];
    }
    return Bars.of(prices);
  }

  private static final BarColumns BARS = flat(10, 10, 12, 10, 10, 10, 10, 14, 10, 10, 10);

  /// Buys when a close is above 11 and sells when one is above 13.
  private static class Waiting implements Strategy {
    final List<Integer> calls = new ArrayList<>();
    final List<Integer> quietCalls = new ArrayList<>();
    private Series close;
    private Reason quiet;

    @Override
    public void onStart(Context context) {
      close = context.unrecorded(0, new Price(PriceField.CLOSE));
      quiet = context.reason("nothing-to-do");
      context.actOn(0, new Signal.AboveLevel(close, 11), new Signal.AboveLevel(close, 13));
    }

    @Override
    public void onBar(Context context, int instrument) {
      calls.add(context.barIndex(0));
      if (context.quantity(0) == 0 && close.value() > 11) {
        context.submit(0, Order.market(Side.BUY, Size.units(5)));
      } else if (context.quantity(0) > 0 && close.value() > 13) {
        context.closeAll(0);
      } else {
        context.because(quiet);
      }
    }

    @Override
    public void onQuietBar(Context context, int instrument) {
      quietCalls.add(context.barIndex(0));
      context.because(quiet);
    }
  }

  private static RunResult run(
      Strategy strategy, RecordLevel level, ByteArrayOutputStream journal) {
    return Simulation.of(strategy)
        .named("waiting")
        .on(Instrument.equity("A"), BARS)
        .journal(journal::write, level)
        .run();
  }

  @Test
  void aBarWithASignalOrAnOrderAtRestIsACall() {
    Waiting strategy = new Waiting();
    RunResult result = run(strategy, RecordLevel.NONE, new ByteArrayOutputStream());
    assertThat(result.fills().size()).isEqualTo(2);
    assertThat(strategy.calls).containsExactly(2, 3, 7, 8);
    assertThat(strategy.quietCalls).isEmpty();
  }

  @Test
  void aRecordedRunAsksForTheReasonOfEachQuietBar() {
    Waiting strategy = new Waiting();
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    run(strategy, RecordLevel.EACH, journal);
    assertThat(strategy.calls).containsExactly(2, 3, 7, 8);
    assertThat(strategy.quietCalls).containsExactly(0, 1, 4, 5, 6, 9, 10);
    String text = journal.toString(StandardCharsets.UTF_8);
    assertThat(text.split("\"reason\":\"nothing-to-do\"", -1)).hasSize(10);
    assertThat(text).contains("\"instrument\":\"A\",\"reason\":\"nothing-to-do\",\"inputs\":{}");
  }

  @Test
  void aQuietBarSeesTheAccountAndTheHistoryAsOfNow() {
    List<String> seen = new ArrayList<>();
    Strategy strategy =
        new Waiting() {
          @Override
          public void onQuietBar(Context context, int instrument) {
            seen.add(
                "%d %d %d %.0f"
                    .formatted(
                        context.barIndex(0),
                        context.history(0).size(),
                        context.equity() / 100_000_000,
                        context.close(0)));
          }
        };
    run(strategy, RecordLevel.FOLDED, new ByteArrayOutputStream());
    assertThat(seen).startsWith("0 1 100000 10", "1 2 100000 10", "4 5 99999 10", "5 6 99999 10");
  }

  @Test
  void anOrderAtAQuietBarEndsTheRun() {
    Strategy strategy =
        new Waiting() {
          @Override
          public void onQuietBar(Context context, int instrument) {
            context.buy(0, Size.units(1));
          }
        };
    RunResult result = run(strategy, RecordLevel.FOLDED, new ByteArrayOutputStream());
    assertThat(result.failure().orElseThrow())
        .hasMessage(
            "Strategy acts where it has said that it does not: time=2024-01-02T21:00:00Z."
                + " Widen the signals of actOn or actAtMomentOn.");
  }

  @Test
  void allOutputsAreRecordedUnderTheNamesOfAnIndicatorInUse() {
    ByteArrayOutputStream used = new ByteArrayOutputStream();
    ByteArrayOutputStream columns = new ByteArrayOutputStream();
    run(new Banded(false), RecordLevel.EACH, used);
    run(new Banded(true), RecordLevel.EACH, columns);
    assertThat(columns.toString(StandardCharsets.UTF_8))
        .isEqualTo(used.toString(StandardCharsets.UTF_8))
        .contains(
            "\"inputs\":{\"bollinger(2,1.5).middle\":11.0,\"bollinger(2,1.5).upper\":12.5,"
                + "\"bollinger(2,1.5).lower\":9.5}");
  }

  private static final class Banded implements Strategy {
    private final boolean isColumnar;

    Banded(boolean isColumnar) {
      this.isColumnar = isColumnar;
    }

    @Override
    public void onStart(Context context) {
      if (isColumnar) {
        List<Series> first = context.outputs(0, new BollingerBands(2, 1.5));
        assertThat(context.outputs(0, new BollingerBands(2, 1.5))).isEqualTo(first).hasSize(3);
      } else {
        context.use(0, new BollingerBands(2, 1.5));
      }
    }

    @Override
    public void onBar(Context context, int instrument) {
      context.target(0, context.close(0) > 11 ? 0.5 : 0);
    }
  }
}
