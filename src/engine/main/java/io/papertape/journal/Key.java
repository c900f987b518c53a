package io.papertape.journal;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// A key of an entry, with the comma before it and the colon after it.
///
/// @param plain for numbers: `,"bar":`
/// @param quote for strings, with their first quote: `,"cash":"`
record Key(EncodedText plain, EncodedText quote) {
  static Key of(String name) {
    String text = "," + EncodedText.quoted(name) + ":";
    return new Key(EncodedText.of(text), EncodedText.of(text + '"'));
  }

  /// The key with each text of a closed set.
  static <E extends Enum<E>> Map<E, EncodedText> with(
      String name, Class<E> set, Function<E, String> text) {
    Map<E, EncodedText> texts = new EnumMap<>(set);
    for (E one : set.getEnumConstants()) {
      texts.put(one, with(name, text.apply(one)));
    }
    return texts;
  }

  /// The key with a text that never changes.
  static EncodedText with(String name, String text) {
    return EncodedText.of("," + EncodedText.quoted(name) + ":" + EncodedText.quoted(text));
  }
}
