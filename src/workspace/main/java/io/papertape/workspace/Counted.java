package io.papertape.workspace;

/// A number with what it counts, as people say it: `1 trial`, `2 trials`.
public final class Counted {
  private Counted() {}

  /// The number and its noun, of which many have an s.
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /// The number and its words.
  ///
  /// @param many said of all numbers but 1
  public static String of(long count, String one, String many) {
    return "%d %s".formatted(count, words(count, one, many));
  }

  /// The words alone, where the number is written in its own way.
  public static String words(long count, String one, String many) {
    return count == 1 ? one : many;
  }
}
