package io.papertape.model;

import java.util.List;

/// What a model was trained on.
///
/// @param symbols   in the order of their numbers
/// @param fromNanos start of the window, inclusive
/// @param toNanos   end of the window; the targets lie inside it
/// @param dataHash  SHA-256 over the bars of the window, 64 hex digits
public record Training(
    String dataSet,
    List<String> symbols,
    String resolution,
    long fromNanos,
    long toNanos,
    int rows,
    String dataHash,
    long seed) {

  public Training {
    symbols = List.copyOf(symbols);
    if (toNanos <= fromNanos || rows < 1) {
      throw new IllegalArgumentException(
          "Training window is empty: fromNanos=%d, toNanos=%d, rows=%d. Give a longer one."
              .formatted(fromNanos, toNanos, rows));
    }
  }
}
