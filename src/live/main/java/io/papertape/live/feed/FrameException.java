package io.papertape.live.feed;

/// A frame does not hold what was expected; the message says what came instead. Stays inside the
/// codecs: [JsonCodec] turns it into [FeedEvent.Unknown].
public final class FrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_TEXT = 120;

  public FrameException(String message) {
    super(message);
  }

  FrameException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Text of a frame, cut to a length that fits into a message.
  public static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
