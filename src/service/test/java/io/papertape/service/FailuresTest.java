package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody foresaw: the client learns an id, the log has the id and the trace.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class FailuresTest {

  @TestHTTPResource("/")
  URI address;

  private final ProblemLog log = new ProblemLog();

  @BeforeEach
  void listen() {
    log.open();
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail/exception", "/fail/error", "/outside"})
  void anUnforeseenFailureTellsItsIdAndNothingFromTheInside(String path) {
    HttpResponse<byte[]> answer = new Answers(address).get(path);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode body = Answers.body(answer);
    assertThat(body.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("type", "title", "status", "detail", "instance");
    assertThat(body.get("title").asText()).isEqualTo("Internal Server Error");
    assertThat(body.get("detail").asText())
        .isEqualTo(
            "Request cannot be answered: path=%s, status=500. The service's log says why, under"
                    .formatted(path)
                + " this instance.");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(FailingResource.SECRET, "Exception", "Error:", "\\tat", "java");
    String instance = body.get("instance").asText();
    assertThat(instance).matches("urn:uuid:[0-9a-f-]{36}");
    assertThat(log.records()).hasSize(1);
    assertThat(new PatternFormatter("%s").format(log.records().getFirst()))
        .isEqualTo("Request failed: path=%s, instance=%s".formatted(path, instance));
    assertThat(log.records().getFirst().getThrown()).hasMessage(FailingResource.SECRET);
  }

  @Test
  void eachFailureHasAnIdOfItsOwn() {
    Answers answers = new Answers(address);
    assertThat(Answers.body(answers.get("/fail/one")).get("instance"))
        .isNotEqualTo(Answers.body(answers.get("/fail/one")).get("instance"));
  }

  @Test
  void aDatabaseThatBreaksWhileServingPointsToTheRebuild() {
    JsonNode body = Answers.body(new Answers(address).get("/fail/database"));
    assertThat(body.get("status").asInt()).isEqualTo(500);
    assertThat(body.get("detail").asText())
        .isEqualTo(
            "Projection cannot be used: folder=db, reason=File corrupted: x.mv.db. It is derived:"
                + " run papertape ledger rebuild, which makes it anew from the journals.");
  }
}
