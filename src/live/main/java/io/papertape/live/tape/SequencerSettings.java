package io.papertape.live.tape;

import java.time.Duration;

/// What a sequencer allows; part of a session's manifest.
///
/// @param grace      how long a bar may take beyond the first sign that it is due
/// @param quiet      after which a reading of the clock is told
/// @param mostAhead  how far a venue's time may be ahead of what is expected before it is taken
///     for wrong
/// @param remembered ids and sequence numbers of an instrument that are remembered
public record SequencerSettings(
    Duration grace, Duration quiet, Duration mostAhead, int remembered) {
  /// Two seconds of grace, a clock every second, a minute ahead.
  public static final SequencerSettings DEFAULT =
      new SequencerSettings(
          Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(1), 4_096);

  public SequencerSettings {
    if (grace.isNegative() || !quiet.isPositive() || !mostAhead.isPositive() || remembered < 1) {
      throw new IllegalArgumentException(
          "Sequencer cannot work: grace=%s, quiet=%s, mostAhead=%s, remembered=%d. Use above 0."
              .formatted(grace, quiet, mostAhead, remembered));
    }
  }
}
