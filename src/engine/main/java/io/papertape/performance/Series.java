package io.papertape.performance;

/// Values over time, for a chart. Where a value is undefined its moment is left out.
///
/// @param timeNanos rising; shared, not copied: whoever receives it reads it and never writes
/// @param values    one a moment, finite
public record Series(long[] timeNanos, double[] values) {
  public Series {
    if (timeNanos.length != values.length) {
      throw new IllegalArgumentException(
          "Series differs in length: times=%d, values=%d. Give one value a moment."
              .formatted(timeNanos.length, values.length));
    }
  }

  public int size() {
    return values.length;
  }
}
