package io.papertape.live.health;

import io.papertape.market.Session;
import io.papertape.market.TradingCalendar;
import java.util.Optional;

/// How long a venue has been open at a moment; the session of the moment is remembered.
final class OpenHours {
  private final TradingCalendar calendar;
  private Optional<Session> session = Optional.empty();
  private long openSince;

  OpenHours(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  /// When the venue opened; none while it is closed. A session that follows another without a
  /// pause counts from the opening of that one.
  Optional<Long> openSince(long nanos) {
    if (session.isEmpty() || !session.get().contains(nanos)) {
      session = calendar.sessionAt(nanos);
      if (session.isPresent()) {
        Session before = calendar.previousSession(session.get().date());
        boolean isJoined = before.closeNanos() == session.get().openNanos();
        openSince = isJoined ? before.openNanos() : session.get().openNanos();
      }
    }
    return session.isPresent() ? Optional.of(openSince) : Optional.empty();
  }
}
