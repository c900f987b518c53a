package io.papertape.live.transport;

import java.time.Duration;
import java.util.Optional;

/// What a venue says of its limits in words of its own; the transport knows status and headers.
@FunctionalInterface
public interface VenueWords {
  /// A venue of which nothing but its status is understood.
  VenueWords NONE = (_, _) -> Optional.empty();

  /// For how long the venue wants to be left alone; empty: it does not say so.
  ///
  /// @param status of HTTP
  /// @param body   of the answer; empty for a refused handshake
  Optional<Duration> limitsFor(int status, byte[] body);
}
