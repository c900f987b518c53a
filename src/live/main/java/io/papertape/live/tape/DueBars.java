package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.market.TradingCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The bars that are expected next, and those that have come for it or for later.
final class DueBars {
  static final long NEVER = Long.MAX_VALUE;

  private final List<Optional<BarSchedule>> schedules = new ArrayList<>();
  private final long[] nextCloses;
  private final TreeMap<Long, TapedBar[]> waiting = new TreeMap<>();
  private long due = NEVER;

  DueBars(List<TapeInstrument> instruments, long startNanos) {
    for (TapeInstrument one : instruments) {
      schedules.add(
          one.hasBars()
              ? Optional.of(
                  new BarSchedule(
                      TradingCalendar.byName(one.instrument().calendar()), one.barNanos()))
              : Optional.empty());
    }
    nextCloses = new long[instruments.size()];
    skipTo(startNanos);
  }

  /// The close time that is expected next; [#NEVER] without bars.
  long due() {
    return due;
  }

  /// Expects only what closes after a time.
  void skipTo(long nanos) {
    due = NEVER;
    for (int i = 0; i < nextCloses.length; i++) {
      Optional<BarSchedule> schedule = schedules.get(i);
      nextCloses[i] = schedule.isPresent() ? schedule.get().nextClose(nanos) : NEVER;
      due = Math.min(due, nextCloses[i]);
    }
  }

  boolean isOnSchedule(int instrument, long openNanos, long closeNanos) {
    Optional<BarSchedule> schedule = schedules.get(instrument);
    return schedule.isPresent() && schedule.get().holds(openNanos, closeNanos);
  }

  /// The bar that waits for its time, if there is one.
  Optional<TapedBar> waiting(int instrument, long closeNanos) {
    TapedBar[] bars = waiting.get(closeNanos);
    return bars == null ? Optional.empty() : Optional.ofNullable(bars[instrument]);
  }

  /// Keeps a bar until its time.
  void put(TapedBar bar) {
    waiting
            .computeIfAbsent(bar.closeNanos(), _ -> new TapedBar[nextCloses.length])[
            bar.instrument()] =
        bar;
  }

  /// When the first bar that waits was received; [#NEVER] if none does. It shows that what is due
  /// is past.
  long firstReceived() {
    long first = NEVER;
    for (TapedBar[] bars : waiting.values()) {
      for (TapedBar bar : bars) {
        first = bar == null ? first : Math.min(first, bar.receiveNanos());
      }
    }
    return first;
  }

  /// How many bars wait.
  int waitingBars() {
    int count = 0;
    for (TapedBar[] bars : waiting.values()) {
      for (TapedBar bar : bars) {
        count += bar == null ? 0 : 1;
      }
    }
    return count;
  }

  /// True if every bar that is due has come.
  boolean isComplete() {
    TapedBar[] bars = waiting.get(due);
    if (bars == null) {
      return false;
    }
    for (int i = 0; i < nextCloses.length; i++) {
      if (nextCloses[i] == due && bars[i] == null) {
        return false;
      }
    }
    return true;
  }

  /// Takes what is due, in the order of the instruments, and expects what follows.
  List<TapeEvent> take(long receiveNanos) {
    TapedBar[] bars = waiting.getOrDefault(due, new TapedBar[nextCloses.length]);
    waiting.remove(due);
    List<TapeEvent> events = new ArrayList<>();
    long following = NEVER;
    for (int i = 0; i < nextCloses.length; i++) {
      if (nextCloses[i] == due) {
        BarSchedule schedule = schedules.get(i).orElseThrow();
        events.add(
            bars[i] != null ? bars[i] : new MissingBar(i, receiveNanos, schedule.openOf(due), due));
        nextCloses[i] = schedule.nextClose(due);
      }
      following = Math.min(following, nextCloses[i]);
    }
    due = following;
    return events;
  }
}
