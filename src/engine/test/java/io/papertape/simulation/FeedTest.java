package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.OrderReason;
import io.papertape.execution.Slippage;
import io.papertape.journal.RecordLevel;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a feed brings beside the market: states of its input and a person's commands.
class FeedTest {
  private static final Assumptions PLAIN =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE);

  private final ScriptedFeed feed = new ScriptedFeed();
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

  /// Buys one at each bar.
  private static final class Eager implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      context.buy(0, Size.units(1));
    }
  }

  /// Keeps a limit order far below the market, once.
  private static final class Patient implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) == 0) {
        context.submit(0, Order.limit(Side.BUY, Size.units(1), 100_000_000L));
      }
    }
  }

  private RunResult run(Strategy strategy) {
    RunResult result =
        Simulation.of(strategy)
            .on(Instrument.equity("A"))
            .under(PLAIN)
            .named("fed")
            .from(feed, ScriptedFeed.MINUTE / 2)
            .journal(journal::write, RecordLevel.EACH)
            .run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  /// Kind and own keys of the entries of some kinds.
  private List<String> entries(String... kinds) {
    return journal
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> List.of(kinds).contains(kind(line)))
        .map(line -> line.substring(line.indexOf("\"kind\"")).replace(",\"cause\":-1", ""))
        .toList();
  }

  private static String kind(String line) {
    int start = line.indexOf("\"kind\":\"") + 8;
    return line.substring(start, line.indexOf('"', start));
  }

  private static Notice command(Notice.Action action) {
    return new Notice.Command(action, "ada", "to see \"it\"");
  }

  private static Notice input(InputState state, String reason) {
    return new Notice.Input(0, state, reason, 90_000_000_000L);
  }

  private static String gap(String time, String symbol, String state, String why, String since) {
    String start = "1970-01-01T00:";
    String end = ".000000000Z";
    return "\"kind\":\"market-gap\",\"time\":\"%s%s%s\",\"instrument\":\"%s\",\"state\":\"%s\""
            .formatted(start, time, end, symbol, state)
        + ",\"reason\":\"%s\",\"since\":\"%s%s%s\"}".formatted(why, start, since, end);
  }

  @Test
  void aFeedIsTradedLikeAHistory() {
    feed.bar(10).bar(11).bar(12).bar(13);
    RunResult result = run(new Eager());
    assertThat(result.fills().size()).isEqualTo(3);
    assertThat(result.fills().price(0)).isEqualTo(1_100_000_000L);
    assertThat(feed.views).hasSize(1);
    assertThat(feed.views.getFirst().position(0).quantity()).isEqualTo(300_000_000L);
    assertThat(feed.views.getFirst().timeNanos()).isEqualTo(4 * ScriptedFeed.MINUTE);
    assertThat(journal.toString(StandardCharsets.UTF_8))
        .contains("\"kind\":\"header\",\"time\":\"1970-01-01T00:00:30.000000000Z\"");
  }

  @Test
  void aFeedThatBreaksOffIsNoFailureOfTheStrategy() {
    feed.bar(10).bar(11).breakOff();
    assertThatThrownBy(() -> run(new Eager()))
        .isInstanceOf(BrokenRunException.class)
        .hasMessage("Feed is gone.");
    assertThat(entries("order")).hasSize(2);
    assertThat(entries("failure", "seal")).isEmpty();
  }

  @Test
  void ordersOnStaleInputAreVetoedWithTheReason() {
    feed.bar(10).bar(11, input(InputState.STALE, "stall")).bar(12, input(InputState.LIVE, "heard"));
    feed.bar(13);
    RunResult result = run(new Eager());
    assertThat(result.fills().size()).isEqualTo(2);
    assertThat(entries("market-gap"))
        .containsExactly(
            gap("02:00", "A", "stale", "stall", "01:30"),
            gap("03:00", "A", "live", "heard", "01:30"));
    assertThat(entries("veto")).singleElement().asString().contains("\"reason\":\"stale-input\"");
  }

  @Test
  void brokenAndBackfilledInputVetoToo() {
    feed.bar(10, input(InputState.BROKEN, "sequence-gap"));
    feed.bar(11, input(InputState.BACKFILLED, "gap-filled"));
    assertThat(run(new Eager()).orders().size()).isZero();
    assertThat(entries("veto")).hasSize(2);
    assertThat(entries("veto").get(0)).contains("\"reason\":\"broken-input\"");
    assertThat(entries("veto").get(1)).contains("\"reason\":\"backfilled-input\"");
  }

  @Test
  void aPausedSessionTakesNoOrdersUntilItIsResumed() {
    feed.bar(10).tell(command(Notice.Action.PAUSE)).bar(11).bar(12);
    feed.tell(command(Notice.Action.RESUME)).bar(13).bar(14);
    assertThat(run(new Eager()).fills().size()).isEqualTo(2);
    assertThat(entries("operator"))
        .containsExactly(
            "\"kind\":\"operator\",\"time\":\"1970-01-01T00:01:30.000000000Z\","
                + "\"action\":\"pause\",\"who\":\"ada\",\"why\":\"to see \\\"it\\\"\"}",
            "\"kind\":\"operator\",\"time\":\"1970-01-01T00:03:30.000000000Z\","
                + "\"action\":\"resume\",\"who\":\"ada\",\"why\":\"to see \\\"it\\\"\"}");
    assertThat(entries("veto")).hasSize(2).allMatch(line -> line.contains("\"reason\":\"paused\""));
  }

  @Test
  void flattenCancelsAndClosesAtTheNextOpen() {
    feed.bar(10).bar(11).tell(command(Notice.Action.PAUSE), command(Notice.Action.FLATTEN));
    feed.bar(12).bar(13);
    RunResult result = run(new Eager());
    assertThat(result.openPositions()).isEmpty();
    assertThat(result.fills().size()).isEqualTo(2);
    assertThat(result.orders().reason(2)).isEqualTo(OrderReason.OPERATOR);
    assertThat(result.fills().signedQuantity(1)).isEqualTo(-100_000_000L);
    assertThat(result.fills().eventTimeNanos(1)).isEqualTo(3 * ScriptedFeed.MINUTE);
  }

  @Test
  void theKillSwitchActsBeforeTheMomentFillsAnything() {
    feed.bar(10).bar(11, command(Notice.Action.KILL)).bar(12).bar(13);
    RunResult result = run(new Eager());
    assertThat(result.fills().size()).isZero();
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.OPERATOR);
    assertThat(entries("veto")).hasSize(3).allMatch(line -> line.contains("kill-switch"));
    assertThat(feed.views.getFirst().isKilled()).isTrue();
  }

  @Test
  void killAndFlattenLeavesNothing() {
    feed.bar(10).bar(11).tell(command(Notice.Action.KILL_AND_FLATTEN)).bar(12).bar(13);
    RunResult result = run(new Eager());
    assertThat(result.openPositions()).isEmpty();
    assertThat(result.fills().size()).isEqualTo(2);
  }

  @Test
  void aRestingOrderThatIsKilledNamesTheOperator() {
    feed.bar(10).bar(10).tell(command(Notice.Action.KILL)).bar(10);
    RunResult result = run(new Patient());
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.OPERATOR);
    assertThat(entries("order-state")).singleElement().asString().contains("\"operator\"");
  }

  @Test
  void anOutageIsOnTheRecord() {
    feed.bar(10).tell(new Notice.Outage("restart", 61_000_000_000L)).bar(11);
    run(new Patient());
    assertThat(entries("market-gap"))
        .containsExactly(gap("01:30", "*", "outage", "restart", "01:01"));
  }
}
