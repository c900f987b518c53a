package io.papertape.live.tape;

/// A tape does not have what was durable on it. Its message names the file and the offset.
public final class TapeDamageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TapeDamageException(String file, long offset, String problem) {
    super(text(file, offset, problem));
  }

  TapeDamageException(String file, long offset, String problem, Throwable cause) {
    super(text(file, offset, problem), cause);
  }

  private static String text(String file, long offset, String problem) {
    return ("Tape is damaged: file=%s, offset=%d, problem=%s."
            + " Restore the file from a copy; what it had there was durable.")
        .formatted(file, offset, problem);
  }
}
