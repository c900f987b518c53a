package io.papertape.journal;

import java.util.Arrays;

/// The texts that one key has had, each encoded when it first came, found again by a number that
/// goes with it.
final class RecurringTexts {
  private final String before;
  private final String after;
  private String[] texts = new String[0];
  private EncodedText[] encoded = new EncodedText[0];

  /// @param before what is written ahead of the quoted text
  /// @param after  what is written after it
  RecurringTexts(String before, String after) {
    this.before = before;
    this.after = after;
  }

  /// @param number small and not negative; it may come to stand for another text
  EncodedText of(int number, String text) {
    if (number < texts.length && text.equals(texts[number])) {
      return encoded[number];
    }
    return encode(number, text);
  }

  private EncodedText encode(int number, String text) {
    if (number >= texts.length) {
      int room = Math.max(2 * texts.length, number + 1);
      texts = Arrays.copyOf(texts, room);
      encoded = Arrays.copyOf(encoded, room);
    }
    texts[number] = text;
    encoded[number] = EncodedText.of(before + EncodedText.quoted(text) + after);
    return encoded[number];
  }
}
