package io.papertape.simulation;

/// What takes each value of a curve to find.
///
/// @param change         from the first value to the last, account currency, fixed point
/// @param deepestFall    from an earlier peak, account currency, fixed point, not negative
/// @param squaredChanges sum of the squares of the changes from value to value, account currency
public record CurveFigures(long change, long deepestFall, double squaredChanges) {}
