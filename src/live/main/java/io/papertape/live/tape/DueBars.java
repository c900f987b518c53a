package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.market.TradingCalendar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The bars that are expected next, and those that have come for it or for later.
final class DueBars {
  static final long NEVER = Long.MAX_VALUE;

  private final List<Optional<BarSchedule>> schedules = new ArrayList<>();
  private final long[] nextCloses;
  private final List<ArrayDeque<Absence>> absences = new ArrayList<>();
  private final TreeMap<Long, TapedBar[]> waiting = new TreeMap<>();
  private long due = NEVER;

  /// No bar closes between two times, both outside.
  private record Absence(long afterNanos, long beforeNanos) {}

  DueBars(List<TapeInstrument> instruments, long startNanos) {
    for (TapeInstrument one : instruments) {
      absences.add(new ArrayDeque<>());
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
    for (int i = 0; i < nextCloses.length; i++) {
      nextCloses[i] = following(i, nanos);
    }
    due = Arrays.stream(nextCloses).min().orElse(NEVER);
  }

  /// Expects no bar of an instrument that closes between two times, both outside.
  void leaveOut(int instrument, long afterNanos, long beforeNanos) {
    absences.get(instrument).add(new Absence(afterNanos, beforeNanos));
    if (nextCloses[instrument] != NEVER) {
      nextCloses[instrument] = following(instrument, nextCloses[instrument] - 1);
      due = Arrays.stream(nextCloses).min().orElse(NEVER);
    }
  }

  /// The close of an instrument that is expected after a time; absences up to it are over.
  private long following(int instrument, long nanos) {
    Optional<BarSchedule> schedule = schedules.get(instrument);
    if (schedule.isEmpty()) {
      return NEVER;
    }
    long close = schedule.get().nextClose(nanos);
    Deque<Absence> left = absences.get(instrument);
    while (!left.isEmpty() && left.peek().afterNanos() < close) {
      long before = left.peek().beforeNanos();
      if (before == NEVER) {
        return NEVER;
      }
      left.remove();
      close = close < before ? schedule.get().nextClose(before - 1) : close;
    }
    return close;
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
        nextCloses[i] = following(i, due);
      }
      following = Math.min(following, nextCloses[i]);
    }
    due = following;
    return events;
  }
}
