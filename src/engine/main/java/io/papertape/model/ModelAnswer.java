package io.papertape.model;

/// What came of asking a remote model for the scores of some rows.
public sealed interface ModelAnswer {
  /// One finite score a row, in the order of the rows.
  ///
  /// @param values shared, never written
  record Scores(double[] values) implements ModelAnswer {
    public Scores {
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "Score is no number: score=%s. Make it a failure.".formatted(value));
        }
      }
    }
  }

  /// There are no scores, and so no order.
  ///
  /// @param detail for a person, such as `status=503`; nothing is decided by it
  record Failure(ModelFailure reason, String detail) implements ModelAnswer {}
}
