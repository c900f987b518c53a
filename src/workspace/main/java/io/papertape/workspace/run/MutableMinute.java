package io.papertape.workspace.run;

import io.papertape.market.Bar;

/// The minute bar under way of one instrument, made of prices as they come.
public final class MutableMinute {
  public static final long NANOS = 60_000_000_000L;

  private final long volumeStep;
  private boolean isOpen;
  private long openNanos;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;

  /// What is not a whole step yet, fixed point.
  private long rest;

  /// @param volumeStep of the instrument, in which bars count their volume; 0: they have none
  public MutableMinute(long volumeStep) {
    this.volumeStep = volumeStep;
  }

  /// True if a time is no longer in the bar under way, which is to be taken first.
  public boolean isOver(long nanos) {
    return isOpen && nanos - openNanos >= NANOS;
  }

  /// When the bar under way closes; [Long#MAX_VALUE] without one.
  public long closeNanos() {
    return isOpen ? openNanos + NANOS : Long.MAX_VALUE;
  }

  /// Adds a price of the bar under way, or begins one with it.
  public void add(long nanos, long price, long traded) {
    if (!isOpen) {
      isOpen = true;
      openNanos = nanos - Math.floorMod(nanos, NANOS);
      open = price;
      high = price;
      low = price;
      volume = 0;
      rest = 0;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    count(traded);
  }

  /// Counts whole steps and keeps what is left: coins at tiny prices trade more in a minute than a
  /// `long` holds in fixed point. A count beyond the largest `long` stays there.
  private void count(long traded) {
    if (volumeStep == 0) {
      return;
    }
    rest += traded % volumeStep;
    long carried = rest >= volumeStep ? 1 : 0;
    rest -= carried * volumeStep;
    long steps = traded / volumeStep + carried;
    volume = volume > Long.MAX_VALUE - steps ? Long.MAX_VALUE : volume + steps;
  }

  /// Ends the bar under way.
  public Bar take() {
    if (!isOpen) {
      throw new IllegalStateException("No bar is under way. Add a price first.");
    }
    isOpen = false;
    return new Bar(openNanos, openNanos + NANOS, open, high, low, close, volume);
  }
}
