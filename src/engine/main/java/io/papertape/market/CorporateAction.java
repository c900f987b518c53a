package io.papertape.market;

import java.time.LocalDate;

/// What a company does to its shares; from its ex time on they trade without what it gives.
///
/// The ex time is midnight at the start of the ex-date in the venue's zone: after every trade of
/// the day before, ahead of the first of the day. Holders at that moment receive.
public sealed interface CorporateAction {
  LocalDate exDate();

  /// Nanoseconds since 1970-01-01 UTC; known no earlier than this.
  long exTimeNanos();

  /// Old shares become new ones: `numerator` new for `denominator` old, 4:1 for AAPL in 2020 and
  /// 1:20 for the reverse split of AIG in 2009.
  record Split(LocalDate exDate, long exTimeNanos, long numerator, long denominator)
      implements CorporateAction {
    public Split {
      if (numerator <= 0 || denominator <= 0) {
        throw new IllegalArgumentException(
            "Split has no ratio: exDate=%s, numerator=%d, denominator=%d. Both are above zero."
                .formatted(exDate, numerator, denominator));
      }
    }

    /// What a price before the split is multiplied by to compare with one after it.
    public double priceFactor() {
      return (double) denominator / numerator;
    }
  }

  /// Cash for each share.
  ///
  /// @param amountPerShare in the instrument's currency, fixed point ([FixedPoint]); per share as
  ///     held the day before, also when a split has the same ex-date
  record CashDividend(LocalDate exDate, long exTimeNanos, long amountPerShare)
      implements CorporateAction {
    public CashDividend {
      if (amountPerShare <= 0) {
        throw new IllegalArgumentException(
            "Dividend pays nothing: exDate=%s, amountPerShare=%s. It is above zero."
                .formatted(exDate, FixedPoint.format(amountPerShare)));
      }
    }
  }
}
