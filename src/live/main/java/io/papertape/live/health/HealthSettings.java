package io.papertape.live.health;

import java.time.Duration;

/// What a stream may do before it is said to be unwell; part of a session's manifest.
///
/// @param leastSilence     a silence up to here is never a stall
/// @param mostSilence      a longer one always is, while the venue is open
/// @param silenceFactor    between them, a stall is so many times the interval that 99 of 100 of
///     the stream's own do not exceed
/// @param late             beyond the stream's quickest of late, an event is late
/// @param badTickFactor    robust standard deviations that a price may be away from the recent ones
/// @param badTickFraction  and at least this fraction of the price, for markets that stand still
/// @param agreeingTicks    so many odd prices in a row that agree are a new level, not bad
/// @param clockOffset      how far the venue's clock may be from ours
/// @param clockStep        how much that may change at once
/// @param remembered       ids that are remembered to find repeats
public record HealthSettings(
    Duration leastSilence,
    Duration mostSilence,
    double silenceFactor,
    Duration late,
    double badTickFactor,
    double badTickFraction,
    int agreeingTicks,
    Duration clockOffset,
    Duration clockStep,
    int remembered) {
  public static final HealthSettings DEFAULT =
      new HealthSettings(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          5,
          Duration.ofSeconds(2),
          12,
          0.02,
          5,
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          4_096);

  public HealthSettings {
    if (!leastSilence.isPositive()
        || mostSilence.compareTo(leastSilence) < 0
        || !(silenceFactor >= 1)
        || !late.isPositive()
        || !(badTickFactor > 0)
        || !(badTickFraction > 0)
        || agreeingTicks < 2
        || !clockOffset.isPositive()
        || !clockStep.isPositive()
        || remembered < 1) {
      throw new IllegalArgumentException(
          ("Health cannot be judged: leastSilence=%s, mostSilence=%s, silenceFactor=%s, late=%s,"
                  + " badTickFactor=%s, badTickFraction=%s, agreeingTicks=%d. Use above 0.")
              .formatted(
                  leastSilence,
                  mostSilence,
                  silenceFactor,
                  late,
                  badTickFactor,
                  badTickFraction,
                  agreeingTicks));
    }
  }
}
