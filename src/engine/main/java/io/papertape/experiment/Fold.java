package io.papertape.experiment;

import java.util.List;

/// One cut of a history: what to learn from and what to judge on, as ranges of observations.
///
/// @param train in order, none overlapping
/// @param test  in order, none overlapping each other or the training
public record Fold(List<Span> train, List<Span> test) {
  /// Observations `[from, to)`.
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "Span is empty: from=%d, to=%d. Give an end after the start.".formatted(from, to));
      }
    }

    public int length() {
      return to - from;
    }
  }

  public Fold {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /// Every training observation, in order.
  public int[] trainIndexes() {
    return indexes(train);
  }

  /// Every test observation, in order.
  public int[] testIndexes() {
    return indexes(test);
  }

  private static int[] indexes(List<Span> spans) {
    int[] out = new int[spans.stream().mapToInt(Span::length).sum()];
    int count = 0;
    for (Span span : spans) {
      for (int i = span.from(); i < span.to(); i++) {
        out[count++] = i;
      }
    }
    return out;
  }
}
