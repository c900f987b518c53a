package io.papertape.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What takes long to find out, found in the background: whoever asks is told what was found last.
///
/// It is found anew when somebody asks and the last time is long ago: so long as it is kept, and
/// at least nine times as long as it took, so that it never takes more than a tenth of a core.
///
/// @param <T> what is found
final class LatestFinding<T> {
  private static final int REST = 9;

  private final Supplier<T> find;
  private final Executor background;
  private final long keepNanos;
  private final long patienceNanos;
  private final LongSupplier ticker;
  private Optional<Found<T>> last = Optional.empty();
  private boolean isFinding;

  /// @param beganNanos when it began to be found
  /// @param endNanos   when it was
  record Found<T>(T what, long beganNanos, long endNanos) {}

  /// @param keep     how long a finding is given again
  /// @param patience how long one that is due is waited for, before the last one is given
  /// @param ticker   steady nanoseconds of the process
  LatestFinding(
      Supplier<T> find,
      Executor background,
      Duration keep,
      Duration patience,
      LongSupplier ticker) {
    this.find = find;
    this.background = background;
    keepNanos = keep.toNanos();
    patienceNanos = patience.toNanos();
    this.ticker = ticker;
  }

  /// The last finding; empty while the first is being found.
  synchronized Optional<Found<T>> get() throws InterruptedException {
    if (!isFinding && isDue()) {
      isFinding = true;
      background.execute(this::findNow);
    }
    long until = ticker.getAsLong() + patienceNanos;
    for (long left = patienceNanos; isFinding && left > 0; left = until - ticker.getAsLong()) {
      wait(Math.max(1, left / 1_000_000));
    }
    return last;
  }

  private boolean isDue() {
    if (last.isEmpty()) {
      return true;
    }
    Found<T> found = last.get();
    long rest = Math.max(keepNanos, REST * (found.endNanos() - found.beganNanos()));
    return ticker.getAsLong() - found.endNanos() >= (keepNanos == 0 ? 0 : rest);
  }

  private void findNow() {
    long began = ticker.getAsLong();
    Optional<Found<T>> found = Optional.empty();
    try {
      found = Optional.of(new Found<>(find.get(), began, ticker.getAsLong()));
    } finally {
      synchronized (this) {
        last = found.or(() -> last);
        isFinding = false;
        notifyAll();
      }
    }
  }
}
