package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest {
  private final List<BarState> bars = new ArrayList<>();
  private final BarBuilder builder = new BarBuilder("X", 10, bars::add);

  private static Trade trade(long nanos, long price, long quantity) {
    return new Trade("X", nanos, "", Side.BUY, price, quantity);
  }

  private static BarState bar(
      long openNanos, long open, long high, long low, long close, long volume, long trades) {
    return new BarState(
        "X",
        openNanos + 10,
        openNanos,
        openNanos + 10,
        open,
        high,
        low,
        close,
        volume,
        trades,
        true);
  }

  @Test
  void makesABarOfTheTradesOfItsInterval() {
    builder.add(trade(20, 100, 1));
    builder.add(trade(25, 130, 2));
    builder.add(trade(29, 90, 3));
    assertThat(bars).isEmpty();

    builder.add(trade(30, 95, 4));
    assertThat(bars).containsExactly(bar(20, 100, 130, 90, 90, 6, 3));
  }

  @Test
  void anIntervalWithoutTradesIsAnEmptyBarOfThePreviousClose() {
    builder.add(trade(21, 100, 1));
    builder.add(trade(55, 120, 2));

    assertThat(bars)
        .containsExactly(
            bar(20, 100, 100, 100, 100, 1, 1),
            bar(30, 100, 100, 100, 100, 0, 0),
            bar(40, 100, 100, 100, 100, 0, 0));
  }

  @Test
  void timeAloneEndsBars() {
    builder.advanceTo(1_000);
    assertThat(bars).isEmpty();

    builder.add(trade(1_001, 7, 1));
    builder.advanceTo(1_009);
    assertThat(bars).isEmpty();
    builder.advanceTo(1_010);
    assertThat(bars).containsExactly(bar(1_000, 7, 7, 7, 7, 1, 1));
  }

  @Test
  void refusesATradeWhoseBarWasTold() {
    builder.add(trade(20, 100, 1));
    builder.add(trade(30, 100, 1));

    assertThat(builder.add(trade(29, 50, 1))).isFalse();
    builder.advanceTo(40);
    assertThat(bars.getLast()).isEqualTo(bar(30, 100, 100, 100, 100, 1, 1));
  }

  @Test
  void refusesATradeFarAheadRatherThanTellEmptyBarsForYears() {
    builder.add(trade(20, 100, 1));

    assertThat(builder.add(trade(20 + 10 * (BarBuilder.MOST_BARS_AHEAD + 1), 100, 1))).isFalse();
    assertThat(bars).isEmpty();
    assertThat(builder.add(trade(20 + 10 * BarBuilder.MOST_BARS_AHEAD, 100, 1))).isTrue();
    assertThat(bars).hasSize((int) BarBuilder.MOST_BARS_AHEAD);
  }

  @Test
  void forgetsThePriceBeforeAGap() {
    builder.add(trade(20, 100, 1));
    builder.forget();
    builder.add(trade(70, 80, 1));
    builder.advanceTo(80);

    assertThat(bars).containsExactly(bar(70, 80, 80, 80, 80, 1, 1));
  }

  @Test
  void refusesALengthOfNothing() {
    assertThatThrownBy(() -> new BarBuilder("X", 0, bars::add))
        .hasMessage("Bar has no length: barNanos=0. Give a positive length.");
  }
}
