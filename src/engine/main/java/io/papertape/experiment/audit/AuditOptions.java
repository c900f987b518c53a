package io.papertape.experiment.audit;

/// How much is audited.
///
/// @param cuts moments after which the future is changed
/// @param seed of the moments and of the other future
public record AuditOptions(int cuts, long seed) {
  private static final int MOST_CUTS = 1_000;

  public AuditOptions {
    if (cuts < 1 || cuts > MOST_CUTS) {
      throw new IllegalArgumentException(
          "Audit has no such number of cuts: cuts=%d. Use 1 to %d.".formatted(cuts, MOST_CUTS));
    }
  }

  /// Five cuts, seed 1.
  public static AuditOptions standard() {
    return new AuditOptions(5, 1);
  }
}
