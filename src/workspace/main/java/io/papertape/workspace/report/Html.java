package io.papertape.workspace.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes HTML that is well-formed XML too. Text and attribute values are escaped here and
/// nowhere else.
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /// Opens an element.
  ///
  /// @param attributes name, value, name, value, …
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /// An element without content.
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /// Closes the element that was opened last.
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// Closes the element that was opened last and ends the line.
  Html end() {
    close();
    out.append('\n');
    return this;
  }

  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ');
    }
    return this;
  }

  /// An element with nothing but text in it.
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /// Text that is markup already: style sheets and path data of our own.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  /// The whole text.
  ///
  /// @throws IllegalStateException if an element is still open
  String done() {
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "Elements are still open: open=%s. Close each one.".formatted(open));
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      text(attributes[i + 1]);
      out.append('"');
    }
  }

  private void escape(char c, char next) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append(c);
      default -> out.append(isAllowed(c, next) ? c : '\uFFFD');
    }
  }

  /// Control characters and halves of surrogate pairs are no text.
  private boolean isAllowed(char c, char next) {
    if (Character.isHighSurrogate(c)) {
      return Character.isLowSurrogate(next);
    }
    if (Character.isLowSurrogate(c)) {
      return Character.isHighSurrogate(out.charAt(out.length() - 1));
    }
    return c >= ' ' && c != '\uFFFE' && c != '\uFFFF';
  }
}
