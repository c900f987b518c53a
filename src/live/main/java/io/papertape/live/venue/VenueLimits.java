package io.papertape.live.venue;

import java.time.Duration;

/// What a venue allows, with the source in the venue's own class.
///
/// @param streamsPerConnection most subscriptions of one connection
/// @param framesPerSecond      most frames that we send in a second
/// @param connectionLife       after which the venue closes a connection; zero: never announced
/// @param silence              longest time in which a healthy connection sends nothing at all
public record VenueLimits(
    int streamsPerConnection, int framesPerSecond, Duration connectionLife, Duration silence) {}
