package io.papertape.live.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/// The header with which a venue says when to ask again: seconds, or a date (RFC 9110, 10.2.3).
final class RetryAfter {
  private static final long SECOND = 1_000_000_000L;

  /// Longer ones are cut to this, which keeps sums of times in range.
  static final long MOST_NANOS = 30L * 86_400 * 1_000_000_000;

  /// A venue that limits us means what it says. One that is away does not know: what stands before
  /// it may say a day, and it is there again within the hour.
  static final long MOST_AWAY_NANOS = 600L * 1_000_000_000;

  private RetryAfter() {}

  /// Nanoseconds from now; empty if the text is neither seconds nor a date, 0 if that has passed.
  ///
  /// @param status of the answer that has the header
  static OptionalLong nanos(int status, String header, long nowNanos) {
    boolean isLimit = LinkReasons.ofStatus(status) == FeedChange.Reason.RATE_LIMITED;
    OptionalLong told = nanos(header, nowNanos);
    return told.isEmpty() || isLimit
        ? told
        : OptionalLong.of(Math.min(told.getAsLong(), MOST_AWAY_NANOS));
  }

  private static OptionalLong nanos(String header, long nowNanos) {
    String text = header.strip();
    if (text.matches("\\d{1,18}")) {
      long seconds = Math.min(Long.parseLong(text), MOST_NANOS / SECOND);
      return OptionalLong.of(seconds * SECOND);
    }
    OptionalLong at = dateSeconds(text);
    if (at.isEmpty()) {
      return at;
    }
    long seconds = at.getAsLong() - Math.floorDiv(nowNanos, SECOND);
    return OptionalLong.of(Math.clamp(seconds, 0, MOST_NANOS / SECOND) * SECOND);
  }

  /// A date of HTTP, in seconds since 1970-01-01 UTC; empty if the text is none.
  static OptionalLong dateSeconds(String text) {
    try {
      Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
      return OptionalLong.of(at.getEpochSecond());
    } catch (DateTimeException _) {
      return OptionalLong.empty();
    }
  }
}
