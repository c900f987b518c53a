package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.RequestLimit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Asks one venue over HTTP: within the venue's limits, again after what heals, and not before the
/// venue said. Who waits for its turn keeps nobody else from asking. Only GET: there is nothing
/// here that could order. For any thread.
public final class RestClient implements AutoCloseable {
  private static final int MOST_WORDS = 200;
  private static final long NOT_TOLD = Long.MIN_VALUE;

  private final String venue;
  private final RestRules rules;
  private final HostPaces paces;
  private final LongSupplier nanos;
  private final Pause pause;
  private final VenueWords words;
  private final HttpClient client;
  private volatile boolean isClosed;

  /// @param words of the venue on its limits
  /// @param paces shared with all that ask the same hosts
  /// @param nanos since 1970-01-01 UTC, never backwards
  /// @param pause lets the caller's thread wait; [Pause#REAL] outside tests
  public RestClient(
      String venue, VenueWords words, HostPaces paces, LongSupplier nanos, Pause pause) {
    this.venue = venue;
    this.words = words;
    this.paces = paces;
    this.nanos = nanos;
    this.pause = pause;
    rules = paces.rules();
    client =
        HttpClient.newBuilder()
            .executor(command -> Thread.ofVirtual().name("rest-" + venue).start(command))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(rules.timeout())
            .build();
  }

  /// Shared with all that ask the same hosts.
  public HostPaces paces() {
    return paces;
  }

  /// An answer.
  ///
  /// @param body       unpacked
  /// @param venueNanos whole second at or after which it was given, by the venue's clock, if it
  ///     says so: nanoseconds since 1970-01-01 UTC
  public record Answer(byte[] body, OptionalLong venueNanos) {}

  /// The body of the answer, unpacked.
  ///
  /// @param limit that the venue counts the request against
  /// @throws RestException if the venue refuses, or did not answer in any attempt
  /// @throws IllegalArgumentException for an address that is neither encrypted nor of this machine
  public byte[] get(URI address, RequestLimit limit) throws RestException, InterruptedException {
    return answer(address, limit).body();
  }

