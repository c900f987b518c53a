package io.papertape.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Series;
import io.papertape.strategy.Strategy;
import org.junit.jupiter.api.Test;

class TickAuditTest {
  /// Honest: buys when the bid rose, and writes down what it looked at.
  private static final class FollowingTheBid implements Strategy {
    private Input risen;
    private double last;

    @Override
    public void onStart(Context context) {
      risen = context.input("risen");
    }

    @Override
    public void onQuote(Context context, int instrument) {
      double bid = FixedPoint.toDouble(context.bid(instrument));
      double change = last == 0 ? 0 : bid - last;
      last = bid;
      risen.set(change);
      trade(context, instrument, change > 0);
    }
  }

  /// Broken on purpose: buys if the bid of the next quote is higher, and closes if not.
  private static final class PeekingAtQuotes implements Strategy {
    private final QuoteColumns quotes;
    private Input next;
    private int at;

    PeekingAtQuotes(QuoteColumns quotes) {
      this.quotes = quotes;
    }

    @Override
    public void onStart(Context context) {
      next = context.input("next");
    }

    @Override
    public void onQuote(Context context, int instrument) {
      boolean isThere = at + 1 < quotes.size();
      double change = isThere ? (quotes.bid()[at + 1] - quotes.bid()[at]) * 1e-8 : -1;
      at++;
      next.set(change);
      trade(context, instrument, change > 0);
    }
  }

  /// Broken on purpose: asks whether the price of the next trade is higher, and writes down
  /// nothing.
  private static final class PeekingAtTrades implements Strategy {
    private final TradeTickColumns trades;
    private int at;

    PeekingAtTrades(TradeTickColumns trades) {
      this.trades = trades;
    }

    @Override
    public void onTradeTick(Context context, int instrument) {
      boolean rises = at + 1 < trades.size() && trades.price()[at + 1] > trades.price()[at];
      at++;
      trade(context, instrument, rises);
    }
  }

  /// Broken on purpose: reads the close of the bar under way, which is made of quotes to come.
  private static final class PeekingAtTheBarUnderWay implements Strategy {
    private Everything seen;
    private Series closes;
    private Input underWay;

    @Override
    public void onStart(Context context) {
      seen = new Everything();
      closes = context.series(0, seen);
      underWay = context.input("underWay");
    }

    @Override
    public void onQuote(Context context, int instrument) {
      int next = context.barIndex(instrument) + 1;
      boolean isThere = next < seen.columns().size();
      double close = isThere ? FixedPoint.toDouble(seen.columns().close()[next]) : 0;
      underWay.set(close);
      trade(context, instrument, close > closes.value());
    }
  }

  private static void trade(Context context, int instrument, boolean rises) {
    if (rises && context.quantity(instrument) == 0) {
      context.buy(instrument, Size.units(1));
    } else if (!rises) {
      context.closeAll(instrument);
    }
  }

  @Test
  void aStrategyThatKnowsOnlyPastQuotesPasses() {
    AuditResult found = new TickAuditStage((_, _) -> new FollowingTheBid()).ofQuotes(20);

    assertThat(found.lookAheads()).isEmpty();
    assertThat(found.cutNanos()).hasSize(20).isSorted().doesNotHaveDuplicates();
    assertThat(found.compared()).isGreaterThan(20 * 100);
    assertThat(found.warmUps())
        .singleElement()
        .satisfies(one -> assertThat(one.compared()).isGreaterThan(500));
  }

  @Test
  void aPeekAtTheNextQuoteIsCaughtAtTheLastQuoteBeforeTheCut() {
    AuditResult found = new TickAuditStage((quotes, _) -> new PeekingAtQuotes(quotes)).ofQuotes(5);

    assertThat(found.passes()).isFalse();
    assertThat(found.lookAheads())
        .hasSize(10)
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("next");
              assertThat(one.instrument()).isEqualTo("COIN");
              assertThat(one.atNanos()).isEqualTo(one.cutNanos());
              assertThat(one.was()).isNotEqualTo(one.became());
            });
    assertThat(found.lookAheads())
        .extracting(LookAhead::change)
        .contains(FutureChange.TRUNCATED, FutureChange.PERTURBED);
  }

  @Test
  void aPeekAtTheNextTradeIsCaughtThoughNothingIsWrittenDown() {
    AuditResult found = new TickAuditStage((_, trades) -> new PeekingAtTrades(trades)).ofTrades(10);

    assertThat(found.lookAheads())
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEmpty();
              assertThat(one.key()).isIn("kind", "side");
              assertThat(one.atNanos()).isEqualTo(one.cutNanos());
            });
    assertThat(found.lookAheads())
        .extracting(LookAhead::change)
        .contains(FutureChange.TRUNCATED, FutureChange.PERTURBED);
  }

  @Test
  void aPeekAtTheBarUnderWayIsCaughtWithinItsMinute() {
    AuditResult found = new TickAuditStage((_, _) -> new PeekingAtTheBarUnderWay()).ofQuotes(5);

    assertThat(found.lookAheads())
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("underWay");
              assertThat(one.cutNanos() - one.atNanos()).isBetween(0L, TickAuditStage.MINUTE);
            });
  }

  @Test
  void aStrategyOnTradeTicksWithoutBarsPasses() {
    AuditResult found =
        new TickAuditStage(
                (_, _) ->
                    new Strategy() {
                      @Override
                      public void onTradeTick(Context context, int instrument) {
                        boolean isEven =
                            context.tradePrice(instrument) / TickAuditStage.CENT % 2 == 0;
                        trade(context, instrument, isEven);
                      }
                    })
            .ofTrades(10);

    assertThat(found.passes()).isTrue();
    assertThat(found.rows()).isEqualTo(TickAuditStage.ROWS);
    // Itself, and twice what lies before each cut; without bars there is no warm-up.
    assertThat(found.rowsRerun()).isBetween(2_001L, 2_000L * (1 + 2 * 10));
  }

  @Test
  void theSameSeedFindsTheSame() {
    TickAuditStage stage = new TickAuditStage((quotes, _) -> new PeekingAtQuotes(quotes));

    assertThat(stage.ofQuotes(3)).isEqualTo(stage.ofQuotes(3));
  }
}
