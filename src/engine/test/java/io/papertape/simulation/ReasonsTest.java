package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.indicator.Sma;
import io.papertape.journal.RecordLevel;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the journal says about why.
class ReasonsTest {
  private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+)");

  private static Order below() {
    return Order.limit(Side.BUY, Size.units(1), FixedPoint.ofUnits(90));
  }

  /// Acts at the close of its second bar, under two reasons of its own.
  private static final class TwoReasons implements Strategy {
    private final BiConsumer<Context, List<Reason>> second;
    private List<Reason> reasons = List.of();

    TwoReasons(BiConsumer<Context, List<Reason>> second) {
      this.second = second;
    }

    @Override
    public void onStart(Context context) {
      reasons = List.of(context.reason("first"), context.reason("second"));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) == 0) {
        context.because(reasons.getFirst());
        context.submit(instrument, below());
        context.submit(instrument, below());
      } else if (context.barIndex(instrument) == 1) {
        second.accept(context, reasons);
      }
    }
  }

  private static RunResult run(Strategy strategy, ByteArrayOutputStream bytes) {
    double[] prices = new double[12];
    Arrays.fill(prices, 100);
    return Simulation.of(strategy)
        .on(Instrument.equity("SHR"), Bars.of(prices))
        .journal(bytes::write, RecordLevel.EACH)
        .run();
  }

  private static List<String> journal(BiConsumer<Context, List<Reason>> second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunResult result = run(new TwoReasons(second), bytes);
    assertThat(result.failure()).isEmpty();
    assertThat(result.evaluations()).isEqualTo(3);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String line(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }

  private static String causeOf(List<String> lines, String part) {
    String line = line(lines, part);
    int from = line.indexOf("\"cause\":") + 8;
    String cause = line.substring(from, line.indexOf(',', from));
    return lines.stream()
        .filter(
            one -> {
              Matcher seq = SEQ.matcher(one);
              return seq.find() && seq.group(1).equals(cause);
            })
        .findFirst()
        .orElse("none");
  }

  @Test
  void evaluationsInTheWarmUpAreCounted() {
    Strategy slow =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            context.use(0, new Sma(3));
          }

          @Override
          public void onBar(Context context, int instrument) {}
        };

    RunResult result = run(slow, new ByteArrayOutputStream());

    assertThat(result.evaluations()).isEqualTo(3);
    assertThat(result.warmUps()).isEqualTo(2);
  }

  @Test
  void eachOrderIsExplainedByTheLastReasonBeforeIt() {
    List<String> lines =
        journal(
            (context, reasons) -> {
              context.because(reasons.getFirst());
              context.submit(0, below());
              context.because(reasons.getLast());
              context.submit(0, below());
              context.submit(0, below());
            });
    assertThat(causeOf(lines, "\"order\":3,"))
        .contains("\"kind\":\"decision\"", "\"evaluation\":1,", "\"reason\":\"first\"");
    assertThat(causeOf(lines, "\"order\":4,"))
        .contains("\"kind\":\"decision\"", "\"evaluation\":1,", "\"reason\":\"second\"")
        .isEqualTo(causeOf(lines, "\"order\":5,"));
  }

  @Test
  void aCancellationAndAnAmendmentAreTheWorkOfTheirDecision() {
    List<String> lines =
        journal(
            (context, reasons) -> {
              context.because(reasons.getLast());
              context.amend(1, 0, FixedPoint.ofUnits(91), 0);
              context.cancel(2);
            });
    assertThat(causeOf(lines, "\"reason\":\"amended\""))
        .contains("\"kind\":\"decision\"", "\"reason\":\"second\"");
    assertThat(causeOf(lines, "\"reason\":\"cancelled-by-strategy\""))
        .contains("\"kind\":\"decision\"", "\"reason\":\"second\"");
  }

  @Test
  void aTieOfTwoOrdersIsOnTheRecord() {
    List<String> lines =
        journal(
            (context, reasons) -> {
              context.because(reasons.getLast());
              context.oneCancelsOther(1, 2);
            });
    assertThat(line(lines, "\"reason\":\"tied\""))
        .contains("\"order\":1,\"state\":\"working\",\"reason\":\"tied\",\"other\":2}");
    assertThat(causeOf(lines, "\"reason\":\"tied\"")).contains("\"reason\":\"second\"");
  }

  @Test
  void aStrategyThatFailsOnItsWayLeavesNoOrderWorking() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Strategy strategy =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            context.submit(instrument, below());
          }

          @Override
          public void onStop(Context context) {
            throw new IllegalStateException("No way to stop.");
          }
        };
    RunResult result = run(strategy, bytes);
    assertThat(result.failure()).isPresent();
    assertThat(result.orders().size()).isEqualTo(3);
    for (int order = 1; order <= 3; order++) {
      assertThat(result.orders().state(order)).isEqualTo(OrderState.CANCELLED);
      assertThat(result.orders().reason(order)).isEqualTo(OrderReason.RUN_ENDED);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\"order\":3,\"state\":\"cancelled\",\"reason\":\"run-ended\"}");
  }
}
