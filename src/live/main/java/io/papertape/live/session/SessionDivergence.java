package io.papertape.live.session;

import io.papertape.simulation.BrokenRunException;

/// What a session's tape gives is not what its journal holds.
public final class SessionDivergence extends BrokenRunException {
  private static final long serialVersionUID = 1;

  SessionDivergence(String message) {
    super(message);
  }
}
