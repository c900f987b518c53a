package io.papertape.live.tape;

import java.util.List;

/// Files of a tape that say of themselves that they are of another session, or of other
/// instruments. Its message names the file and both sessions.
public final class OtherTapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OtherTapeException(String message) {
    super(message);
  }

  /// @param name of the file whose header it is
  static void requireOwn(
      TapeHeader header, String sessionId, List<TapeInstrument> instruments, String name) {
    if (!header.sessionId().equals(sessionId) || !header.instruments().equals(instruments)) {
      throw new OtherTapeException(
          ("Tape belongs to another session or other instruments: file=%s, sessionId=%s,"
                  + " expected=%s. Put the session's own files back.")
              .formatted(name, header.sessionId(), sessionId));
    }
  }
}
