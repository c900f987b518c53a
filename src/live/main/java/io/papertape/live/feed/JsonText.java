package io.papertape.live.feed;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.Collectors;

/// Writes the few pieces of JSON that requests to venues are made of.
public final class JsonText {
  private JsonText() {}

  /// A text with its quotes.
  public static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /// An array of texts.
  public static String arrayOf(List<String> texts) {
    return texts.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
  }
}
