package io.papertape.simulation;

/// The primary output of an indicator over a whole history.
///
/// @param name       of the indicator
/// @param values     one a bar, NaN before the first
/// @param firstReady index of the first bar with a value; the number of bars if there is none
record IndicatorColumn(String name, double[] values, int firstReady) {}
