package io.papertape.workspace.lean;

import java.math.BigDecimal;
import java.time.LocalDate;

/// A factor that the recovered actions do not bring back to its printed digits.
///
/// @param factor     `price` or `split`
/// @param printed    as the file has it
/// @param recomputed from the recovered actions, rounded to as many decimals
public record FactorDifference(
    LocalDate date, String factor, BigDecimal printed, BigDecimal recomputed) {
  @Override
  public String toString() {
    return "%s %s printed=%s recomputed=%s"
        .formatted(date, factor, printed.toPlainString(), recomputed.toPlainString());
  }
}
