package io.papertape.live.tape;

import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// When bars of one length close: every so often from the opening of a session on, and at its end.
public final class BarSchedule {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private final TradingCalendar calendar;
  private final long barNanos;

  public BarSchedule(TradingCalendar calendar, long barNanos) {
    if (barNanos <= 0 || barNanos > DAY_NANOS) {
      throw new IllegalArgumentException(
          "Bars of this length are not streamed: barNanos=%d. Use up to a day."
              .formatted(barNanos));
    }
    this.calendar = calendar;
    this.barNanos = barNanos;
  }

  /// The first close after a time.
  public long nextClose(long afterNanos) {
    LocalDate date = calendar.dateOf(afterNanos);
    Optional<Session> today = calendar.session(date).filter(s -> afterNanos < s.closeNanos());
    Session session = today.orElseGet(() -> calendar.nextSession(date));
    long passed = Math.max(0, Math.floorDiv(afterNanos - session.openNanos(), barNanos));
    return afterNanos < session.openNanos()
        ? Math.min(session.openNanos() + barNanos, session.closeNanos())
        : Math.min(session.openNanos() + (passed + 1) * barNanos, session.closeNanos());
  }

  /// True if a bar of these times is one of the schedule.
  public boolean holds(long openNanos, long closeNanos) {
    return nextClose(closeNanos - 1) == closeNanos && openOf(closeNanos) == openNanos;
  }

  /// When the bar that closes at a time of the schedule opens.
  public long openOf(long closeNanos) {
    Session session = calendar.sessionAt(closeNanos - 1).orElseThrow();
    long before = Math.floorDiv(closeNanos - 1 - session.openNanos(), barNanos);
    return session.openNanos() + before * barNanos;
  }
}
