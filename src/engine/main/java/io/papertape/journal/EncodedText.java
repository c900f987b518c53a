package io.papertape.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text that journals repeat: encoded once, then copied eight bytes at a time.
///
/// A record, whose fields the JVM takes for constants where the record is one: such a copy is a
/// store for each word.
///
/// @param words  eight bytes each, the first byte lowest, the last filled up with zeros
/// @param length in bytes
@SuppressWarnings("ArrayRecordComponent")
record EncodedText(long[] words, int length) {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final HexFormat HEX = HexFormat.of();

  /// The text as it stands.
  static EncodedText of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long[] words = new long[(utf8.length + 7) / 8];
    for (int i = 0; i < utf8.length; i++) {
      words[i / 8] |= (utf8[i] & 0xFFL) << (i % 8 * 8);
    }
    return new EncodedText(words, utf8.length);
  }

  /// The text as a JSON string, its quotes included.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        quoted.append("\\u00").append(HEX.toHexDigits((byte) c));
        continue;
      }
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /// Bytes that [#write] may touch from where it begins.
  int reach() {
    return words.length * 8;
  }

  /// Writes the text, and up to seven bytes without a meaning after it.
  ///
  /// @return the position after the text
  int write(byte[] bytes, int at) {
    for (int i = 0; i < words.length; i++) {
      WORD.set(bytes, at + 8 * i, words[i]);
    }
    return at + length;
  }
}
