package io.papertape.live.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.LoopbackVenue.Reply;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.bybit.BybitVenue;
import io.papertape.live.venue.kraken.KrakenVenue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests over real sockets; the time between attempts is virtual.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RestClientTest {
  private static final long SECOND = 1_000_000_000L;

  private final LoopbackVenue venue = LoopbackVenue.start();
  private final AtomicLong clock = new AtomicLong(1_700_000_000 * SECOND);
  private final List<Long> pauses = new ArrayList<>();
  private static final RequestLimit LIMIT = RequestLimit.of(100, Duration.ofSeconds(1));

  private final RestClient client = client(Duration.ofSeconds(20), VenueWords.NONE);

  @AfterEach
  void stop() {
    client.close();
    venue.close();
  }

  @Test
  void theBodyOfTheAnswerIsGiven() throws Exception {
    venue.answerRequest(Reply.of(200, "{\"lastUpdateId\":1}"));
    assertThat(get("/api/v3/depth?symbol=BTCUSDT")).isEqualTo("{\"lastUpdateId\":1}");
    assertThat(venue.awaitRequest())
        .startsWith("GET /api/v3/depth?symbol=BTCUSDT HTTP/1.1")
        .contains("Accept-Encoding: gzip")
        .doesNotContain("uthorization");
    assertThat(pauses).isEmpty();
  }

  /// A soak found more threads from day to day: the client's own pool grows with each burst.
  @Test
  void requestsAtOnceLeaveNoThreadsOfTheSystemBehind() throws Exception {
    long before = clientWorkers();
    for (int i = 0; i < 20; i++) {
      venue.answerRequest(Reply.of(200, "ok"));
    }
    Callable<String> asks = () -> get("/");
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : asking.invokeAll(Collections.nCopies(20, asks))) {
        assertThat(answer.get()).isEqualTo("ok");
      }
    }
    assertThat(clientWorkers()).isLessThanOrEqualTo(before);
  }

  private static long clientWorkers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-Worker-\\d+"))
        .count();
  }

  @Test
  void aPackedBodyIsUnpacked() throws Exception {
    byte[] packed = gzip("x".repeat(10_000));
    venue.answerRequest(new Reply(200, Map.of("Content-Encoding", "gzip"), packed, packed.length));
    assertThat(get("/")).isEqualTo("x".repeat(10_000));
  }

  @Test
  void bodiesAboveTheBoundAreRefusedPackedOrNot() throws Exception {
    venue.answerRequest(Reply.of(200, "x".repeat(100_000)));
    assertThat(get("/")).hasSize(100_000);
    venue.answerRequest(Reply.of(200, "x".repeat(100_001)));
    byte[] packed = gzip("x".repeat(100_001));
    venue.answerRequest(new Reply(200, Map.of("Content-Encoding", "gzip"), packed, packed.length));
    for (int i = 0; i < 2; i++) {
      RestException e = refusal("/depth");
      assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(e)
          .hasMessage(
              "Answer is too large: venue=test, address=%s, mostBodyBytes=100000. Ask for less at a"
                  + " time.",
              venue.rest("/depth"));
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void aLimitIsHonouredForAsLongAsTheVenueSaid() throws Exception {
    venue.answerRequest(Reply.of(429, "slow down").with("Retry-After", "7"));
    venue.answerRequest(Reply.of(418, "banned").with("Retry-After", "20"));
    venue.answerRequest(Reply.of(200, "ok"));
    assertThat(get("/")).isEqualTo("ok");
    assertThat(pauses).containsExactly(7 * SECOND, 20 * SECOND);
  }

  @Test
  void aLimitThatIsTooLongFailsAtOnceAndKeepsTheClientAway() throws Exception {
    venue.answerRequest(Reply.of(418, "{\"code\":-1003}").with("Retry-After", "120"));
    RestException e = refusal("/a");
    assertThat(e)
        .hasMessage(
            "Venue refuses a request: venue=test, address=%s, status=418, answer={\"code\":-1003}."
                + " Ask again in 120 s.",
            venue.rest("/a"));
    assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(e.retryNanos()).hasValue(clock.get() + 120 * SECOND);
    venue.awaitRequest();

    clock.addAndGet(60 * SECOND);
    assertThat(refusal("/b"))
        .hasMessage(
            "Request has to wait for too long: venue=test, address=%s, waitSeconds=60. Ask later.",
            venue.rest("/b"));
    assertThat(venue.requestsWaiting()).isZero();

    clock.addAndGet(60 * SECOND);
    venue.answerRequest(Reply.of(200, "ok"));
    assertThat(get("/c")).isEqualTo("ok");
  }

  @Test
  void aVenueThatIsAwayForADayIsAskedAgainAfterTenMinutes() throws Exception {
    venue.answerRequest(Reply.of(503, "down").with("Retry-After", "86400"));
    assertThat(refusal("/a").retryNanos()).hasValue(clock.get() + 600 * SECOND);
    clock.addAndGet(600 * SECOND);
    venue.answerRequest(Reply.of(200, "ok"));
    assertThat(get("/a")).isEqualTo("ok");
  }

  @Test
  void aLimitThatKrakenTellsWithStatus200KeepsEveryRequestAway() throws Exception {
    VenueWords kraken = new KrakenVenue()::limitsFor;
    try (RestClient limited = client(Duration.ofSeconds(20), kraken)) {
      venue.answerRequest(Reply.of(200, "{\"error\":[\"EGeneral:Too many requests\"]}"));
      var e = catchThrowableOfType(RestException.class, () -> limited.get(venue.rest("/a"), LIMIT));
      assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(e.retryNanos()).hasValue(clock.get() + 60 * SECOND);
      assertThat(e)
          .hasMessage(
              "Venue refuses a request: venue=test, address=%s, status=200,"
                  + " answer={\"error\":[\"EGeneral:Too many requests\"]}. Ask again in 60 s.",
              venue.rest("/a"));
      venue.awaitRequest();

      clock.addAndGet(2 * SECOND);
      assertThatThrownBy(() -> limited.get(venue.rest("/b"), LIMIT))
          .hasMessageEndingWith("waitSeconds=58. Ask later.");
      assertThat(venue.requestsWaiting()).isZero();

      clock.addAndGet(58 * SECOND);
      venue.answerRequest(Reply.of(200, "{\"error\":[],\"result\":{}}"));
      assertThat(limited.get(venue.rest("/c"), LIMIT)).isNotEmpty();
    }
  }

  @Test
  void bybitIsLeftAloneForTenMinutesAfterA403() throws Exception {
    VenueWords bybit = new BybitVenue(BybitVenue.Category.SPOT)::limitsFor;
    try (RestClient limited = client(Duration.ofSeconds(20), bybit)) {
      venue.answerRequest(Reply.of(403, "access too frequent"));
      var e = catchThrowableOfType(RestException.class, () -> limited.get(venue.rest("/a"), LIMIT));
      assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(e.retryNanos()).hasValue(clock.get() + 600 * SECOND);
      clock.addAndGet(600 * SECOND);
      venue.answerRequest(Reply.of(200, "{\"retCode\":10006,\"retMsg\":\"Too many visits!\"}"));
      venue.answerRequest(Reply.of(200, "{\"retCode\":0}"));
      assertThat(new String(limited.get(venue.rest("/b"), LIMIT), UTF_8)).contains(":0}");
      assertThat(pauses).containsExactly(10 * SECOND);
    }
  }

  @Test
  void whatHealsIsAskedAgainWithBackOffAndNotForEver() throws Exception {
    for (int i = 0; i < 4; i++) {
      venue.answerRequest(Reply.of(503, "down"));
    }
    RestException e = refusal("/a");
    assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(e)
        .hasMessage(
            "Venue refuses a request: venue=test, address=%s, status=503, answer=down. Look the"
                + " status up in the venue's documentation.",
            venue.rest("/a"));
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(1L, SECOND / 2);
    assertThat(pauses.get(1)).isBetween(1L, SECOND);
    assertThat(pauses.get(2)).isBetween(1L, 2 * SECOND);
  }

  @Test
  void whatDoesNotHealIsAskedOnce() {
    venue.answerRequest(Reply.of(400, "{\"msg\":\"Invalid symbol.\"}"));
    assertThat(refusal("/a").reason()).isEqualTo(Reason.REFUSED);
    assertThat(refusal("/b")).hasMessageContaining("status=404, answer=not here");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() {
    venue.answerRequest(Reply.of(302, "").with("Location", "https://elsewhere.example.com/"));
    assertThat(refusal("/a").reason()).isEqualTo(Reason.REFUSED);
  }

  @Test
  void noAnswerAndHalfAnAnswerTimeOut() throws Exception {
    try (var hasty = client(Duration.ofMillis(200), VenueWords.NONE)) {
      for (int i = 0; i < 4; i++) {
        venue.answerRequest(new Reply(200, Map.of(), new byte[10], 20));
      }
      var e = catchThrowableOfType(RestException.class, () -> hasty.get(venue.rest("/a"), LIMIT));
      assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(e)
          .hasMessage(
              "Venue does not answer: venue=test, address=%s, reason=TIMED_OUT,"
                  + " detail=timeout=PT0.2S. Look whether the venue and the network are up.",
              venue.rest("/a"));
    }
  }

  @Test
  void nobodyThereIsTold() throws IOException {
    URI address;
    try (var free = new ServerSocket(0)) {
      address = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/");
    }
    var e = catchThrowableOfType(RestException.class, () -> client.get(address, LIMIT));
    assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void theBudgetIsNotExceeded() throws Exception {
    RequestLimit heavy = new RequestLimit("weight", 20, Duration.ofSeconds(10), 10);
    for (int i = 0; i < 3; i++) {
      venue.answerRequest(Reply.of(200, "ok"));
      client.get(venue.rest("/"), heavy);
    }
    assertThat(pauses).containsExactly(10 * SECOND);
  }

  @Test
  void onlyEncryptedAddressesAndThisMachineAreAsked() {
    assertThatThrownBy(() -> client.get(URI.create("http://api.example.com/"), LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Address is not safe: address=http://api.example.com/.");
  }

  private String get(String path) throws RestException, InterruptedException {
    return new String(client.get(venue.rest(path), LIMIT), UTF_8);
  }

  private RestException refusal(String path) {
    return catchThrowableOfType(RestException.class, () -> client.get(venue.rest(path), LIMIT));
  }

  private RestClient client(Duration timeout, VenueWords words) {
    var rules =
        new RestRules(
            timeout,
            100_000,
            4,
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10)),
            Duration.ofSeconds(30),
            AddressRule.SAFE);
    return new RestClient(
        "test",
        words,
        new HostPaces(rules, 1),
        clock::get,
        nanos -> {
          pauses.add(nanos);
          clock.addAndGet(nanos);
        });
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
