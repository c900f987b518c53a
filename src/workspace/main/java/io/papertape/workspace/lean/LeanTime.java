package io.papertape.workspace.lean;

import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How the first field of a line becomes the span of its bar. The files stamp a bar at its start,
/// in the venue's time.
public sealed interface LeanTime {
  Span span(String stamp);

  /// Open and close of a bar, nanoseconds since 1970-01-01 UTC.
  record Span(long openNanos, long closeNanos) {}

  /// From open to close of the day's session, half days too.
  record Daily(TradingCalendar calendar) implements LeanTime {
    @Override
    public Span span(String stamp) {
      LocalDate date = LocalDateTime.parse(stamp, STAMP).toLocalDate();
      Optional<Session> session = calendar.session(date);
      if (session.isEmpty()) {
        throw new IllegalArgumentException(
            "No session on the day: date=%s, calendar=%s.".formatted(date, calendar.name()));
      }
      return new Span(session.get().openNanos(), session.get().closeNanos());
    }
  }

  /// An hour from the stamp, cut to the session where that begins or ends inside the hour. An
  /// hour wholly outside, with late prints of a half day, stays as it is.
  record Hourly(TradingCalendar calendar) implements LeanTime {
    private static final long HOUR = 3_600_000_000_000L;

    @Override
    public Span span(String stamp) {
      LocalDateTime local = LocalDateTime.parse(stamp, STAMP);
      long open = calendar.nanos(local);
      long close = open + HOUR;
      Optional<Session> session = calendar.session(local.toLocalDate());
      if (session.isEmpty()) {
        return new Span(open, close);
      }
      long sessionOpen = session.get().openNanos();
      long sessionClose = session.get().closeNanos();
      return new Span(
          sessionOpen < close ? Math.max(open, sessionOpen) : open,
          sessionClose > open ? Math.min(close, sessionClose) : close);
    }
  }

  /// A minute of the given day, before and after the session too; the stamp counts milliseconds.
  record Minute(TradingCalendar calendar, LocalDate date) implements LeanTime {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MINUTE = 60_000 * NANOS_PER_MILLI;

    @Override
    public Span span(String stamp) {
      LocalTime time = LocalTime.ofNanoOfDay(Long.parseLong(stamp) * NANOS_PER_MILLI);
      long open = calendar.nanos(date.atTime(time));
      return new Span(open, open + MINUTE);
    }
  }

  /// Stamp of daily and hourly lines.
  DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm");
}
