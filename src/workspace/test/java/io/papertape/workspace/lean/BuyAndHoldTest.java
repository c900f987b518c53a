package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.FixedPoint;
import io.papertape.market.TradingCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Shares bought at the first close and held to the end, dividends put back into shares at the
/// close before the ex-date less the dividend: by counting shares on raw bars on the one hand,
/// from the printed factors of the first day on the other.
class BuyAndHoldTest {
  @Test
  void sharesCountedOnRawBarsEndWhereTheAdjustedSeriesEnds() {
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    for (String ticker : List.of("spy", "aapl", "ibm", "bac", "iwm")) {
      BarColumns raw = folder.daily(ticker);
      FactorRow first = firstRow(ticker, raw);
      double price = first.priceFactor().doubleValue();
      double split = first.splitFactor().doubleValue();
      double adjusted = close(raw, raw.size() - 1) / (close(raw, 0) * price * split);
      // Half a unit of the last digit: the price factor has 7 decimals, the split factor 8.
      double slack = 5e-8 / price + 5e-9 / split;
      assertThat(countedReturn(raw, folder.actions(ticker).actions()) / adjusted)
          .as(ticker)
          .isCloseTo(1, within(slack));
      assertThat(slack).isLessThan(7e-7);
    }
  }

  private static double countedReturn(BarColumns raw, List<CorporateAction> actions) {
    double shares = 1;
    int next = 0;
    for (int i = 0; i < raw.size(); i++) {
      while (next < actions.size() && actions.get(next).exTimeNanos() <= raw.openTimeNanos()[i]) {
        CorporateAction action = actions.get(next++);
        if (i > 0) {
          shares *=
              switch (action) {
                case CorporateAction.Split split ->
                    (double) split.numerator() / split.denominator();
                case CorporateAction.CashDividend paid -> {
                  double before = close(raw, i - 1);
                  yield before / (before - FixedPoint.toDouble(paid.amountPerShare()));
                }
              };
        }
      }
    }
    return shares * close(raw, raw.size() - 1) / close(raw, 0);
  }

  private static FactorRow firstRow(String ticker, BarColumns raw) {
    Path files = LeanReference.path("market-data/lean/equity/usa/factor_files");
    LocalDate first = TradingCalendar.nyse().dateOf(raw.openTimeNanos()[0]);
    return FactorFile.read(files.resolve(ticker + ".csv")).stream()
        .filter(row -> !row.date().isBefore(first))
        .findFirst()
        .orElseThrow();
  }

  private static double close(BarColumns raw, int index) {
    return FixedPoint.toDouble(raw.close()[index]);
  }
}
