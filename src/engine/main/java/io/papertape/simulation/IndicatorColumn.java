package io.papertape.simulation;

/// An output of an indicator over a whole history.
///
/// @param name       under which it is recorded
/// @param values     one a bar, NaN before the first
/// @param firstReady index of the first bar at which every output has a value; the number of bars
///     if there is none
record IndicatorColumn(String name, double[] values, int firstReady) {}
