package io.papertape.live.transport;

import io.papertape.live.venue.fix.FixAccess;
import io.papertape.live.venue.fix.FixRequest;
import java.util.List;
import java.util.Optional;

/// Opens sessions of FIX. The one implementation needs the library QuickFIX/J, which may be
/// absent: nothing else names it.
public interface FixLinks {
  /// Is told what a session brings, by one thread at a time.
  interface Listener {
    /// Logged on; what is asked for is being sent.
    void loggedOn();

    /// A message, as it came.
    void message(byte[] text);

    /// Messages are missing: what was asked for is worth nothing until it is asked for anew.
    void gap(String why);

    /// Not logged on, or no longer.
    void loggedOut(String why);
  }

  /// Begins to log on, again and again until it is closed.
  ///
  /// @param password sent with the Logon, and nowhere else
  /// @param requests sent after each Logon
  FixLink open(
      FixAccess access, Optional<String> password, List<FixRequest> requests, Listener listener);
}
