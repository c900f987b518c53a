package io.papertape.live.session;

import io.papertape.live.transport.SystemNanos;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Alerts that wait to go out one way, with a thread of their own: a way that is slow holds up
/// neither another way nor a session. One that the way cannot take now waits for its next try, and
/// holds up no other.
///
/// Of the stalls of a session only the last waits, which tells of all there are then, and it goes
/// behind everything else: an outage that makes many of them must not push out a halt.
final class AlertLine implements AutoCloseable {
  private static final int MOST_WAITING = 1_024;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration MOST_LAST = Duration.ofSeconds(1);
  private static final Duration MOST_CLOSING = Duration.ofSeconds(2);

  private final String name;
  private final Way way;
  private final Tries tries;
  private final Consumer<String> notices;
  private final LongSupplier nanos = SystemNanos.ticking();
  private final PriorityQueue<Waiting> urgent = new PriorityQueue<>(Waiting.ORDER);
  private final SequencedMap<String, Waiting> stalls = new LinkedHashMap<>();
  private final Thread thread;
  private Optional<Waiting> underWay = Optional.empty();
  private long offered;
  private boolean isClosed;

  /// One that waits; what has not been tried yet goes first.
  ///
  /// @param whenOut told once it has gone
  private record Waiting(Alert alert, Runnable whenOut, long number, int tried, long dueNanos) {
    static final Comparator<Waiting> ORDER =
        Comparator.comparing((Waiting one) -> one.tried > 0)
            .thenComparingLong(Waiting::dueNanos)
            .thenComparingLong(Waiting::number);
  }

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

  String name() {
    return name;
  }

  /// Lets an alert wait; never blocks for long.
  void offer(Alert alert) {
    offer(alert, () -> {});
  }

  /// Lets an alert wait; never blocks for long.
  ///
  /// @param whenOut run on the thread of this line once it has gone
  void offer(Alert alert, Runnable whenOut) {
    Optional<String> refusal = Optional.empty();
    synchronized (this) {
      Waiting fresh = new Waiting(alert, whenOut, offered++, 0, nanos.getAsLong());
      if (isClosed) {
        refusal = Optional.of(lost(alert));
      } else if (alert.cause().isOfPrices()) {
        stalls.put(alert.session(), fresh);
      } else if (urgent.size() < MOST_WAITING) {
        urgent.add(fresh);
      } else {
        refusal =
            Optional.of(
                "Alert was dropped, too many wait: way=%s, alert=%s".formatted(name, alert.text()));
      }
      notifyAll();
    }
    refusal.ifPresent(notices);
  }

  private String lost(Alert alert) {
    return "Alert did not go out, the service ends: way=%s, alert=%s".formatted(name, alert.text());
  }

  /// The next that is due.
  private synchronized Waiting next() throws InterruptedException {
    underWay = Optional.empty();
    while (underWay.isEmpty()) {
      long now = nanos.getAsLong();
      if (!urgent.isEmpty() && urgent.peek().dueNanos() <= now) {
        underWay = Optional.of(urgent.remove());
      } else {
        underWay = stalls.values().stream().filter(one -> one.dueNanos() <= now).findFirst();
        underWay.ifPresent(one -> stalls.remove(one.alert().session()));
      }
      if (underWay.isEmpty()) {
        waitForNext(now);
      }
    }
    return underWay.get();
  }

  @SuppressWarnings("WaitNotInLoop") // next() loops round it
  private void waitForNext(long now) throws InterruptedException {
    long first =
        Stream.concat(urgent.stream(), stalls.values().stream())
            .mapToLong(Waiting::dueNanos)
            .min()
            .orElse(Long.MAX_VALUE);
    if (first == Long.MAX_VALUE) {
      wait();
    } else {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(NANOS_PER_MILLI, first - now));
    }
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

  private void send(Waiting one) throws InterruptedException {
    Alert alert = one.alert();
    int tried = one.tried() + 1;
    try {
      way.go(alert);
      one.whenOut().run();
    } catch (IOException | RuntimeException | Error e) { // the line goes on, whatever it is
      boolean isLast = !(e instanceof TryAgainException) || tried >= tries.of(alert);
      if (isLast || tried == tries.stall()) {
        notices.accept(
            "Alert did not go out%s: way=%s, tries=%d, alert=%s, cause=%s"
                .formatted(isLast ? "" : " yet", name, tried, alert.text(), e.getMessage()));
      }
      if (!isLast) {
        putBack(one, tried);
      }
    }
    synchronized (this) {
      underWay = Optional.empty();
      notifyAll();
    }
  }

  /// A stall of which a later one has come meanwhile is not wanted any more.
  private synchronized void putBack(Waiting one, int tried) {
    long due = nanos.getAsLong() + tries.pause(tried).toNanos();
    Waiting again = new Waiting(one.alert(), one.whenOut(), one.number(), tried, due);
    if (one.alert().cause().isOfPrices()) {
      stalls.putIfAbsent(one.alert().session(), again);
    } else {
      urgent.add(again);
    }
  }

  private synchronized void awaitFirstTries() throws InterruptedException {
    long until = nanos.getAsLong() + MOST_LAST.toNanos();
    for (long left = MOST_LAST.toNanos();
        left > 0 && (underWay.isPresent() || hasUntried());
        left = until - nanos.getAsLong()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(NANOS_PER_MILLI, left));
    }
  }

  private boolean hasUntried() {
    return Stream.concat(urgent.stream(), stalls.values().stream())
        .anyMatch(one -> one.tried() == 0);
  }

  /// What has not been tried yet may go; what waits after that is named in the notices.
  @Override
  public void close() {
    try {
      awaitFirstTries();
      thread.interrupt();
      thread.join(MOST_CLOSING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    List<Waiting> left = new ArrayList<>();
    synchronized (this) {
      isClosed = true;
      underWay.ifPresent(left::add);
      left.addAll(urgent);
      left.addAll(stalls.values());
      underWay = Optional.empty();
      urgent.clear();
      stalls.clear();
    }
    left.forEach(one -> notices.accept(lost(one.alert())));
  }
}
