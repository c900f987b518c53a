package io.papertape.indicator;

/// Whether an indicator comes with Papertape or is somebody's own.
///
/// Of those that come with it, tests hold that a name tells the formula and that whole columns are
/// the stream's. Of an own one nobody knows: it is fed bar by bar, and shares nothing.
public final class IndicatorOrigin {
  private static final String PACKAGE = "io.papertape.";

  private IndicatorOrigin() {}

  /// Whether it is somebody's own; an output of such an indicator is one too.
  public static boolean isOwn(Indicator indicator) {
    if (indicator instanceof OneOutput one) {
      return isOwn(one.whole());
    }
    Class<?> type = indicator.getClass();
    return type.getClassLoader() != Indicator.class.getClassLoader()
        || !type.getName().startsWith(PACKAGE);
  }
}
