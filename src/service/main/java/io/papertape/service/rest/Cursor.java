package io.papertape.service.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Where a page ended: opaque to clients, base64url of `key:seq`.
///
/// @param key what is walked: a run's id, or the name of the last item
/// @param seq number of the last item within it
record Cursor(String key, long seq) {
  String encode() {
    byte[] text = (key + ":" + seq).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  static Optional<Cursor> decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.lastIndexOf(':');
      long seq = Long.parseLong(plain.substring(colon + 1));
      Cursor cursor = new Cursor(plain.substring(0, Math.max(colon, 0)), seq);
      return seq >= 0 && cursor.encode().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
