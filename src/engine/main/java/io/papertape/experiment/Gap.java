package io.papertape.experiment;

/// What is kept out of training around a test, so that nothing of the test is learned.
///
/// @param horizon an observation's label is made of the bars up to so many after it; 0 if it is
///     known at its own bar
/// @param embargo further observations left out after each test
public record Gap(int horizon, int embargo) {
  /// Nothing left out.
  public static final Gap NONE = new Gap(0, 0);

  public Gap {
    if (horizon < 0 || embargo < 0) {
      throw new IllegalArgumentException(
          "Gap is negative: horizon=%d, embargo=%d. Give at least 0.".formatted(horizon, embargo));
    }
  }

  /// The embargo as a share of all observations, rounded up.
  public static Gap ofShare(int horizon, double embargoFraction, int observations) {
    if (!(embargoFraction >= 0 && embargoFraction < 1)) {
      throw new IllegalArgumentException(
          "Embargo is no share: embargoFraction=%s. Give a number from 0 to below 1."
              .formatted(embargoFraction));
    }
    return new Gap(horizon, (int) Math.ceil(embargoFraction * observations));
  }

  /// Observations kept out after a test: labels of the test reach into them, and the embargo.
  int after() {
    return horizon + embargo;
  }
}
