package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
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
import java.util.random.RandomGenerator;

/// Asks one venue over HTTP: one request at a time, within the venue's budget, again after what
/// heals, and not before the venue said. Only GET: there is nothing here that could order.
public final class RestClient implements AutoCloseable {
  private static final int MOST_WORDS = 200;
  private static final long NOT_TOLD = Long.MIN_VALUE;

  private final String venue;
  private final RestRules rules;
  private final RequestPace pace;
  private final LongSupplier nanos;
  private final Pause pause;
  private final VenueWords words;
  private final HttpClient client;

  /// Of a venue whose status says all.
  ///
  /// @param nanos since 1970-01-01 UTC, never backwards
  /// @param pause lets the caller's thread wait; [Pause#REAL] outside tests
  public RestClient(
      String venue,
      RestRules rules,
      RequestBudget budget,
      RandomGenerator random,
      LongSupplier nanos,
      Pause pause) {
    this(venue, VenueWords.NONE, rules, budget, random, nanos, pause);
  }

  /// @param words of the venue on its limits
  /// @param nanos since 1970-01-01 UTC, never backwards
  /// @param pause lets the caller's thread wait; [Pause#REAL] outside tests
  public RestClient(
      String venue,
      VenueWords words,
      RestRules rules,
      RequestBudget budget,
      RandomGenerator random,
      LongSupplier nanos,
      Pause pause) {
    this.venue = venue;
    this.words = words;
    this.rules = rules;
    this.pace = new RequestPace(rules, budget, random);
    this.nanos = nanos;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(rules.timeout())
            .build();
  }

  /// The body of the answer, unpacked.
  ///
  /// @param weight what the request costs of the budget
  /// @throws RestException if the venue refuses, or did not answer in any attempt
  /// @throws IllegalArgumentException for an address that is neither encrypted nor of this machine
  public synchronized byte[] get(URI address, int weight)
      throws RestException, InterruptedException {
    rules.addresses().requireRequest(address);
    while (true) {
      await(address, pace.sendNanos(weight, nanos.getAsLong()));
      pace.sent(weight, nanos.getAsLong());
      try {
        byte[] body = ask(address);
        pace.answered();
        return body;
      } catch (RestException e) {
        OptionalLong again = pace.failed(e.reason(), e.retryNanos(), nanos.getAsLong());
        if (again.isEmpty()) {
          throw e;
        }
        await(address, again.getAsLong());
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void await(URI address, long untilNanos) throws RestException, InterruptedException {
    long now = nanos.getAsLong();
    long wait = untilNanos - now;
    if (pace.isTooLong(untilNanos, now)) {
      throw failure(
          Reason.RATE_LIMITED,
          untilNanos,
          "Request has to wait for too long: venue=%s, address=%s, waitSeconds=%d. Ask later."
              .formatted(venue, address, TimeUnit.NANOSECONDS.toSeconds(wait)));
    }
    if (wait > 0) {
      pause.nanos(wait);
    }
  }

  private byte[] ask(URI address) throws RestException, InterruptedException {
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

  private byte[] read(URI address, HttpResponse<byte[]> response) throws RestException {
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
      return body;
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
