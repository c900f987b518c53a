package io.papertape.live.venue;

import java.time.Duration;

/// What a venue counts a request against.
///
/// @param scope  what is counted apart from everything else, such as one of the venue's endpoints
/// @param most   units that an address may use in any stretch of time of one length
/// @param window that length
/// @param weight units that the request uses
public record RequestLimit(String scope, int most, Duration window, int weight) {
  /// Of a venue that counts requests and nothing else.
  public static RequestLimit of(int most, Duration window) {
    return of("all", most, window);
  }

  /// Of a venue that counts the requests of a kind.
  public static RequestLimit of(String scope, int most, Duration window) {
    return new RequestLimit(scope, most, window, 1);
  }
}
