package io.papertape.live.venue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds the words in which a venue says that it was asked too often. They stand at the beginning
/// of a short answer; what holds market data is not searched to its end.
public final class LimitWords {
  private static final int MOST_BYTES = 512;

  private LimitWords() {}

  /// True if one of the words stands at the beginning of the answer.
  public static boolean areIn(byte[] body, List<String> words) {
    String text =
        new String(body, 0, Math.min(body.length, MOST_BYTES), StandardCharsets.UTF_8)
            .replace(" ", "");
    return words.stream().map(word -> word.replace(" ", "")).anyMatch(text::contains);
  }
}
