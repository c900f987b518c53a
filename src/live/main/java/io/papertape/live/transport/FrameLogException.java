package io.papertape.live.transport;

/// A log of frames cannot be read, for now or for good.
public final class FrameLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isForGood;

  private FrameLogException(String message, boolean isForGood) {
    super(message);
    this.isForGood = isForGood;
  }

  /// It may be read again by itself: nobody answers.
  public static FrameLogException forNow(String message) {
    return new FrameLogException(message, false);
  }

  /// Nothing but a person helps: it is not the log that it was.
  public static FrameLogException forGood(String message) {
    return new FrameLogException(message, true);
  }

  public boolean isForGood() {
    return isForGood;
  }
}
