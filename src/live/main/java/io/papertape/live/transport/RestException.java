package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import java.io.IOException;
import java.util.OptionalLong;

/// A venue did not answer a request as it should.
public final class RestException extends IOException {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final long retryNanos;

  RestException(Reason reason, long retryNanos, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryNanos = retryNanos;
  }

  public Reason reason() {
    return reason;
  }

  /// True if the same request may be answered later.
  public boolean mayChange() {
    return RequestPace.heals(reason);
  }

  /// When the venue may be asked again, if it told.
  public OptionalLong retryNanos() {
    return retryNanos == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(retryNanos);
  }
}
