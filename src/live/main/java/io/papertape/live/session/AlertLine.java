package io.papertape.live.session;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Alerts that wait to go out one way, with a thread of their own: a way that is slow holds up
/// neither another way nor a session.
///
/// Of the stalls of a session only the last waits, which tells of all there are then, and it goes
/// behind everything else: an outage that makes many of them must not push out a halt.
final class AlertLine implements AutoCloseable {
  private static final int MOST_WAITING = 1_024;

  private final String name;
  private final Way way;
  private final Tries tries;
  private final Consumer<String> notices;
  private final Queue<Alert> urgent = new ArrayDeque<>();
  private final SequencedMap<String, Alert> stalls = new LinkedHashMap<>();
  private final Thread thread;

  /// One way of telling.
  interface Way {
    /// @throws TryAgainException if it may do later
    void go(Alert alert) throws IOException, InterruptedException;
  }

  /// What failed may be better soon.
  static final class TryAgainException extends IOException {
    private static final long serialVersionUID = 1L;

    TryAgainException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// How often one alert is tried.
  ///
  /// @param pauses before each further try; the last is repeated
  /// @param stall  tries of a stall, which mends itself more often than not
  /// @param urgent tries of all else
  record Tries(List<Duration> pauses, int stall, int urgent) {
    static final Tries ONE = new Tries(List.of(), 1, 1);

    Tries {
      pauses = List.copyOf(pauses);
    }

    private Duration pause(int tried) {
      return pauses.get(Math.min(tried, pauses.size()) - 1);
    }

    private int of(Alert alert) {
      return alert.cause().isOfPrices() ? stall : urgent;
    }
  }

  AlertLine(String name, Way way, Tries tries, Consumer<String> notices) {
    this.name = name;
    this.way = way;
    this.tries = tries;
    this.notices = notices;
    thread = Thread.ofPlatform().daemon().name("alerts-" + name).start(this::run);
  }

  /// Lets an alert wait; never blocks for long.
  void offer(Alert alert) {
    boolean isTaken = true;
    synchronized (this) {
      if (alert.cause().isOfPrices()) {
        stalls.put(alert.session(), alert);
      } else if (urgent.size() < MOST_WAITING) {
        urgent.add(alert);
      } else {
        isTaken = false;
      }
      notifyAll();
    }
    if (!isTaken) {
      notices.accept(
          "Alert was dropped, too many wait: way=%s, alert=%s".formatted(name, alert.text()));
    }
  }

  private synchronized Alert next() throws InterruptedException {
    while (urgent.isEmpty() && stalls.isEmpty()) {
      wait();
    }
    return urgent.isEmpty() ? stalls.pollFirstEntry().getValue() : urgent.remove();
  }

  private void run() {
    try {
      while (true) {
        send(next());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Alert alert) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        way.go(alert);
        return;
      } catch (IOException | RuntimeException e) {
        boolean isLast = !(e instanceof TryAgainException) || tried >= tries.of(alert);
        if (isLast || tried == tries.stall()) {
          notices.accept(
              "Alert did not go out%s: way=%s, tries=%d, alert=%s, cause=%s"
                  .formatted(isLast ? "" : " yet", name, tried, alert.text(), e.getMessage()));
        }
        if (isLast) {
          return;
        }
      }
      Thread.sleep(tries.pause(tried));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
