package io.papertape.workspace.csv;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// From a zone's local time to UTC; remembers the offset in force, so runs of times are cheap.
final class LocalTimes {
  /// Answer for a local time that the zone skips.
  static final long SKIPPED = Long.MIN_VALUE;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ZoneRules rules;
  private long from = 1;
  private long to;
  private long offset;
  private long fromNanos = 1;
  private long toNanos;

  LocalTimes(ZoneId zone) {
    rules = zone.getRules();
  }

  /// True if the offset in force at the local seconds is the one looked up last.
  boolean remembers(long local) {
    return local >= from && local < to;
  }

  /// The same for local nanoseconds.
  boolean remembersNanos(long local) {
    return local >= fromNanos && local < toNanos;
  }

  /// UTC nanoseconds of local nanoseconds that are remembered.
  long utcNanos(long local) {
    return local - offset * NANOS_PER_SECOND;
  }

  /// UTC seconds of local seconds that are remembered.
  long utcSeconds(long local) {
    return local - offset;
  }

  /// UTC seconds of local seconds. A local time that occurs twice means the first time, unless
  /// that is not after the given moment; then it means the second.
  long utcSeconds(long local, long afterUtcSeconds) {
    if (remembers(local)) {
      return utcSeconds(local);
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition != null) {
      if (transition.isGap()) {
        return SKIPPED;
      }
      long first = local - transition.getOffsetBefore().getTotalSeconds();
      return first > afterUtcSeconds
          ? first
          : local - transition.getOffsetAfter().getTotalSeconds();
    }
    offset = rules.getOffset(time).getTotalSeconds();
    Instant moment = Instant.ofEpochSecond(local - offset);
    ZoneOffsetTransition before = rules.previousTransition(moment.plusNanos(1));
    ZoneOffsetTransition after = rules.nextTransition(moment);
    from = before == null ? Long.MIN_VALUE : laterLocal(before);
    to = after == null ? Long.MAX_VALUE : earlierLocal(after);
    fromNanos = nanos(from);
    toNanos = nanos(to);
    return local - offset;
  }

  /// Nanoseconds, or the nearest that there are.
  private static long nanos(long seconds) {
    long most = Long.MAX_VALUE / NANOS_PER_SECOND;
    return Math.clamp(seconds, -most, most) * NANOS_PER_SECOND;
  }

  private static long laterLocal(ZoneOffsetTransition transition) {
    return transition.toEpochSecond()
        + Math.max(
            transition.getOffsetBefore().getTotalSeconds(),
            transition.getOffsetAfter().getTotalSeconds());
  }

  private static long earlierLocal(ZoneOffsetTransition transition) {
    return transition.toEpochSecond()
        + Math.min(
            transition.getOffsetBefore().getTotalSeconds(),
            transition.getOffsetAfter().getTotalSeconds());
  }
}
