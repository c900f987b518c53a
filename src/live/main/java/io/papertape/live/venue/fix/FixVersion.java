package io.papertape.live.venue.fix;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A version of FIX, as files name it.
///
/// @param beginString        of the session
/// @param applicationVersion of the messages, where the session does not tell it
public record FixVersion(String beginString, Optional<String> applicationVersion) {
  private static final String TRANSPORT = "FIXT.1.1";

  /// True if a request may say how a venue deletes what falls outside the depth: 4.3 and later.
  boolean hasImplicitDelete() {
    return !beginString.equals("FIX.4.2");
  }

  static Map<String, FixVersion> words() {
    Map<String, FixVersion> words = new LinkedHashMap<>();
    for (String version : new String[] {"4.2", "4.3", "4.4"}) {
      words.put(version, new FixVersion("FIX." + version, Optional.empty()));
    }
    words.put("5.0", new FixVersion(TRANSPORT, Optional.of("7")));
    words.put("5.0SP1", new FixVersion(TRANSPORT, Optional.of("8")));
    words.put("5.0SP2", new FixVersion(TRANSPORT, Optional.of("9")));
    return words;
  }
}
