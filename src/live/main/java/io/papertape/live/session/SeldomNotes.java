package io.papertape.live.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Tells a log what happens again and again: at once, and then once in ten minutes with how often
/// it happened since. For any thread.
final class SeldomNotes {
  private static final long BETWEEN_NANOS = 600_000_000_000L;

  private final LongSupplier nanos;
  private final Consumer<String> log;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /// @param untold how often it happened since
  private record Told(long atNanos, long untold) {}

  SeldomNotes(LongSupplier nanos, Consumer<String> log) {
    this.nanos = nanos;
    this.log = log;
  }

  /// @param kind of which one is told in ten minutes; there are few
  void tell(String kind, String text) {
    long now = nanos.getAsLong();
    told.compute(
        kind,
        (_, before) -> {
          if (before != null && now - before.atNanos() < BETWEEN_NANOS) {
            return new Told(before.atNanos(), before.untold() + 1);
          }
          boolean isAgain = before != null && before.untold() > 0;
          log.accept(
              isAgain
                  ? text + " It happened %d times in between.".formatted(before.untold())
                  : text);
          return new Told(now, 0);
        });
  }
}
