package io.papertape.live.session;

import java.util.HashSet;
import java.util.Set;

/// How old the records of a log are when they come, and whose events come late for it.
final class RecordAges {
  /// A record that was made so long before it is read comes late, whoever held it up: the recorder,
  /// the broker, or an outage that nobody saw.
  private static final long MOST_AGE_NANOS = 5_000_000_000L;

  /// A record that is so far ahead was not dated by a clock that is merely wrong.
  private static final long MOST_AHEAD_NANOS = 86_400_000_000_000L;

  private final String topic;
  private final LateSources late;
  private final LatestNotes said;
  private final Set<Integer> toldLate = new HashSet<>();
  private final Set<Integer> toldAhead = new HashSet<>();

  /// @param said takes what somebody should know, of each partition once
  RecordAges(String topic, LateSources late, LatestNotes said) {
    this.topic = topic;
    this.late = late;
    this.said = said;
  }

  /// A record has come.
  ///
  /// @param isWaiting  it waited in the log, and is expected to be old
  /// @param recordNanos 0: not told
  /// @return true if its source is late from here on, and was not
  boolean begins(int source, long offset, long recordNanos, boolean isWaiting, long now) {
    boolean isLate = !isWaiting && recordNanos != 0 && now - recordNanos > MOST_AGE_NANOS;
    if (isLate && toldLate.add(source)) {
      said.add(
          ("Records come late: topic=%s, partition=%d, from=%d, ageSeconds=%d. What is in such ones"
                  + " is backfilled, and no order is taken on it. Check the recorder's clock.")
              .formatted(topic, source, offset, (now - recordNanos) / 1_000_000_000));
    }
    if (recordNanos - now > MOST_AHEAD_NANOS && toldAhead.add(source)) {
      said.add(
          ("Records are dated more than a day ahead: topic=%s, partition=%d, from=%d. Whether they"
                  + " come late does not show. Have them dated in milliseconds since 1970.")
              .formatted(topic, source, offset));
    }
    return late.begins(source, isLate);
  }
}