  /// The same, with when the venue has answered.
  public Answer answer(URI address, RequestLimit limit) throws RestException, InterruptedException {
    rules.addresses().requireRequest(address);
    RequestPace pace = paces.requests(address);
    for (int attempt = 1; ; attempt++) {
      awaitTurn(address, limit, pace);
      long sent = nanos.getAsLong();
      try {
        Answer answer = ask(address);
        pace.answered();
        return answer;
      } catch (RestException e) {
        if (isClosed) {
          throw e; // it says nothing of the venue
        }
        OptionalLong again = pace.failed(e.reason(), e.retryNanos(), sent, nanos.getAsLong());
        if (again.isEmpty() || attempt >= rules.attempts()) {
          throw e;
        }
      } finally {
        pace.permits().release();
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    client.shutdownNow();
  }

  /// Waits for a turn, and then for one of the requests under way to end; a turn that has passed
  /// meanwhile is taken anew.
  private void awaitTurn(URI address, RequestLimit limit, RequestPace pace)
      throws RestException, InterruptedException {
    while (true) {
      long turn = await(address, limit, pace);
      pace.permits().acquire();
      if (!pace.isLost(turn, nanos.getAsLong())) {
        return;
      }
      pace.permits().release();
    }
  }

  private long await(URI address, RequestLimit limit, RequestPace pace)
      throws RestException, InterruptedException {
    requireOpen(address);
    long now = nanos.getAsLong();
    long turn = pace.turn(limit, now);
    long wait = turn - now;
    if (pace.isTooLong(turn, now)) {
      throw failure(
          Reason.RATE_LIMITED,
          turn,
          "Request has to wait for too long: venue=%s, address=%s, waitSeconds=%d. Ask later."
              .formatted(venue, address, TimeUnit.NANOSECONDS.toSeconds(wait)));
    }
    if (wait > 0) {
      pause.nanos(wait);
      requireOpen(address);
    }
    return turn;
  }

  private void requireOpen(URI address) throws RestException {
    if (isClosed) {
      throw failure(
          Reason.BROKEN,
          NOT_TOLD,
          "Feed is closed: venue=%s, address=%s.".formatted(venue, address));
    }
  }

  private Answer ask(URI address) throws RestException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(rules.timeout())
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "papertape")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, _ -> new BoundedBody(rules.mostBodyBytes()));
    try {
      return read(address, answer.get(rules.timeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw broken(address, Reason.TIMED_OUT, "timeout=" + rules.timeout(), e);
    } catch (ExecutionException e) {
      Throwable cause = LinkReasons.cause(e);
      throw cause instanceof BoundedBody.TooLarge
          ? tooLarge(address, cause)
          : broken(address, LinkReasons.of(cause), LinkReasons.text(cause), cause);
    } finally {
      answer.cancel(true);
    }
  }

  private Answer read(URI address, HttpResponse<byte[]> response) throws RestException {
    boolean isPacked =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    byte[] body;
    try {
      body =
          isPacked ? BoundedBody.unpack(response.body(), rules.mostBodyBytes()) : response.body();
    } catch (BoundedBody.TooLarge e) {
      throw tooLarge(address, e);
    } catch (IOException e) {
      throw broken(address, Reason.BROKEN, LinkReasons.text(e), e);
    }
    Optional<Duration> limit = words.limitsFor(response.statusCode(), body);
    if (response.statusCode() == 200 && limit.isEmpty()) {
      return new Answer(body, dateNanos(response));
    }
    long now = nanos.getAsLong();
    OptionalLong retryAfter = LinkReasons.later(limit, LinkReasons.retryAfter(response, now));
    int shown = Math.min(body.length, MOST_WORDS);
    throw failure(
        limit.isPresent() ? Reason.RATE_LIMITED : ofStatus(response.statusCode()),
        retryAfter.isPresent() ? now + retryAfter.getAsLong() : NOT_TOLD,
        "Venue refuses a request: venue=%s, address=%s, status=%d, answer=%s. %s"
            .formatted(
                venue,
                address,
                response.statusCode(),
                new String(body, 0, shown, StandardCharsets.UTF_8).strip(),
                retryAfter.isPresent()
                    ? "Ask again in %d s."
                        .formatted(TimeUnit.NANOSECONDS.toSeconds(retryAfter.getAsLong()))
                    : "Look the status up in the venue's documentation."));
  }

  private static OptionalLong dateNanos(HttpResponse<byte[]> response) {
    OptionalLong seconds =
        response
            .headers()
            .firstValue("Date")
            .map(RetryAfter::dateSeconds)
            .orElse(OptionalLong.empty());
    return seconds.isPresent()
        ? OptionalLong.of(TimeUnit.SECONDS.toNanos(seconds.getAsLong()))
        : seconds;
  }

  private static Reason ofStatus(int status) {
    return status >= 500 ? Reason.UNAVAILABLE : LinkReasons.ofStatus(status);
  }

  private RestException tooLarge(URI address, Throwable cause) {
    return new RestException(
        Reason.TOO_LARGE,
        NOT_TOLD,
        "Answer is too large: venue=%s, address=%s, mostBodyBytes=%d. Ask for less at a time."
            .formatted(venue, address, rules.mostBodyBytes()),
        cause);
  }

  private RestException broken(URI address, Reason reason, String detail, Throwable cause) {
    return new RestException(
        reason,
        NOT_TOLD,
        ("Venue does not answer: venue=%s, address=%s, reason=%s, detail=%s."
                + " Look whether the venue and the network are up.")
            .formatted(venue, address, reason, detail),
        cause);
  }

  private static RestException failure(Reason reason, long retryNanos, String message) {
    return new RestException(reason, retryNanos, message, null);
  }

  /// Lets a thread wait.
  @FunctionalInterface
  public interface Pause {
    /// Waits on the machine's clock.
    Pause REAL = TimeUnit.NANOSECONDS::sleep;

    void nanos(long nanos) throws InterruptedException;
  }
}
