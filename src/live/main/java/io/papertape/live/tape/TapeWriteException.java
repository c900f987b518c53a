package io.papertape.live.tape;

/// A tape cannot be written any more, ever: the session that writes it has to halt.
public final class TapeWriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TapeWriteException(String message) {
    super(message);
  }

  TapeWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
