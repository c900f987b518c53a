package io.papertape.live.transport;

import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks servers that speak the Open Inference Protocol v2 over HTTP. Redirects are not followed:
/// the host that the model's file names is the only one that is sent anything.
public final class HttpModelClient implements ModelClient {
  private static final int MOST_BODY_BYTES = 1 << 20;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .executor(command -> Thread.ofVirtual().name("model").start(command))
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofMillis(ModelServer.MOST_TIMEOUT_MILLIS))
          .build();

  /// Where a version is asked.
  static URI address(ModelServer server) {
    String version = server.version().isEmpty() ? "" : "/versions/" + server.version();
    return URI.create(server.url() + "/v2/models/" + server.model() + version + "/infer");
  }

  @Override
  public Pending ask(RemoteVersion version, double[][] rows) {
    ModelServer server = version.server();
    InferenceCodec codec = new InferenceCodec(server, rows.length);
    HttpRequest request =
        HttpRequest.newBuilder(address(server))
            .timeout(Duration.ofMillis(server.timeoutMillis()))
            .header("Content-Type", "application/json")
            .header("User-Agent", "papertape")
            .POST(HttpRequest.BodyPublishers.ofByteArray(codec.request(rows)))
            .build();
    return new Exchange(client.sendAsync(request, _ -> new BoundedBody(MOST_BODY_BYTES)), codec);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private record Exchange(CompletableFuture<HttpResponse<byte[]>> response, InferenceCodec codec)
      implements Pending {
    @Override
    public Optional<ModelAnswer> await(long nanos) throws InterruptedException {
      try {
        return Optional.of(read(response.get(nanos, TimeUnit.NANOSECONDS)));
      } catch (TimeoutException _) {
        return Optional.empty();
      } catch (ExecutionException e) {
        return Optional.of(failure(LinkReasons.cause(e)));
      }
    }

    private ModelAnswer read(HttpResponse<byte[]> given) {
      return given.statusCode() == OK
          ? codec.read(given.body())
          : new ModelAnswer.Failure(ModelFailure.BAD_STATUS, "status=" + given.statusCode());
    }

    @Override
    public void cancel() {
      response.cancel(true);
    }
  }

  private static ModelAnswer failure(Throwable cause) {
    ModelFailure reason =
        cause instanceof BoundedBody.TooLarge
            ? ModelFailure.BAD_ANSWER
            : switch (LinkReasons.of(cause)) {
              case TIMED_OUT -> ModelFailure.TOO_LATE;
              case NO_NAME, UNREACHABLE -> ModelFailure.UNREACHABLE;
              default -> ModelFailure.CONNECTION_BROKEN;
            };
    return new ModelAnswer.Failure(reason, InferenceCodec.shortened(LinkReasons.text(cause)));
  }
}
