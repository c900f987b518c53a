package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.transport.LoopbackVenue.Reply;
import io.papertape.live.venue.RequestLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several sessions that ask one venue; the time between requests is virtual.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedLimitsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RequestLimit TWO = RequestLimit.of("two", 2, Duration.ofSeconds(10));
  private static final RequestLimit MANY = RequestLimit.of("many", 100, Duration.ofSeconds(1));

  private final LoopbackVenue venue = LoopbackVenue.start();
  private final AtomicLong clock = new AtomicLong(1_700_000_000 * SECOND);
  private final List<Long> pauses = new ArrayList<>();
  private final HostPaces paces = new HostPaces(RestRules.STANDARD, 1);
  private final RestClient one = client(this::pause);
  private final RestClient other = client(this::pause);

  private RestClient client(RestClient.Pause pause) {
    return new RestClient("test", VenueWords.NONE, paces, clock::get, pause);
  }

  private void pause(long nanos) {
    pauses.add(nanos);
    clock.addAndGet(nanos);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    venue.close();
  }

  private void get(RestClient client, RequestLimit limit) throws Exception {
    venue.answerRequest(Reply.of(200, "ok"));
    client.get(venue.rest("/"), limit);
  }

  @Test
  void whatOneSessionHasAskedCountsForTheOthers() throws Exception {
    get(one, TWO);
    get(other, TWO);
    assertThat(pauses).isEmpty();

    get(one, TWO);

    assertThat(pauses).containsExactly(10 * SECOND);
  }

  @Test
  void whatTheVenueCountsApartIsNoBurdenOnTheRest() throws Exception {
    get(one, TWO);
    get(one, TWO);
    get(one, MANY);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aVenueThatWantsToBeLeftAloneIsAskedByNobody() throws Exception {
    venue.answerRequest(Reply.of(418, "banned").with("Retry-After", "120"));
    assertThatThrownBy(() -> one.get(venue.rest("/"), MANY)).isInstanceOf(RestException.class);
    venue.awaitRequest();

    assertThatThrownBy(() -> other.get(venue.rest("/"), TWO))
        .hasMessageEndingWith("waitSeconds=120. Ask later.");

    assertThat(venue.requestsWaiting()).isZero();
  }

  @Test
  void whoWaitsForATurnKeepsNobodyElseFromAsking() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    try (RestClient patient =
        client(
            nanos -> {
              waits.countDown();
              goesOn.await();
              clock.addAndGet(nanos);
            })) {
      get(patient, TWO);
      get(patient, TWO);
      Thread waiting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      patient.get(venue.rest("/third"), TWO);
                    } catch (RestException | InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  });
      waits.await();

      get(patient, MANY);

      assertThat(waiting.isAlive()).isTrue();
      venue.answerRequest(Reply.of(200, "ok"));
      goesOn.countDown();
      waiting.join();
      for (int i = 0; i < 3; i++) {
        venue.awaitRequest();
      }
      assertThat(venue.awaitRequest()).startsWith("GET /third ");
    }
  }
}
