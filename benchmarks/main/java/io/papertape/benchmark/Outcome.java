package io.papertape.benchmark;

import io.papertape.market.FixedPoint;
import io.papertape.simulation.RunResult;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a run comes to, so that different programs can be compared.
///
/// @param finalEquity fixed point
record Outcome(int fills, long finalEquity) {
  static Outcome of(RunResult result) {
    result
        .failure()
        .ifPresent(
            failure -> {
              throw new IllegalStateException("Run of a benchmark failed.", failure);
            });
    return new Outcome(result.fills().size(), result.finalEquity());
  }

  /// @throws IllegalStateException if the two differ
  void mustEqual(String who, Outcome other) {
    if (!equals(other)) {
      throw new IllegalStateException(
          ("Benchmark compares different work: %s gives %s, expected %s. "
                  + "Mend the one that is wrong before measuring.")
              .formatted(who, other, this));
    }
  }

  /// @param equity with six decimals
  /// @throws IllegalStateException if this is not the answer that others have computed
  void mustBePublished(int publishedFills, String equity) {
    if (fills != publishedFills || !sixDecimals().equals(equity)) {
      throw new IllegalStateException(
          ("Benchmark does not give the published answer: outcome=%s, published=%d fills, "
                  + "final equity %s. Mend it before measuring.")
              .formatted(this, publishedFills, equity));
    }
  }

  /// Final equity with six decimals, as published answers have it.
  String sixDecimals() {
    return new BigDecimal(FixedPoint.format(finalEquity))
        .setScale(6, RoundingMode.HALF_UP)
        .toString();
  }

  @Override
  public String toString() {
    return "%d fills, final equity %s".formatted(fills, FixedPoint.format(finalEquity));
  }
}
