package io.papertape.service;

import static io.papertape.service.ProblemsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Methods, conditions and parameters of requests.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class RequestRulesTest {
  @TestHTTPResource("/")
  URI address;

  private Answers answers;
  private String run;

  @BeforeEach
  void setUp() {
    answers = new Answers(address);
    run = answers.json("/api/v1/runs").get("items").get(0).get("id").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/runs                            | GET, HEAD, POST",
        "DELETE | /api/v1/sessions                        | GET, HEAD, POST",
        "GET    | /api/v1/sessions/0000000000000000/pause | POST",
        "PATCH  | /api/v1/jobs/0000000000000000           | DELETE, GET, HEAD"
      })
  void aPathSaysWhichMethodsItTakes(String method, String path, String allowed) {
    HttpResponse<byte[]> answer =
        answers.send(answers.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
  }

  @Test
  void whatEachPathTakesIsWhatTheDescriptionSays() {
    JsonNode paths = answers.json("/q/openapi?format=json").get("paths");
    assertThat(paths.size()).isGreaterThan(20);
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (path.getKey().startsWith("/api/")) {
        TreeSet<String> methods = new TreeSet<>();
        path.getValue()
            .fieldNames()
            .forEachRemaining(one -> methods.add(one.toUpperCase(Locale.ROOT)));
        methods.retainAll(Set.of("DELETE", "GET", "POST"));
        if (methods.contains("GET")) {
          methods.add("HEAD");
        }
        String own = path.getKey().replace("{command}", "pause").replaceAll("\\{[a-z]+}", "0");
        HttpResponse<byte[]> answer =
            answers.send(answers.request(own).method("PATCH", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(own).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow"))
            .as(own)
            .contains(String.join(", ", methods));
      }
    }
  }

  /// What the tag of a run is compared with, its clients have.
  @Test
  void aConditionThatIsNotMetIsSaid() {
    String path = "/api/v1/runs/" + run;
    assertProblem(
        answers.send(answers.request(path).header("If-Match", "\"x\"")),
        412,
        "Run has another tag than If-Match names: id=%s. Ask without it.".formatted(run));
    String tag = answers.get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(answers.send(answers.request(path).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
  }

  @Test
  void aTableThatIsGoneIsSaid() throws IOException {
    Path home = Path.of(answers.json("/api/v1/service").get("home").asText());
    Path equity = home.resolve("runs").resolve(run).resolve("equity.csv");
    Path aside = equity.resolveSibling("aside");
    Files.move(equity, aside);
    try {
      assertProblem(
          answers.get("/api/v1/runs/%s/equity".formatted(run)),
          409,
          "Run lacks its equity.csv: run=%s. papertape verify %s says what else is changed."
              .formatted(run, run));
    } finally {
      Files.move(aside, equity);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs?limit=",
        "runs?cursor=",
        "runs?limit",
        "sessions/0000000000000000/entries?after=",
        "sessions/0000000000000000/fills?from="
      })
  void anEmptyParameterIsNotAbsent(String path) {
    String name = path.replaceFirst("[^?]*[?]([a-z]*)=?", "$1");
    assertProblem(
        answers.get("/api/v1/" + path),
        400,
        "Parameter is empty: name=%s. Give it a value, or leave it out.".formatted(name));
  }
}
