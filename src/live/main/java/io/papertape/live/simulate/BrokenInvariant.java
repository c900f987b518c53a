package io.papertape.live.simulate;

/// What must always hold did not. No code of a session may catch it.
final class BrokenInvariant extends Error {
  private static final long serialVersionUID = 1;

  BrokenInvariant(String message) {
    super(message);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  static void require(boolean holds, String text, Object... values) {
    if (!holds) {
      throw new BrokenInvariant(text.formatted(values));
    }
  }
}
