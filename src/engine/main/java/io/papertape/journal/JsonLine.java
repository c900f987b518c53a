package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// One canonical JSON line under construction: UTF-8, keys in the order they are written, no
/// spaces.
///
/// Money and quantities are decimal strings without trailing zeros; times ISO strings with nine
/// decimals; a `double` as Java prints it, −0.0 as 0.0, never NaN or infinite.
final class JsonLine {
  /// Where the line begins: one byte is left free ahead of it, for the prefix of its hash.
  static final int START = 1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final char[] HEX = hexOfBytes();

  private final TimeText times = new TimeText();
  private final RealText reals = new RealText();
  private byte[] bytes = new byte[1024];
  private int length = START;

  /// The two digits of each byte, the first in the lower half.
  private static char[] hexOfBytes() {
    String digits = "0123456789abcdef";
    char[] pairs = new char[256];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (char) (digits.charAt(i >> 4) | digits.charAt(i & 0xF) << 8);
    }
    return pairs;
  }

  void begin() {
    length = START;
  }

  void end() {
    raw('}');
    raw('\n');
  }

  byte[] bytes() {
    return bytes;
  }

  /// Length of the line, which begins at [#START].
  int length() {
    return length - START;
  }

  /// Adds text as it stands: keys with their comma, values, brackets.
  JsonLine add(EncodedText text) {
    reserve(text.reach());
    length = text.write(bytes, length);
    return this;
  }

  /// Adds hash bytes as hex digits.
  JsonLine addHex(byte[] hash) {
    reserve(2 * hash.length);
    for (int i = 0; i < hash.length; i += 4) {
      long eight =
          HEX[hash[i] & 0xFF]
              | (long) HEX[hash[i + 1] & 0xFF] << 16
              | (long) HEX[hash[i + 2] & 0xFF] << 32
              | (long) HEX[hash[i + 3] & 0xFF] << 48;
      WORD.set(bytes, length + 2 * i, eight);
    }
    length += 2 * hash.length;
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
