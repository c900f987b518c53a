package io.papertape.journal;

import java.util.Arrays;

/// One canonical JSON line under construction: UTF-8, keys in the order they are written, no
/// spaces.
///
/// Money and quantities are decimal strings without trailing zeros; times ISO strings with nine
/// decimals; a `double` as Java prints it, −0.0 as 0.0, never NaN or infinite.
final class JsonLine {
  private final TimeText times = new TimeText();
  private final RealText reals = new RealText();
  private byte[] bytes = {};
  private int start;
  private int length;

  /// Writes lines into another array from now on, from its beginning.
  void writeInto(byte[] array) {
    bytes = array;
    length = 0;
  }

  /// Begins a line after the one before. One byte is left free ahead of it, for the prefix of its
  /// hash.
  void begin() {
    reserve(1);
    start = ++length;
  }

  void end() {
    raw('}');
    raw('\n');
  }

  byte[] bytes() {
    return bytes;
  }

  /// Where the line begins.
  int start() {
    return start;
  }

  /// Where it goes on, or the place after its end.
  int position() {
    return length;
  }

  /// Adds text as it stands: keys with their comma, values, brackets.
  JsonLine add(EncodedText text) {
    reserve(text.reach());
    length = text.write(bytes, length);
    return this;
  }

  /// Leaves so many bytes to be written later.
  ///
  /// @return where they begin
  int leave(int count) {
    reserve(count);
    int at = length;
    length += count;
    return at;
  }

  /// Adds hash bytes as hex digits.
  JsonLine addHex(byte[] hash) {
    int at = leave(2 * hash.length);
    HexText.write(bytes, at, hash);
    return this;
  }

  JsonLine addNumber(long value) {
    reserve(Digits.REACH);
    length = Digits.write(bytes, length, value);
    return this;
  }

  JsonLine number(Key key, long value) {
    return add(key.plain()).addNumber(value);
  }

  /// A fixed-point value as a decimal string.
  JsonLine decimal(Key key, long value) {
    add(key.quote());
    reserve(Digits.REACH);
    length = Digits.writeDecimal(bytes, length, value);
    raw('"');
    return this;
  }

  /// A finite `double`; one without a value is written as null.
  JsonLine real(Key key, double value) {
    return add(key.plain()).addReal(value);
  }

  JsonLine addReal(double value) {
    reserve(RealText.REACH);
    length = reals.write(bytes, length, value);
    return this;
  }

  JsonLine time(Key key, long nanos) {
    add(key.quote());
    return addTime(nanos);
  }

  /// Adds a moment and the quote after it.
  JsonLine addTime(long nanos) {
    reserve(TimeText.REACH);
    length = times.write(bytes, length, nanos);
    raw('"');
    return this;
  }

  /// Text that does not recur.
  JsonLine text(Key key, String value) {
    return add(key.plain()).add(EncodedText.of(EncodedText.quoted(value)));
  }

  JsonLine texts(Key key, Iterable<String> values) {
    add(key.plain());
    char mark = '[';
    for (String value : values) {
      raw(mark);
      add(EncodedText.of(EncodedText.quoted(value)));
      mark = ',';
    }
    if (mark == '[') {
      raw('[');
    }
    raw(']');
    return this;
  }

  private void raw(char value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
