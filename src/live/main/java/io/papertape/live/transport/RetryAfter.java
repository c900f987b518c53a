package io.papertape.live.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/// The header with which a venue says when to ask again: seconds, or a date (RFC 9110, 10.2.3).
final class RetryAfter {
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
      long seconds = Math.min(Long.parseLong(text), MOST_NANOS / 1_000_000_000);
      return OptionalLong.of(seconds * 1_000_000_000);
    }
    try {
      Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      long seconds = at.getEpochSecond() - Math.floorDiv(nowNanos, 1_000_000_000L);
      return OptionalLong.of(Math.clamp(seconds, 0, MOST_NANOS / 1_000_000_000) * 1_000_000_000);
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
