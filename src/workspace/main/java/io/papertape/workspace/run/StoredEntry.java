package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;

/// One entry of a journal on disk.
///
/// @param content all keys of the line
public record StoredEntry(JsonNode content) {
  public long seq() {
    return content.path("seq").asLong();
  }

  /// Entry that led to this one; −1 if none did.
  public long cause() {
    return content.path("cause").asLong(-1);
  }

  public String kind() {
    return text("kind");
  }

  /// ISO time with nine decimals, so that texts sort like times.
  public String time() {
    return text("time");
  }

  /// A value as text; empty if the entry does not have the key.
  public String text(String key) {
    return content.path(key).asText("");
  }
}
