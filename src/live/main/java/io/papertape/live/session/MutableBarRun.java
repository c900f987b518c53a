package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.tape.BarSchedule;

/// Which finished bars of an instrument have come, and between which there is a hole.
final class MutableBarRun {
  private final BarSchedule schedule;
  private long lastCloseNanos;

  /// Every bar up to here has come, or the venue has none of it.
  private long wholeNanos;

  /// Every bar from here to the last one has come; what lies between is a hole.
  private long runNanos = Long.MIN_VALUE;

  /// Up to where the venue has answered a request of which the rest has failed.
  private long partNanos = Long.MIN_VALUE;

  /// Close of the latest that has come, or is about to be told.
  private long comingNanos = Long.MIN_VALUE;

  /// @param fromNanos up to which all is there
  MutableBarRun(BarSchedule schedule, long fromNanos) {
    this.schedule = schedule;
    lastCloseNanos = fromNanos;
    wholeNanos = fromNanos;
  }

  long lastCloseNanos() {
    return lastCloseNanos;
  }

  /// When the first bar that has not come opens, or, if later, from where on bars are wanted: to
  /// ask from there asks for no closed hours, and for nothing twice of a request that failed later.
  long wantedFromNanos() {
    long nanos = Math.max(wholeNanos, partNanos);
    return Math.max(nanos, schedule.openOf(closeAfter(nanos)));
  }

  /// True if the times of a bar are some of the schedule.
  boolean holds(BarState bar) {
    return schedule.holds(bar.openNanos(), bar.closeNanos());
  }

  /// When the bar after the last one closes.
  long nextClose() {
    return closeAfter(lastCloseNanos);
  }

  long closeAfter(long nanos) {
    return schedule.nextClose(nanos);
  }

  /// A bar is about to be told.
  void comes(BarState bar) {
    if (bar.isFinal()) {
      comingNanos = Math.max(comingNanos, bar.closeNanos());
    }
  }

  /// True if a bar has closed that has not been told.
  boolean isDue(long venueNanos) {
    return nextClose() <= Math.max(venueNanos, comingNanos);
  }

  /// True if bars before the last one have not come.
  boolean hasHole() {
    return wholeNanos < lastCloseNanos;
  }

  /// A bar has come.
  ///
  /// @return true if there is a new hole before it
  boolean add(BarState bar) {
    boolean isHole = false;
    if (bar.closeNanos() <= closeAfter(wholeNanos)) {
      wholeNanos = Math.max(wholeNanos, bar.closeNanos());
    } else if (nextClose() < bar.closeNanos()) {
      runNanos = bar.openNanos();
      isHole = true;
    }
    lastCloseNanos = Math.max(lastCloseNanos, bar.closeNanos());
    join();
    return isHole;
  }

  /// The venue has answered: what has not come of the bars up to a time is none of its. Or it has
  /// answered a part: what comes after a time is still to be asked for.
  void answered(boolean isWhole, long untilNanos) {
    if (isWhole) {
      partNanos = Long.MIN_VALUE;
      wholeNanos = Math.max(wholeNanos, untilNanos);
      join();
    } else {
      partNanos = Math.max(partNanos, untilNanos);
    }
  }

  /// The same of all bars up to the last one.
  void isWhole() {
    wholeNanos = lastCloseNanos;
  }

  private void join() {
    if (closeAfter(wholeNanos) > runNanos) {
      wholeNanos = lastCloseNanos;
    }
  }
}
