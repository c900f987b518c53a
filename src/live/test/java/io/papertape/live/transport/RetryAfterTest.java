package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final long SECOND = 1_000_000_000L;

  /// Wed, 21 Oct 2015 07:28:00 GMT.
  private static final long NOW = 1_445_412_480L * SECOND;

  @Test
  void readsSeconds() {
    assertThat(RetryAfter.nanos(429, "120", NOW)).hasValue(120 * SECOND);
    assertThat(RetryAfter.nanos(429, " 0 ", NOW)).hasValue(0);
  }

  @Test
  void readsADate() {
    assertThat(RetryAfter.nanos(429, "Wed, 21 Oct 2015 07:28:30 GMT", NOW)).hasValue(30 * SECOND);
    assertThat(RetryAfter.nanos(429, "Wed, 21 Oct 2015 07:27:00 GMT", NOW)).hasValue(0);
  }

  @Test
  void neverWaitsForMoreThanThirtyDays() {
    assertThat(RetryAfter.nanos(429, "999999999999999999", NOW)).hasValue(RetryAfter.MOST_NANOS);
    assertThat(RetryAfter.nanos(429, "Fri, 01 Jan 9999 00:00:00 GMT", NOW))
        .hasValue(RetryAfter.MOST_NANOS);
  }

  @Test
  void aVenueThatIsAwayIsNotLeftAloneForMoreThanTenMinutes() {
    for (int status : new int[] {503, 502, 500, 403, 302}) {
      assertThat(RetryAfter.nanos(status, "86400", NOW)).as("%d", status).hasValue(600 * SECOND);
      assertThat(RetryAfter.nanos(status, "599", NOW)).hasValue(599 * SECOND);
      assertThat(RetryAfter.nanos(status, "soon", NOW)).isEmpty();
    }
    assertThat(RetryAfter.nanos(418, "86400", NOW)).hasValue(86_400 * SECOND);
    assertThat(RetryAfter.nanos(429, "86400", NOW)).hasValue(86_400 * SECOND);
  }

  @Test
  void anythingElseTellsNothing() {
    assertThat(RetryAfter.nanos(429, "", NOW)).isEmpty();
    assertThat(RetryAfter.nanos(429, "-5", NOW)).isEmpty();
    assertThat(RetryAfter.nanos(429, "soon", NOW)).isEmpty();
    assertThat(RetryAfter.nanos(429, "1.5", NOW)).isEmpty();
  }
}
