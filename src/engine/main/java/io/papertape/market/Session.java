package io.papertape.market;

import java.time.LocalDate;

/// One trading session: orders trade in `[openNanos, closeNanos)`.
///
/// @param date       the day the venue names the session by; an FX session opens the evening
///      before
/// @param openNanos  start, inclusive; nanoseconds since 1970-01-01 UTC
/// @param closeNanos end, exclusive
public record Session(LocalDate date, long openNanos, long closeNanos) {
  public Session {
    if (closeNanos <= openNanos) {
      throw new IllegalArgumentException(
          "Session ends before it starts: date=%s, openNanos=%d, closeNanos=%d. Check the hours."
              .formatted(date, openNanos, closeNanos));
    }
  }

  public boolean contains(long nanos) {
    return openNanos <= nanos && nanos < closeNanos;
  }
}
