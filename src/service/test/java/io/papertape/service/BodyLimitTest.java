package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.OperatorToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bodies that are too large, with and without a length that is stated.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class BodyLimitTest {
  private static final int MOST = 16_384;

  @TestHTTPResource("/")
  URI address;

  @Inject OperatorToken token;

  private final ProblemLog log = new ProblemLog();

  @BeforeEach
  void listen() {
    log.open();
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  private HttpResponse<byte[]> post(String path, BodyPublisher body) {
    Answers answers = new Answers(address);
    return answers.send(
        answers
            .request(path)
            .header("Authorization", token.header())
            .header("Content-Type", "application/json")
            .POST(body));
  }

  private static BodyPublisher unstated(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  /// A command for a strategy that no session has, with blanks behind it.
  private static String kill(int length) {
    String command = "{\"strategy\":\"none\"}";
    return command + " ".repeat(length - command.length());
  }

  private void assertTooLarge(String path, BodyPublisher body, String stated) {
    HttpResponse<byte[]> answer = post(path, body);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Answers.body(answer).get("detail").asText())
        .isEqualTo(
            "Body is too large: Content-Length=%s. Send at most 16384 bytes.".formatted(stated));
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsAProblemThatIsNotLogged() {
    for (String path :
        List.of("sessions/kill", "sessions", "sessions/0/kill", "runs", "jobs/0/cancel")) {
      String full = "/api/v1/" + path;
      for (int length : new int[] {MOST + 1, 40_000}) {
        assertTooLarge(full, unstated(kill(length)), "not stated");
        assertTooLarge(full, BodyPublishers.ofString(kill(length)), String.valueOf(length));
      }
    }
  }

  @Test
  void aBodyWhoseLengthIsNotStatedIsHeededUpToTheLimit() {
    for (int length : new int[] {20, MOST}) {
      HttpResponse<byte[]> answer = post("/api/v1/sessions/kill", unstated(kill(length)));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(Answers.body(answer).get("detail").asText()).contains("none");
    }
  }
}
