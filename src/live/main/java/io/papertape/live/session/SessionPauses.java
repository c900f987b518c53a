package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.simulation.BrokenRunException;
import io.papertape.simulation.RunView;
import java.util.Optional;

/// What a session does between moments, on its own thread.
interface SessionPauses {
  /// Told once, before the first moment.
  ///
  /// @param run as it stands, then and later
  void begin(RunView run);

  /// Told before each moment.
  ///
  /// @throws BrokenRunException if the session was halted meanwhile
  void requireLiving();

  /// Everything told so far is to be made durable and published.
  ///
  /// @param run as it stands
  void commit(RunView run);

  /// Everything is durable, and the simulation has dealt with all that is on the tape.
  void rest();

  /// Whether the feed says in which state its inputs are.
  boolean tellsHealth();

  /// The simulation has dealt with more of the tape that is run again.
  void replayed();

  /// The tape that is run again tells that this is on it.
  void toldFrom(FeedPlace place);

  /// The tape is at its end, and the session lives from here on.
  ///
  /// @param taped what is on the tape
  /// @return what was lost of the journal and is made anew
  Optional<String> caughtUp(TapeMemory taped);
}
