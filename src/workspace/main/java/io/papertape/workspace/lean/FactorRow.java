package io.papertape.workspace.lean;

import java.math.BigDecimal;
import java.time.LocalDate;

/// One line of a factor file, with its digits as printed.
///
/// @param date           last day the factors hold for; the action takes effect in the next
///      session
/// @param priceFactor    product of the dividends' factors after that day
/// @param splitFactor    product of the splits' factors after that day
/// @param referenceClose raw close of that day
record FactorRow(
    LocalDate date, BigDecimal priceFactor, BigDecimal splitFactor, BigDecimal referenceClose) {}
