package io.papertape.live.transport;

import io.papertape.live.transport.FeedChange.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/// Finds the reason behind a status, a close code or an exception of the JDK's client.
final class LinkReasons {
  private static final int SERVICE_RESTART = 1012;
  private static final int TRY_AGAIN_LATER = 1013;

  private LinkReasons() {}

  static Reason ofClose(int code) {
    return switch (code) {
      case SERVICE_RESTART, TRY_AGAIN_LATER -> Reason.UNAVAILABLE;
      case 1006 -> Reason.BROKEN;
      default -> Reason.CLOSED_BY_VENUE;
    };
  }

  /// 418 is what Binance says to those who go on after a 429.
  static Reason ofStatus(int status) {
    return switch (status) {
      case 418, 429 -> Reason.RATE_LIMITED;
      case 502, 503, 504, 520, 521, 522, 523, 524, 530 -> Reason.UNAVAILABLE;
      default -> Reason.REFUSED;
    };
  }

  /// The venue as a whole does not want to be asked now; not a matter of one connection.
  static boolean isOfVenue(Reason reason) {
    return switch (reason) {
      case RATE_LIMITED, UNAVAILABLE, VENUE_MAINTENANCE -> true;
      default -> false;
    };
  }

  static Reason of(Throwable failure) {
    return switch (failure) {
      case HttpTimeoutException _ -> Reason.TIMED_OUT;
      case UnknownHostException _ -> Reason.NO_NAME;
      case UnresolvedAddressException _ -> Reason.NO_NAME;
      case ConnectException e when e.getCause() != null -> of(e.getCause());
      case ConnectException _ -> Reason.UNREACHABLE;
      case NoRouteToHostException _ -> Reason.UNREACHABLE;
      case ClosedChannelException _ -> Reason.UNREACHABLE;
      case SSLException _ -> Reason.UNTRUSTED;
      case IllegalArgumentException _ -> Reason.REFUSED;
      default -> Reason.BROKEN;
    };
  }

  /// @param words of the venue on its limits
  static LinkEvent.OpenFailed openFailed(
      int connection, long atNanos, VenueWords words, Throwable thrown) {
    Throwable failure = cause(thrown);
    if (failure instanceof WebSocketHandshakeException refusal && refusal.getResponse() != null) {
      HttpResponse<?> response = refusal.getResponse();
      Optional<Duration> limit = words.limitsFor(response.statusCode(), new byte[0]);
      return new LinkEvent.OpenFailed(
          connection,
          atNanos,
          limit.isPresent() ? Reason.RATE_LIMITED : ofStatus(response.statusCode()),
          later(limit, retryAfter(response, atNanos)),
          "status=%d".formatted(response.statusCode()));
    }
    return new LinkEvent.OpenFailed(
        connection, atNanos, of(failure), OptionalLong.empty(), text(failure));
  }

  static OptionalLong retryAfter(HttpResponse<?> response, long nowNanos) {
    return response
        .headers()
        .firstValue("Retry-After")
        .map(header -> RetryAfter.nanos(response.statusCode(), header, nowNanos))
        .orElse(OptionalLong.empty());
  }

  /// How long to wait if a venue says it in its own words, in the header, or in both.
  static OptionalLong later(Optional<Duration> words, OptionalLong header) {
    return words.isEmpty()
        ? header
        : OptionalLong.of(Math.max(words.get().toNanos(), header.orElse(0)));
  }

  static Throwable cause(Throwable thrown) {
    boolean isWrapper =
        thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return isWrapper && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
  }

  static String text(Throwable failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : "%s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage());
  }
}
