package io.papertape.model;

/// Where a remote model is asked, as its file has it.
///
/// @param url           such as `http://127.0.0.1:8600`; the path of the protocol follows
/// @param model         its name there
/// @param version       its version there; empty: the server's choice
/// @param timeoutMillis by when an answer must be whole
public record ModelServer(String url, String model, String version, int timeoutMillis) {
  /// A session waits for an answer, so an answer may not take long.
  public static final int MOST_TIMEOUT_MILLIS = 10_000;

  public ModelServer {
    if (timeoutMillis < 1 || timeoutMillis > MOST_TIMEOUT_MILLIS) {
      throw new IllegalArgumentException(
          "Timeout out of range: timeoutMillis=%d. Use 1 to %d."
              .formatted(timeoutMillis, MOST_TIMEOUT_MILLIS));
    }
  }
}
