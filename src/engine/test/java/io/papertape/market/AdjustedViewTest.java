package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Four days, Monday to Thursday: 100, 99 ex a dividend of 1, 198 after a 1:2 reverse split, 200.
class AdjustedViewTest {
  private static final LocalDate MONDAY = LocalDate.parse("2024-06-10");
  private static final BarColumns RAW = bars(100, 99, 198, 200);
  private static final CorporateAction DIVIDEND =
      new CorporateAction.CashDividend(
          MONDAY.plusDays(1), midnight(MONDAY.plusDays(1)), FixedPoint.ONE);
  private static final CorporateAction REVERSE_SPLIT =
      new CorporateAction.Split(MONDAY.plusDays(2), midnight(MONDAY.plusDays(2)), 1, 2);
  private static final CorporateActions ACTIONS =
      new CorporateActions("X", List.of(REVERSE_SPLIT, DIVIDEND));

  @Test
  void pricesBeforeAnActionAreScaledAndThoseAfterItAreNot() {
    AdjustedView view = view(4, DividendRule.CLOSE_BEFORE);
    assertThat(view.close(0)).isCloseTo(198, within(1e-12)); // 100 × 0.99 × 2
    assertThat(view.close(1)).isCloseTo(198, within(1e-12));
    assertThat(view.close(2)).isEqualTo(198);
    assertThat(view.close(3)).isEqualTo(200);
    assertThat(view.splitFactor(1)).isEqualTo(2);
    assertThat(view.volume(1)).isEqualTo(5); // ten old shares are five new ones
    assertThat(view.volume(2)).isEqualTo(10);
  }

  @Test
  void anActionIsNotKnownBeforeItTakesEffect() {
    assertThat(view(1, DividendRule.CLOSE_BEFORE).close(0)).isEqualTo(100);
    AdjustedView tuesday = view(2, DividendRule.CLOSE_BEFORE);
    assertThat(tuesday.size()).isEqualTo(2);
    assertThat(tuesday.close(0)).isCloseTo(99, within(1e-12));
    assertThat(tuesday.close(1)).isEqualTo(99);
    assertThatThrownBy(() -> tuesday.close(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void betweenTheExTimeAndTheFirstCloseTheLastPriceIsScaled() {
    long wednesdayMorning = midnight(MONDAY.plusDays(2));
    AdjustedView view =
        AdjustedView.asOf(RAW, ACTIONS, wednesdayMorning, DividendRule.CLOSE_BEFORE);
    assertThat(view.size()).isEqualTo(2);
    assertThat(view.close(1)).isEqualTo(198);
  }

  @Test
  void theRuleOfTheExDateWaitsForItsClose() {
    // 99 / (99 + 1) instead of 1 - 1 / 100: the same by chance, so pay 2.
    CorporateActions two =
        new CorporateActions(
            "X",
            List.of(
                new CorporateAction.CashDividend(
                    DIVIDEND.exDate(), DIVIDEND.exTimeNanos(), 2 * FixedPoint.ONE)));
    AdjustedView closed = AdjustedView.asOf(RAW, two, closeOf(1), DividendRule.CLOSE_ON_EX_DATE);
    assertThat(closed.close(0)).isCloseTo(100 * 99.0 / 101, within(1e-12));
    AdjustedView open =
        AdjustedView.asOf(RAW, two, DIVIDEND.exTimeNanos(), DividendRule.CLOSE_ON_EX_DATE);
    assertThat(open.close(0)).isEqualTo(100);
  }

  @Test
  void splitsAloneLeaveDividendsInThePrices() {
    AdjustedView view = view(4, DividendRule.IGNORED);
    assertThat(view.close(0)).isEqualTo(200);
    assertThat(view.close(1)).isEqualTo(198);
  }

  @Test
  void aDividendWithASplitOfTheSameDayPaysOnTheOldShares() {
    LocalDate tuesday = MONDAY.plusDays(1);
    CorporateActions both =
        new CorporateActions(
            "X",
            List.of(
                new CorporateAction.Split(tuesday, midnight(tuesday), 2, 1),
                new CorporateAction.CashDividend(tuesday, midnight(tuesday), FixedPoint.ONE)));
    assertThat(both.actions().getFirst()).isInstanceOf(CorporateAction.CashDividend.class);
    BarColumns halved = bars(100, 49.5);
    AdjustedView view = AdjustedView.asOf(halved, both, closeOf(1), DividendRule.CLOSE_ON_EX_DATE);
    assertThat(view.close(0)).isCloseTo(100 * 0.5 * 99 / 100, within(1e-12));
    assertThat(AdjustedView.asOf(halved, both, closeOf(1), DividendRule.CLOSE_BEFORE).close(0))
        .isCloseTo(49.5, within(1e-12));
  }

  @Test
  void aDividendAboveThePriceIsRefused() {
    CorporateActions absurd =
        new CorporateActions(
            "X",
            List.of(
                new CorporateAction.CashDividend(
                    DIVIDEND.exDate(), DIVIDEND.exTimeNanos(), 100 * FixedPoint.ONE)));
    assertThatThrownBy(() -> AdjustedView.asOf(RAW, absurd, closeOf(3), DividendRule.CLOSE_BEFORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Dividend is worth more than the share: exDate=2024-06-11, amountPerShare=100,"
                + " closeBefore=100.0. Check both.");
  }

  @Test
  void actionsAreKnownFromTheirExTimeOn() {
    assertThat(ACTIONS.knownAt(DIVIDEND.exTimeNanos() - 1)).isEmpty();
    assertThat(ACTIONS.knownAt(DIVIDEND.exTimeNanos())).containsExactly(DIVIDEND);
    assertThat(ACTIONS.between(DIVIDEND.exTimeNanos(), REVERSE_SPLIT.exTimeNanos()))
        .containsExactly(REVERSE_SPLIT);
  }

  @Test
  void aSplitOrDividendOfNothingIsRefused() {
    assertThatThrownBy(() -> new CorporateAction.Split(MONDAY, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Split has no ratio: exDate=2024-06-10, numerator=0, denominator=1."
                + " Both are above zero.");
    assertThatThrownBy(() -> new CorporateAction.CashDividend(MONDAY, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Dividend pays nothing: exDate=2024-06-10, amountPerShare=0. It is above zero.");
  }

  private static AdjustedView view(int days, DividendRule rule) {
    return AdjustedView.asOf(RAW, ACTIONS, closeOf(days - 1), rule);
  }

  private static long closeOf(int day) {
    return TradingCalendar.nyse().session(MONDAY.plusDays(day)).orElseThrow().closeNanos();
  }

  private static long midnight(LocalDate date) {
    return TradingCalendar.nyse().nanos(date.atStartOfDay());
  }

  private static BarColumns bars(double... closes) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      Session session = TradingCalendar.nyse().session(MONDAY.plusDays(i)).orElseThrow();
      long price = FixedPoint.of(closes[i]);
      bars.add(new Bar(session.openNanos(), session.closeNanos(), price, price, price, price, 10));
    }
    return BarColumns.of(bars);
  }
}
