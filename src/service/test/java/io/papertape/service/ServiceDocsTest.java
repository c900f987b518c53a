package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.service.projection.Projection;
import io.papertape.service.projection.Reconciliation;
import io.papertape.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `docs/service.md` shows is what the service answers, to the byte, in a workspace with the
/// one run that the examples are of.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class ServiceDocsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXAMPLE_BARS = 250;
  private static final Pattern CURL =
      Pattern.compile("^\\$ curl http://localhost:8080(\\S+)\n(.+)$", Pattern.MULTILINE);

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject Projection projection;
  @Inject Reconciliation reconciliation;
  private String docs;
  private Path away;

  @BeforeEach
  void readDocs() throws IOException {
    docs = Files.readString(Path.of(System.getProperty("papertape.root"), "docs/service.md"));
  }

  private void putOtherRunsAway() throws IOException {
    away = workspace.home().resolve("runs.away");
    Files.move(workspace.runs(), away);
    RunFixture.complete(workspace.home(), EXAMPLE_BARS);
    projection.rebuild();
  }

  private void bringOtherRunsBack() throws IOException {
    try (var files = Files.walk(workspace.runs())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.move(away, workspace.runs());
    projection.rebuild();
  }

  @Test
  void everyRequestIsAnsweredAndTheRebuildPrintsAsShown() throws IOException {
    putOtherRunsAway();
    try {
      assertThat(answeredAsShown())
          .as("each curl is followed by its answer on one line")
          .isEqualTo(docs.split("\\$ curl ", -1).length - 1)
          .isGreaterThanOrEqualTo(4);
      assertThat(docs)
          .contains("\n" + ServiceApplication.rebuilt(reconciliation.compare()) + "\n```");
    } finally {
      bringOtherRunsBack();
    }
  }

  private int answeredAsShown() throws IOException {
    Matcher example = CURL.matcher(docs);
    int count = 0;
    while (example.find()) {
      HttpResponse<byte[]> answer = new Answers(address).get(example.group(1));
      JsonNode shown = JSON.readTree(example.group(2));
      assertThat(Answers.body(answer)).as(example.group(1)).isEqualTo(shown);
      int status = shown.path("status").isInt() ? shown.get("status").asInt() : 200;
      assertThat(answer.statusCode()).as(example.group(1)).isEqualTo(status);
      count++;
    }
    return count;
  }

  @Test
  void theTableHasEveryPathOfTheDescription() {
    Set<String> paths = new TreeSet<>();
    new Answers(address)
        .json("/q/openapi?format=json")
        .get("paths")
        .fieldNames()
        .forEachRemaining(paths::add);
    for (String path : paths) {
      String tail = path.replace("/api/v1/runs/{id}/", "/");
      assertThat(docs).containsAnyOf("`" + path + "`", "…" + tail + "`", "…/{id}" + tail + "`");
    }
  }

  @Test
  void theLimitsAreThoseOfTheDocs() {
    Answers answers = new Answers(address);
    assertThat(docs).contains("`limit` is 1 to 1000, 100 if absent.");
    for (String list : List.of("decisions", "equity")) {
      String path = "/api/v1/runs/%s/%s".formatted(run(), list);
      assertThat(answers.json(path).get("items")).hasSize(100);
      assertThat(answers.get(path + "?limit=1000").statusCode()).isEqualTo(200);
      assertThat(answers.get(path + "?limit=1001").statusCode()).isEqualTo(400);
    }
  }

  private String run() {
    for (JsonNode run : new Answers(address).json("/api/v1/runs").get("items")) {
      if (run.path("evaluations").asInt() == ServiceHome.LONG_RUN_BARS) {
        return run.get("id").asText();
      }
    }
    throw new AssertionError("The long run is gone.");
  }
}
