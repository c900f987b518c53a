package io.papertape.journal;

import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;

/// One canonical JSON line under construction: UTF-8, keys in the order they are written, no
/// spaces.
///
/// Money and quantities are decimal strings without trailing zeros; times ISO strings with nine
/// decimals; a `double` as Java prints it, −0.0 as 0.0, never NaN or infinite.
final class JsonLine {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] HEX_DIGITS = ascii16();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;

  /// Where the line begins: one byte is left free ahead of it, for the prefix of its hash.
  static final int START = 1;

  private byte[] bytes = new byte[512];
  private int length = START;
  private boolean needsComma;
  private long cachedDay = Long.MIN_VALUE;
  private byte[] cachedDate = new byte[0];

  private static byte[] ascii16() {
    return "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  }

  void begin() {
    length = START;
    needsComma = false;
    raw((byte) '{');
  }

  void end() {
    raw((byte) '}');
    raw((byte) '\n');
  }

  byte[] bytes() {
    return bytes;
  }

  /// Length of the line, which begins at [#START].
  int length() {
    return length - START;
  }

  JsonLine number(String key, long value) {
    key(key);
    digits(value);
    needsComma = true;
    return this;
  }

  /// A fixed-point value as a decimal string.
  JsonLine decimal(String key, long value) {
    key(key);
    raw((byte) '"');
    decimalText(value);
    raw((byte) '"');
    needsComma = true;
    return this;
  }

  /// A finite `double`; one without a value is written as null.
  JsonLine real(String key, double value) {
    key(key);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      ascii("null");
    } else {
      ascii(Double.toString(value == 0 ? 0.0 : value));
    }
    needsComma = true;
    return this;
  }

  JsonLine text(String key, String value) {
    key(key);
    quoted(value);
    needsComma = true;
    return this;
  }

  JsonLine flag(String key, boolean value) {
    key(key);
    ascii(value ? "true" : "false");
    needsComma = true;
    return this;
  }

  JsonLine hex(String key, byte[] value) {
    key(key);
    raw((byte) '"');
    reserve(2 * value.length);
    for (byte one : value) {
      bytes[length++] = HEX_DIGITS[(one >> 4) & 0xF];
      bytes[length++] = HEX_DIGITS[one & 0xF];
    }
    raw((byte) '"');
    needsComma = true;
    return this;
  }

  JsonLine time(String key, long nanos) {
    key(key);
    raw((byte) '"');
    long second = Math.floorDiv(nanos, NANOS_PER_SECOND);
    long day = Math.floorDiv(second, SECONDS_PER_DAY);
    if (day != cachedDay) {
      cachedDate = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
      cachedDay = day;
    }
    append(cachedDate, cachedDate.length);
    int ofDay = (int) (second - day * SECONDS_PER_DAY);
    pair('T', ofDay / 3_600);
    pair(':', ofDay / 60 % 60);
    pair(':', ofDay % 60);
    raw((byte) '.');
    padded((int) (nanos - second * NANOS_PER_SECOND), 9);
    raw((byte) 'Z');
    raw((byte) '"');
    needsComma = true;
    return this;
  }

  JsonLine beginObject(String key) {
    key(key);
    raw((byte) '{');
    needsComma = false;
    return this;
  }

  JsonLine endObject() {
    raw((byte) '}');
    needsComma = true;
    return this;
  }

  JsonLine texts(String key, Iterable<String> values) {
    key(key);
    raw((byte) '[');
    boolean isFirst = true;
    for (String value : values) {
      if (!isFirst) {
        raw((byte) ',');
      }
      quoted(value);
      isFirst = false;
    }
    raw((byte) ']');
    needsComma = true;
    return this;
  }

  private void pair(char mark, int value) {
    raw((byte) mark);
    padded(value, 2);
  }

  /// A number with leading zeros.
  private void padded(int value, int digits) {
    reserve(digits);
    int left = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += digits;
  }

  private void key(String key) {
    if (needsComma) {
      raw((byte) ',');
    }
    quoted(key);
    raw((byte) ':');
  }

  private void quoted(String value) {
    raw((byte) '"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        raw((byte) '\\');
        raw((byte) c);
      } else if (c < 0x20) {
        ascii("\\u00");
        ascii(HEX.toHexDigits((byte) c));
      } else if (c < 0x80) {
        raw((byte) c);
      } else {
        int codePoint = value.codePointAt(i);
        byte[] utf8 = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        append(utf8, utf8.length);
        i += Character.charCount(codePoint) - 1;
      }
    }
    raw((byte) '"');
  }

  private void decimalText(long value) {
    long whole = value / FixedPoint.ONE;
    long rest = Math.abs(value % FixedPoint.ONE);
    if (value < 0 && whole == 0 && rest != 0) {
      raw((byte) '-');
    }
    digits(whole);
    if (rest != 0) {
      raw((byte) '.');
      int decimals = (int) rest;
      int places = FixedPoint.DECIMALS;
      for (; decimals % 10 == 0; decimals /= 10) {
        places--;
      }
      padded(decimals, places);
    }
  }

  private void digits(long value) {
    if (value < 0) {
      raw((byte) '-');
    }
    long left = Math.abs(value);
    int count = 1;
    for (long tens = left; tens >= 10; tens /= 10) {
      count++;
    }
    reserve(count);
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += count;
  }

  /// The deprecated copy of low bytes is what ASCII needs, without a second array.
  @SuppressWarnings("deprecation")
  private void ascii(String text) {
    int count = text.length();
    reserve(count);
    text.getBytes(0, count, bytes, length);
    length += count;
  }

  private void append(byte[] source, int count) {
    reserve(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
  }

  private void raw(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
