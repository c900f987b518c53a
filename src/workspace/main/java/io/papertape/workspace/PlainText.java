package io.papertape.workspace;

/// Text of others (a venue, an operator) on its way to a terminal.
public final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /// The text without what would move the cursor, change colours or turn its direction.
  public static String of(String text) {
    return text.codePoints()
        .map(one -> isPlain(one) ? one : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
