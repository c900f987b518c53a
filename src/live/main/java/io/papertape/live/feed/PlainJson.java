package io.papertape.live.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads JSON as venues write nearly all of it: ASCII, without a backslash, and right. Of anything
/// else it says only that it is not such, and a reader of all of JSON says what it is.
final class PlainJson {
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_KEPT_NAME = 32;
  private static final int END = -1;

  /// Names that came before, at places that follow from their hashes; others have the rest. Threads
  /// may see each other's or not: a text is whole in any case.
  private static final String[] NAMES = new String[1 << 12];

  static {
    Arrays.fill(NAMES, "");
  }

  private final byte[] bytes;
  private int at;
  private boolean isPlain = true;

  private PlainJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads one value, the whole of the bytes; empty if they are not plain.
  static Optional<JsonValue> parse(byte[] bytes) {
    PlainJson reader = new PlainJson(bytes);
    JsonValue value = reader.value(reader.next(), 0);
    return reader.isPlain && reader.next() == END ? Optional.of(value) : Optional.empty();
  }

  /// The next byte that is no white space.
  private int next() {
    while (at < bytes.length) {
      int next = bytes[at++] & 0xFF;
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
    }
    return END;
  }

  private JsonValue notPlain() {
    isPlain = false;
    at = bytes.length;
    return JsonValue.NULL;
  }

  /// @param first byte of it, behind which we are
  private JsonValue value(int first, int depth) {
    if (depth > JsonValue.DEEPEST) {
      return notPlain();
    }
    return switch (first) {
      case '"' -> text();
      case '{' -> object(depth);
      case '[' -> array(depth);
      case 't' -> word("true", JsonValue.TRUE);
      case 'f' -> word("false", JsonValue.FALSE);
      case 'n' -> word("null", JsonValue.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> notPlain();
    };
  }

  private JsonValue object(int depth) {
    List<String> names = new ArrayList<>();
    List<JsonValue> values = new ArrayList<>();
    int next = next();
    while (next != '}' || !names.isEmpty()) {
      if (next != '"') {
        return notPlain();
      }
      names.add(name());
      if (next() != ':') {
        return notPlain();
      }
      values.add(value(next(), depth + 1));
      next = next();
      if (next == '}') {
        break;
      }
      if (next != ',') {
        return notPlain();
      }
      next = next();
    }
    return JsonValue.ofObject(names, values);
  }

  private JsonValue array(int depth) {
    List<JsonValue> values = new ArrayList<>();
    int next = next();
    while (next != ']' || !values.isEmpty()) {
      values.add(value(next, depth + 1));
      next = next();
      if (next == ']') {
        break;
      }
      if (next != ',') {
        return notPlain();
      }
      next = next();
    }
    return JsonValue.ofArray(values);
  }

  /// Goes to the quote at the end of a name.
  ///
  /// @return hash of it, as strings have
  private int toQuote() {
    int hash = 0;
    while (at < bytes.length && isOfText(bytes[at])) {
      hash = 31 * hash + bytes[at];
      at++;
    }
    if (peek() != '"') {
      notPlain();
    }
    return hash;
  }

  private JsonValue text() {
    int end = at;
    while (end < bytes.length && isOfText(bytes[end])) {
      end++;
    }
    int from = at;
    int length = end - from;
    at = end;
    if (peek() != '"' || length > LONGEST_TEXT) {
      return notPlain();
    }
    at++;
    return JsonValue.ofText(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
  }

  /// No quote, no escape, no control, and ASCII.
  private static boolean isOfText(byte one) {
    return one >= ' ' && one != '"' && one != '\\';
  }

  private String name() {
    int from = at;
    int hash = toQuote();
    int length = at - from;
    at++;
    if (!isPlain || length > LONGEST_TEXT) {
      notPlain();
      return "";
    }
    int place = (hash ^ hash >>> 12) & NAMES.length - 1;
    String known = NAMES[place];
    if (known.hashCode() == hash && isSame(known, from, length)) {
      return known;
    }
    String name = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    if (length > LONGEST_KEPT_NAME) {
      return name;
    }
    String kept = name.intern(); // the same object as what a codec asks for
    NAMES[place] = kept;
    return kept; // there another thread may have put its own by now
  }

  private boolean isSame(String known, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private JsonValue word(String word, JsonValue value) {
    for (int i = 1; i < word.length(); i++) {
      if (at >= bytes.length || bytes[at++] != word.charAt(i)) {
        return notPlain();
      }
    }
    return value;
  }

  /// What follows a number is looked at by who asked for it.
  private JsonValue number() {
    int from = --at;
    if (peek() == '-') {
      at++;
    }
    boolean isRight = peek() == '0' ? skip('0') : digits();
    if (peek() == '.') {
      at++;
      isRight &= digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      isRight &= digits();
    }
    int length = at - from;
    return isRight && length <= LONGEST_NUMBER
        ? JsonValue.ofNumber(new String(bytes, from, length, StandardCharsets.ISO_8859_1))
        : notPlain();
  }

  private int peek() {
    return at < bytes.length ? bytes[at] : END;
  }

  /// @return true, as one digit is enough
  private boolean skip(int digit) {
    at += peek() == digit ? 1 : 0;
    return true;
  }

  /// @return whether there were any
  private boolean digits() {
    int from = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > from;
  }
}
