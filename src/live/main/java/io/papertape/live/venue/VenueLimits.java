package io.papertape.live.venue;

import java.time.Duration;

/// What a venue allows, with the source in the venue's own class.
///
/// @param streamsPerConnection most subscriptions of one connection
/// @param framesPerSecond      most frames that we send in a second
/// @param subscribesPerHour    most frames of one connection that ask for streams, in any hour; 0:
///                             the venue counts none
/// @param connectionLife       after which the venue closes a connection; zero: never announced
/// @param silence              longest time in which a healthy connection sends nothing at all
public record VenueLimits(
    int streamsPerConnection,
    int framesPerSecond,
    int subscribesPerHour,
    Duration connectionLife,
    Duration silence) {
  /// Of a venue that does not count what it is asked for.
  public VenueLimits(
      int streamsPerConnection, int framesPerSecond, Duration connectionLife, Duration silence) {
    this(streamsPerConnection, framesPerSecond, 0, connectionLife, silence);
  }
}
