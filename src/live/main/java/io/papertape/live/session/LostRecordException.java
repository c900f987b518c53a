package io.papertape.live.session;

import io.papertape.simulation.BrokenRunException;

/// What a session has written and made durable is no longer there.
final class LostRecordException extends BrokenRunException {
  private static final long serialVersionUID = 1;

  private final String code;

  /// @param code of the halt that it leads to
  LostRecordException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
