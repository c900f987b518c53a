package io.papertape.live.transport;

import java.time.Duration;

/// How a venue is asked over HTTP.
///
/// @param timeout       of one attempt, from the first byte out to the last byte in, in real time
/// @param mostBodyBytes of an answer, also after unpacking
/// @param attempts      at one request, the first included; one while the venue has failed as often
///                      in a row
/// @param backoff       between attempts, by the failures in a row of the venue
/// @param mostWait      a request that would have to wait longer fails at once
/// @param addresses     that may be asked
public record RestRules(
    Duration timeout,
    int mostBodyBytes,
    int attempts,
    Backoff backoff,
    Duration mostWait,
    AddressRule addresses) {
  public static final RestRules STANDARD =
      new RestRules(
          Duration.ofSeconds(10),
          16 << 20,
          4,
          new Backoff(Duration.ofMillis(500), Duration.ofSeconds(4)),
          Duration.ofSeconds(30),
          AddressRule.SAFE);

  public RestRules {
    if (mostBodyBytes < 1 || attempts < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "Request rules allow nothing: timeout=%s, mostBodyBytes=%d, attempts=%d. Give more."
              .formatted(timeout, mostBodyBytes, attempts));
    }
  }
}
