package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.journal.RecordLevel;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTick;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Quotes and trade ticks fill orders that arrived before them.
class TickFillsTest {
  private static final Instrument COIN = Instrument.crypto("COIN");
  private static final Size ONE = Size.units(1);
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(10_000));

  private static QuoteColumns quotes(double... bidAsk) {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i + 1 < bidAsk.length; i += 2) {
      quotes.add(
          new Quote(
              Bars.FIRST_OPEN + i,
              FixedPoint.of(bidAsk[i]),
              FixedPoint.ofUnits(5),
              FixedPoint.of(bidAsk[i + 1]),
              FixedPoint.ofUnits(5)));
    }
    return QuoteColumns.of(quotes);
  }

  private static TradeTickColumns trades(double... prices) {
    List<TradeTick> ticks = new ArrayList<>();
    for (int i = 0; i < prices.length; i++) {
      ticks.add(
          new TradeTick(
              Bars.FIRST_OPEN + 1 + 2L * i, FixedPoint.of(prices[i]), FixedPoint.ofUnits(100)));
    }
    return TradeTickColumns.of(ticks);
  }

  private static RunResult run(Strategy strategy, QuoteColumns quotes, TradeTickColumns ticks) {
    RunResult result =
        Simulation.of(strategy).on(COIN, Bars.of()).ticks(quotes, ticks).under(FREE).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  /// Places an order at the first quote.
  private static Strategy once(Order order) {
    return new Strategy() {
      private boolean isDone;

      @Override
      public void onQuote(Context context, int instrument) {
        if (!isDone) {
          context.submit(0, order);
          isDone = true;
        }
      }
    };
  }

  @Test
  void aMarketOrderTakesTheOtherSideOfTheNextQuote() {
    RunResult bought =
        run(
            once(Order.market(Side.BUY, ONE)),
            quotes(99, 101, 100, 102, 100, 103),
            TradeTickColumns.NONE);
    assertThat(bought.fills().price(0)).isEqualTo(FixedPoint.ofUnits(102));
    assertThat(bought.fills().eventTimeNanos(0)).isEqualTo(Bars.FIRST_OPEN + 2);
    RunResult sold =
        run(once(Order.market(Side.SELL, ONE)), quotes(99, 101, 100, 102), TradeTickColumns.NONE);
    assertThat(sold.fills().price(0)).isEqualTo(FixedPoint.ofUnits(100));
  }

  @Test
  void aRestingLimitFillsAtItsPriceWhenTheBookGoesThroughIt() {
    Order order = Order.limit(Side.BUY, ONE, FixedPoint.ofUnits(98));
    RunResult touched = run(once(order), quotes(99, 101, 99, 101, 97, 98), TradeTickColumns.NONE);
    assertThat(touched.fills().size()).isZero();
    RunResult through = run(once(order), quotes(99, 101, 99, 101, 96, 97), TradeTickColumns.NONE);
    assertThat(through.fills().price(0)).isEqualTo(FixedPoint.ofUnits(98));
  }

  @Test
  void aLimitThatIsMarketableWhenItArrivesTakesTheBook() {
    RunResult result =
        run(
            once(Order.limit(Side.BUY, ONE, FixedPoint.ofUnits(105))),
            quotes(99, 101, 100, 102),
            TradeTickColumns.NONE);
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(102));
  }

  @Test
  void aLimitAmendedToAPriceThatIsMarketableTakesTheBook() {
    RunResult result =
        run(
            new Strategy() {
              private int quotes;

              @Override
              public void onQuote(Context context, int instrument) {
                if (quotes++ == 0) {
                  context.submit(0, Order.limit(Side.BUY, ONE, FixedPoint.ofUnits(95)));
                } else {
                  context.amend(1, 0, FixedPoint.ofUnits(105), 0);
                }
              }
            },
            quotes(99, 100, 99, 100, 99, 100),
            TradeTickColumns.NONE);
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(100));
  }

  @Test
  void anInstrumentWithoutBarsIsSplitToo() {
    Strategy buyer = once(Order.market(Side.BUY, Size.units(2)));
    CorporateAction split =
        new CorporateAction.Split(LocalDate.of(2024, 1, 2), Bars.FIRST_OPEN + 2, 2, 1);
    RunResult result =
        Simulation.of(buyer)
            .on(COIN, Bars.of(), new CorporateActions("COIN", List.of(split)))
            .ticks(quotes(99, 100, 99, 100, 99, 100, 49, 50), TradeTickColumns.NONE)
            .under(FREE)
            .run();
    assertThat(result.equity().equity(result.equity().size() - 1))
        .isEqualTo(FixedPoint.ofUnits(9_998));
  }

  @Test
  void aTradeThroughARestingLimitFillsIt() {
    RunResult result =
        run(
            once(Order.limit(Side.BUY, ONE, FixedPoint.ofUnits(98))),
            quotes(99, 101, 99, 101),
            trades(98.5, 97.5));
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(98));
    assertThat(result.fills().eventTimeNanos(0)).isEqualTo(Bars.FIRST_OPEN + 3);
  }

  @Test
  void anOrderTakesNoMoreThanTheQuoteShows() {
    RunResult result =
        run(
            once(Order.market(Side.BUY, Size.units(8))),
            quotes(99, 101, 100, 102, 100, 103),
            TradeTickColumns.NONE);
    assertThat(result.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(5));
    assertThat(result.fills().signedQuantity(1)).isEqualTo(FixedPoint.ofUnits(3));
  }

  @Test
  void aStopFillsAtTheQuoteThatReachesIt() {
    RunResult result =
        run(
            once(Order.stop(Side.BUY, ONE, FixedPoint.ofUnits(103))),
            quotes(99, 101, 100, 102, 104, 106),
            TradeTickColumns.NONE);
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(106));
  }

  @Test
  void quotesOfOneTimeAreMetOneAfterTheOther() {
    Quote first = new Quote(Bars.FIRST_OPEN, FixedPoint.ofUnits(99), 0, FixedPoint.ofUnits(101), 0);
    Quote second =
        new Quote(Bars.FIRST_OPEN, FixedPoint.ofUnits(100), 0, FixedPoint.ofUnits(102), 0);
    RunResult result =
        run(
            once(Order.market(Side.BUY, ONE)),
            QuoteColumns.of(List.of(first, second)),
            TradeTickColumns.NONE);
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(102));
  }

  @Test
  void tradesAloneFillMarketOrders() {
    Strategy strategy =
        new Strategy() {
          private int seen;

          @Override
          public void onTradeTick(Context context, int instrument) {
            if (seen++ == 0) {
              context.buy(0, ONE);
            }
          }
        };
    RunResult result = run(strategy, QuoteColumns.NONE, trades(100, 101));
    assertThat(result.fills().price(0)).isEqualTo(FixedPoint.ofUnits(101));
  }

  @Test
  void anOrderAtTheCloseIsVetoedForQuotesHaveNone() throws IOException {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    Simulation.of(once(new Order.AtClose(Side.BUY, ONE)))
        .on(COIN, Bars.of())
        .ticks(quotes(99, 101, 100, 102), TradeTickColumns.NONE)
        .under(FREE)
        .journal(journal::write, RecordLevel.EACH)
        .run();
    assertThat(journal.toString(StandardCharsets.UTF_8))
        .contains("\"kind\":\"veto\"", "\"reason\":\"at-close-without-bars\"")
        .doesNotContain("\"kind\":\"order\"");
  }
}
