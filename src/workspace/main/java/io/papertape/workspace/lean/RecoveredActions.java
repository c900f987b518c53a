package io.papertape.workspace.lean;

import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The splits and dividends behind a factor file, and how well they bring it back.
///
/// The file holds products of factors, rounded. Going back from today, a split is a small
/// fraction ([SmallRational#ofSplit]), and a dividend the amount with the fewest decimals, two at
/// least, whose exact product rounds to the printed digits. Where many decimals were needed the
/// amount carries rounding of the file: 0.399997 stands for 0.4.
///
/// @param rows        lines of the file, the sentinel excepted
/// @param differences factors that do not come back; empty when all do
public record RecoveredActions(
    CorporateActions actions, int rows, List<FactorDifference> differences) {
  private static final MathContext PRECISION = new MathContext(60);
  private static final int PRICE_FACTOR_DECIMALS = 7;
  private static final int FEWEST_DECIMALS = 2;

  public RecoveredActions {
    differences = List.copyOf(differences);
  }

  /// Works from the last row to the first; the ex-date is the session after the row's day.
  static RecoveredActions of(String symbol, List<FactorRow> rows, TradingCalendar calendar) {
    List<CorporateAction> found = new ArrayList<>();
    List<FactorDifference> differences = new ArrayList<>();
    BigDecimal price = BigDecimal.ONE;
    BigDecimal split = BigDecimal.ONE;
    for (int i = rows.size() - 2; i >= 0; i--) {
      FactorRow row = rows.get(i);
      FactorRow later = rows.get(i + 1);
      LocalDate exDate = calendar.nextSession(row.date()).date();
      long exTime = calendar.nanos(exDate.atStartOfDay());
      if (row.splitFactor().compareTo(later.splitFactor()) != 0) {
        SmallRational ratio = SmallRational.ofSplit(row.splitFactor(), later.splitFactor(), split);
        split =
            split
                .multiply(BigDecimal.valueOf(ratio.numerator()))
                .divide(BigDecimal.valueOf(ratio.denominator()), PRECISION);
        found.add(
            new CorporateAction.Split(exDate, exTime, ratio.denominator(), ratio.numerator()));
      }
      if (row.priceFactor().compareTo(later.priceFactor()) != 0) {
        BigDecimal amount = amount(symbol, row, price);
        price = after(price, amount, row);
        found.add(
            new CorporateAction.CashDividend(
                exDate, exTime, FixedPoint.parse(amount.toPlainString())));
      }
      check(row.date(), "price", row.priceFactor(), priceScale(row), price, differences);
      int digits = Math.max(0, row.splitFactor().stripTrailingZeros().scale());
      check(row.date(), "split", row.splitFactor(), digits, split, differences);
    }
    return new RecoveredActions(
        new CorporateActions(symbol, found), rows.size() - 1, differences.reversed());
  }

  private static BigDecimal amount(String symbol, FactorRow row, BigDecimal price) {
    BigDecimal exact =
        row.referenceClose()
            .multiply(BigDecimal.ONE.subtract(row.priceFactor().divide(price, PRECISION)));
    for (int decimals = FEWEST_DECIMALS; decimals <= FixedPoint.DECIMALS; decimals++) {
      BigDecimal amount = exact.setScale(decimals, RoundingMode.HALF_UP);
      BigDecimal product =
          after(price, amount, row).setScale(priceScale(row), RoundingMode.HALF_UP);
      if (amount.signum() > 0 && product.compareTo(row.priceFactor()) == 0) {
        return amount;
      }
    }
    throw WorkspaceException.data(
        ("Price factor is no dividend: symbol=%s, date=%s, priceFactor=%s, "
                + "referenceClose=%s. Check the factor file.")
            .formatted(symbol, row.date(), row.priceFactor(), row.referenceClose()));
  }

  private static BigDecimal after(BigDecimal price, BigDecimal amount, FactorRow row) {
    BigDecimal part = amount.divide(row.referenceClose(), PRECISION);
    return price.multiply(BigDecimal.ONE.subtract(part), PRECISION);
  }

  private static int priceScale(FactorRow row) {
    return Math.max(PRICE_FACTOR_DECIMALS, row.priceFactor().scale());
  }

  private static void check(
      LocalDate date,
      String factor,
      BigDecimal printed,
      int decimals,
      BigDecimal exact,
      List<FactorDifference> differences) {
    BigDecimal recomputed = exact.setScale(decimals, RoundingMode.HALF_UP);
    if (recomputed.compareTo(printed) != 0) {
      differences.add(new FactorDifference(date, factor, printed, recomputed));
    }
  }
}
