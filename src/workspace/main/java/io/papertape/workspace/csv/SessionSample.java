package io.papertape.workspace.csv;

import io.papertape.market.Instrument;
import io.papertape.market.TradingCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Whether rows of a series lie within the sessions of its calendar: looks at some of them.
final class SessionSample {
  private static final int MANY = 200;
  private static final int SHORT_STRIDE = 7;
  private static final int LONG_STRIDE = 997;

  private final Instrument instrument;
  private final TradingCalendar calendar;
  private long next;
  private int looked;
  private int outside;

  SessionSample(Instrument instrument) {
    this.instrument = instrument;
    calendar = TradingCalendar.byName(instrument.calendar());
  }

  TradingCalendar calendar() {
    return calendar;
  }

  /// Number of the row to be looked at next, from 0.
  long next() {
    return next;
  }

  /// Looks at the row that is next: whether it touches a session.
  void look(long fromNanos, long toNanos) {
    LocalDate date = calendar.dateOf(fromNanos);
    if (!date.isBefore(calendar.firstDay())) {
      boolean isInside =
          calendar.sessions(date, date).stream()
              .anyMatch(one -> one.openNanos() < toNanos && one.closeNanos() > fromNanos);
      looked++;
      outside += isInside ? 0 : 1;
    }
    next += looked < MANY ? SHORT_STRIDE : LONG_STRIDE;
  }

  /// What speaks against the zone of the times, or against the market that was assumed: most rows
  /// lie outside the sessions.
  ///
  /// @param rows what they are, such as `bars`
  Optional<String> hint(String rows, ZoneId zone) {
    return outside * 2L <= looked
        ? Optional.empty()
        : Optional.of(
            ("%s: most %s lie outside the sessions of %s (%d of %d that were looked at): are the"
                    + " times in %s, and is that its calendar (--like, --calendar)?")
                .formatted(
                    instrument.symbol(),
                    rows,
                    instrument.calendar(),
                    outside,
                    looked,
                    zone.equals(ZoneOffset.UTC) ? "UTC" : zone));
  }
}
