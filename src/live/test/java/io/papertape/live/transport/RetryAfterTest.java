package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final long SECOND = 1_000_000_000L;

  /// Wed, 21 Oct 2015 07:28:00 GMT.
  private static final long NOW = 1_445_412_480L * SECOND;

  @Test
  void readsSeconds() {
    assertThat(RetryAfter.nanos("120", NOW)).hasValue(120 * SECOND);
    assertThat(RetryAfter.nanos(" 0 ", NOW)).hasValue(0);
  }

  @Test
  void readsADate() {
    assertThat(RetryAfter.nanos("Wed, 21 Oct 2015 07:28:30 GMT", NOW)).hasValue(30 * SECOND);
    assertThat(RetryAfter.nanos("Wed, 21 Oct 2015 07:27:00 GMT", NOW)).hasValue(0);
  }

  @Test
  void neverWaitsForMoreThanThirtyDays() {
    assertThat(RetryAfter.nanos("999999999999999999", NOW)).hasValue(RetryAfter.MOST_NANOS);
    assertThat(RetryAfter.nanos("Fri, 01 Jan 9999 00:00:00 GMT", NOW))
        .hasValue(RetryAfter.MOST_NANOS);
  }

  @Test
  void anythingElseTellsNothing() {
    assertThat(RetryAfter.nanos("", NOW)).isEmpty();
    assertThat(RetryAfter.nanos("-5", NOW)).isEmpty();
    assertThat(RetryAfter.nanos("soon", NOW)).isEmpty();
    assertThat(RetryAfter.nanos("1.5", NOW)).isEmpty();
  }
}
