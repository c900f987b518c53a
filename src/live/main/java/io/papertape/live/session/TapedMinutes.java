package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeMoment;
import io.papertape.market.BarColumns;
import io.papertape.market.MutableMarket;
import io.papertape.workspace.run.MutableMinute;
import io.papertape.workspace.store.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The minute bars of a session whose feed tells quotes or trade ticks and no bars: made of what
/// is on the tape, at the times of its moments, as a backtest makes them of the same data. They
/// are not on the tape themselves, because they follow from it.
///
/// A bar is told at its close, once a later moment shows that it is over: the clock is read every
/// second. After an outage, and when no moment has come for five seconds, it was not known at its
/// close: it is told with the moment that comes then.
final class TapedMinutes {
  private static final long MOST_LATE_NANOS = 5_000_000_000L;

  private final MutableMinute[] minutes;
  private final boolean isOfQuotes;

  private TapedMinutes(MutableMinute[] minutes, boolean isOfQuotes) {
    this.minutes = minutes;
    this.isOfQuotes = isOfQuotes;
  }

  /// Those that the session is told; none if its feed tells bars.
  static TapedMinutes of(SessionManifest manifest) {
    Optional<Resolution> of = manifest.minutesOf();
    return of.isEmpty()
        ? none()
        : new TapedMinutes(
            manifest.instruments().stream()
                .map(TapeInstrument::instrument)
                .map(one -> new MutableMinute(one.volumeStep()))
                .toArray(MutableMinute[]::new),
            of.get().equals(Resolution.QUOTE));
  }

  static TapedMinutes none() {
    return new TapedMinutes(new MutableMinute[0], false);
  }

  /// When bars close that make a moment of their own before this one; [Long#MAX_VALUE] if none do.
  long closesBefore(TapeMoment next) {
    long close = close();
    boolean isOwnMoment =
        close < next.timeNanos()
            && next.timeNanos() - close <= MOST_LATE_NANOS
            && next.events().stream().noneMatch(TapeEvent.Outage.class::isInstance);
    return isOwnMoment ? close : Long.MAX_VALUE;
  }

  /// All bars under way are of the same minute: a moment ends those of an earlier one.
  private long close() {
    long close = Long.MAX_VALUE;
    for (MutableMinute one : minutes) {
      close = Math.min(close, one.closeNanos());
    }
    return close;
  }

  /// Tells the bars that have closed at a moment.
  void tell(long momentNanos, MutableMarket market) {
    for (int i = 0; i < minutes.length; i++) {
      if (minutes[i].isOver(momentNanos)) {
        market.bar(i, minutes[i].take());
      }
    }
  }

  /// Takes what a moment brings, after [#tell].
  void add(TapeMoment moment) {
    if (minutes.length == 0) {
      return;
    }
    for (TapeEvent event : moment.events()) {
      if (isOfQuotes && event instanceof TapedQuote quote) {
        minutes[quote.instrument()].add(moment.timeNanos(), (quote.bid() + quote.ask()) >>> 1, 0);
      } else if (!isOfQuotes && event instanceof TapedTradeTick tick) {
        minutes[tick.instrument()].add(moment.timeNanos(), tick.price(), tick.quantity());
      }
    }
  }

  /// The bars of a whole tape, each at its close, for a comparison.
  static final class Collector {
    private final TapedMinutes minutes;
    private final List<BarColumns.Builder> bars = new ArrayList<>();

    Collector(SessionManifest manifest) {
      minutes = of(manifest);
      manifest.instruments().forEach(_ -> bars.add(new BarColumns.Builder()));
    }

    void add(TapeMoment moment) {
      take(moment.timeNanos());
      minutes.add(moment);
    }

    private void take(long nanos) {
      for (int i = 0; i < minutes.minutes.length; i++) {
        if (minutes.minutes[i].isOver(nanos)) {
          bars.get(i).add(minutes.minutes[i].take());
        }
      }
    }

    List<BarColumns> bars() {
      return bars.stream().map(BarColumns.Builder::build).toList();
    }
  }
}
