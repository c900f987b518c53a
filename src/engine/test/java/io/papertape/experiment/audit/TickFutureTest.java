package io.papertape.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TickFutureTest {
  private static final QuoteColumns QUOTES = TickAuditStage.QUOTES;
  private static final TradeTickColumns TRADES = TickAuditStage.TRADES;
  private static final long CUT = QUOTES.timeNanos()[1_000];
  private static final int KNOWN =
      (int) Arrays.stream(QUOTES.timeNanos()).filter(nanos -> nanos <= CUT).count();

  private static QuoteColumns quotes(FutureChange change, long seed) {
    PagedHistory<QuoteColumns> paged = TickAuditStage.paged(QUOTES, PageRows.QUOTES);
    return TickAuditStage.allQuotes(
        change.apply(paged, PageRows.QUOTES, CUT, TickAuditStage.COIN, seed));
  }

  private static TradeTickColumns trades(FutureChange change, long seed) {
    PagedHistory<TradeTickColumns> paged = TickAuditStage.paged(TRADES, PageRows.TRADES);
    return TickAuditStage.allTrades(
        change.apply(paged, PageRows.TRADES, CUT, TickAuditStage.COIN, seed));
  }

  private static void isPrefix(long[] one, long[] other) {
    assertThat(Arrays.copyOf(one, KNOWN)).isEqualTo(Arrays.copyOf(other, KNOWN));
  }

  @Test
  void theFutureThatIsCutOffLeavesAllThatCameUpToTheMoment() {
    QuoteColumns cut = quotes(FutureChange.TRUNCATED, 1);

    assertThat(KNOWN).isBetween(1_001, 1_020);
    assertThat(cut.size()).isEqualTo(KNOWN);
    assertThat(cut.timeNanos()[KNOWN - 1]).isEqualTo(CUT);
    isPrefix(cut.ask(), QUOTES.ask());
    assertThat(trades(FutureChange.TRUNCATED, 1).size()).isEqualTo(KNOWN);
  }

  @Test
  void anotherFutureLeavesThePastAndMovesEveryPriceAfterIt() {
    QuoteColumns other = quotes(FutureChange.PERTURBED, 1);

    assertThat(other.size()).isEqualTo(TickAuditStage.ROWS);
    assertThat(other.timeNanos()).isEqualTo(QUOTES.timeNanos());
    isPrefix(other.bid(), QUOTES.bid());
    isPrefix(other.bidSize(), QUOTES.bidSize());
    isPrefix(other.ask(), QUOTES.ask());
    isPrefix(other.askSize(), QUOTES.askSize());
    for (int i = KNOWN; i < TickAuditStage.ROWS; i++) {
      assertThat(Math.abs((double) other.bid()[i] / QUOTES.bid()[i] - 1)).isGreaterThan(0.02);
      assertThat(other.ask()[i]).isGreaterThan(other.bid()[i]);
      assertThat(other.bidSize()[i]).isBetween(FixedPoint.ONE / 2, 18 * FixedPoint.ONE);
    }
  }

  @Test
  void anotherFutureGoesUpWhereThisOneGoesDownAboutHalfOfTheTime() {
    TradeTickColumns other = trades(FutureChange.PERTURBED, 1);

    isPrefix(other.price(), TRADES.price());
    int turned = 0;
    for (int i = KNOWN + 1; i < TickAuditStage.ROWS; i++) {
      boolean rose = TRADES.price()[i] > TRADES.price()[i - 1];
      turned += rose != other.price()[i] > other.price()[i - 1] ? 1 : 0;
    }
    assertThat((double) turned / (TickAuditStage.ROWS - KNOWN - 1)).isBetween(0.3, 0.7);
  }

  @Test
  void quotesAndTradesOfOneInstrumentJumpAlike() {
    for (int seed = 0; seed < 20; seed++) {
      double ofQuotes = (double) quotes(FutureChange.PERTURBED, seed).bid()[KNOWN];
      double ofTrades = (double) trades(FutureChange.PERTURBED, seed).price()[KNOWN];
      assertThat(ofQuotes / QUOTES.bid()[KNOWN] - ofTrades / TRADES.price()[KNOWN])
          .isBetween(-0.002, 0.002);
    }
  }

  @Test
  void everyWalkShowsTheSameFutureAndTheSeedDecidesIt() {
    PagedHistory<QuoteColumns> paged = TickAuditStage.paged(QUOTES, PageRows.QUOTES);
    PagedHistory<QuoteColumns> other =
        FutureChange.PERTURBED.apply(paged, PageRows.QUOTES, CUT, TickAuditStage.COIN, 1);

    assertThat(TickAuditStage.allQuotes(other).bid())
        .isEqualTo(TickAuditStage.allQuotes(other).bid())
        .isNotEqualTo(quotes(FutureChange.PERTURBED, 2).bid());
  }

  @Test
  void aLaterStartPassesOverWhatWasBefore() {
    PagedHistory<QuoteColumns> later =
        PageRows.QUOTES.from(TickAuditStage.paged(QUOTES, PageRows.QUOTES), CUT);
    int first = 0;
    while (QUOTES.timeNanos()[first] < CUT) {
      first++;
    }

    QuoteColumns rows = TickAuditStage.allQuotes(later);

    assertThat(rows.size()).isEqualTo(TickAuditStage.ROWS - first);
    assertThat(rows.bid()[0]).isEqualTo(QUOTES.bid()[first]);
    assertThat(PageRows.QUOTES.count(later, CUT)).isEqualTo(KNOWN - first);
    assertThat(PageRows.QUOTES.lastNanos(later))
        .isEqualTo(QUOTES.timeNanos()[TickAuditStage.ROWS - 1]);
  }
}
