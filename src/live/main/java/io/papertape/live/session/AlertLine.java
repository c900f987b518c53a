package io.papertape.live.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// Alerts that wait to go out one way, with a thread of their own: a way that is slow holds up
/// neither another way nor a session.
final class AlertLine implements AutoCloseable {
  private static final int MOST_WAITING = 64;

  private final String name;
  private final Way way;
  private final List<Duration> pauses;
  private final Consumer<String> notices;
  private final BlockingQueue<Alert> line = new ArrayBlockingQueue<>(MOST_WAITING);
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

  /// @param pauses before each further try
  AlertLine(String name, Way way, List<Duration> pauses, Consumer<String> notices) {
    this.name = name;
    this.way = way;
    this.pauses = List.copyOf(pauses);
    this.notices = notices;
    thread = Thread.ofPlatform().daemon().name("alerts-" + name).start(this::run);
  }

  /// Lets an alert wait; never blocks.
  void offer(Alert alert) {
    if (!line.offer(alert)) {
      notices.accept(
          "Alert was dropped, too many wait: way=%s, alert=%s".formatted(name, alert.text()));
    }
  }

  private void run() {
    try {
      while (true) {
        send(line.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Alert alert) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        way.go(alert);
        return;
      } catch (IOException | RuntimeException e) {
        if (!(e instanceof TryAgainException) || attempt == pauses.size()) {
          notices.accept(
              "Alert did not go out: way=%s, tries=%d, alert=%s, cause=%s"
                  .formatted(name, attempt + 1, alert.text(), e.getMessage()));
          return;
        }
      }
      Thread.sleep(pauses.get(attempt));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
