package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class RunsResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  private Answers answers;
  private String longRun;
  private String failedRun;

  @BeforeEach
  void setUp() {
    answers = new Answers(address);
    for (JsonNode run : answers.json("/api/v1/runs").get("items")) {
      if (run.get("status").asText().equals("failed")) {
        failedRun = run.get("id").asText();
      } else if (run.path("evaluations").asInt() == ServiceHome.LONG_RUN_BARS) {
        longRun = run.get("id").asText();
      }
    }
  }

  private String path(String rest) {
    return "/api/v1/runs/" + longRun + rest;
  }

  private List<JsonNode> journal(Set<String> kinds) throws IOException {
    Path file = workspace.home().resolve("runs").resolve(longRun).resolve("journal.jsonl");
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode entry = JSON.readTree(line);
      if (kinds.contains(entry.get("kind").asText())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  @Test
  void aRunHasWhatItsResultHas() throws IOException {
    JsonNode run = answers.json(path(""));
    JsonNode result =
        JSON.readTree(
            workspace.home().resolve("runs").resolve(longRun).resolve("result.json").toFile());
    for (String key :
        List.of("id", "status", "manifest", "root", "strategy", "preset", "entries", "fills")) {
      assertThat(run.get(key)).as(key).isEqualTo(result.get(key));
    }
    for (String key :
        List.of(
            "currency", "cash", "finalEquity", "finalCash", "fees", "from", "to", "evaluations")) {
      assertThat(run.get(key)).as(key).isEqualTo(result.get(key));
    }
    assertThat(run.has("failure")).isFalse();
    assertThat(answers.json("/api/v1/runs/" + failedRun).get("failure").asText())
        .isEqualTo("java.lang.IllegalStateException: Sample fails on purpose: bar=40.");
  }

  @Test
  void aWalkOverDecisionsYieldsEachEntryOfTheJournalOnce() throws IOException {
    List<JsonNode> expected = journal(Set.of("decision", "hold", "veto"));
    assertThat(expected).hasSizeGreaterThan(3_000);
    List<JsonNode> found = answers.walk(path("/decisions"), 1_000);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).get("seq")).isEqualTo(expected.get(i).get("seq"));
      assertThat(found.get(i).get("kind")).isEqualTo(expected.get(i).get("kind"));
      assertThat(found.get(i).get("reason")).isEqualTo(expected.get(i).get("reason"));
      assertThat(found.get(i).path("inputs")).isEqualTo(expected.get(i).path("inputs"));
    }
    assertThat(answers.walk(path("/decisions"), 777)).isEqualTo(found);
  }

  @Test
  void aWalkOverFillsYieldsTheJournalsText() throws IOException {
    List<JsonNode> expected = journal(Set.of("fill"));
    assertThat(expected).hasSizeGreaterThan(2_000);
    List<JsonNode> found = answers.walk(path("/fills"), 1_000);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      for (String key :
          List.of("seq", "order", "side", "quantity", "price", "fee", "bar", "position", "cash")) {
        assertThat(found.get(i).get(key)).as(key).isEqualTo(expected.get(i).get(key));
      }
    }
  }

  @Test
  void anOrderSaysWhatBecameOfIt() throws IOException {
    List<JsonNode> orders = answers.walk(path("/orders"), 1_000);
    assertThat(orders).hasSameSizeAs(journal(Set.of("order")));
    JsonNode bracket = orders.getFirst();
    assertThat(bracket.get("state").asText()).isEqualTo("filled");
    assertThat(bracket.get("filled").asText()).isEqualTo("10");
    assertThat(bracket.get("terms").has("stopLoss")).isTrue();
    JsonNode stop = orders.stream().filter(order -> order.has("parent")).findFirst().orElseThrow();
    assertThat(stop.get("parent")).isEqualTo(bracket.get("order"));
    assertThat(stop.get("instrument").asText()).isEqualTo("TAPE");
    assertThat(stop.get("state").asText()).isEqualTo("cancelled");
    assertThat(stop.get("reason").asText()).isEqualTo("position-closed");
  }

  @Test
  void roundTripsAndEquityAreTheFilesText() throws IOException {
    Path folder = workspace.home().resolve("runs").resolve(longRun);
    List<String> trips =
        answers.walk(path("/round-trips"), 1_000).stream()
            .map(trip -> trip.get("entryPrice").asText() + "," + trip.get("exitPrice").asText())
            .toList();
    assertThat(trips)
        .isEqualTo(
            Files.readAllLines(folder.resolve("round-trips.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[7] + "," + line.split(",", -1)[8])
                .toList());
    List<String> equity =
        answers.walk(path("/equity"), 999).stream()
            .map(point -> point.get("time").asText() + "," + point.get("equity").asText())
            .toList();
    assertThat(equity)
        .isEqualTo(
            Files.readAllLines(folder.resolve("equity.csv")).stream()
                .skip(1)
                .map(line -> line.replace(".000000000Z", "Z"))
                .toList());
  }

  @Test
  void performanceIsWhatTheResultHas() {
    assertThat(answers.json(path("/performance")).toString())
        .isEqualTo(
            "{\"run\":\"%s\",\"figures\":[{\"name\":\"sharpe\",\"convention\":\"papertape\""
                    .formatted(longRun)
                + ",\"n\":3,\"reason\":\"too few observations\"}]}");
  }

  @Test
  void explainGivesCausesAndEffectsFromTheJournal() throws IOException {
    JsonNode fill = journal(Set.of("fill")).getFirst();
    JsonNode explanation = answers.json(path("/explain/" + fill.get("seq").asLong()));
    assertThat(explanation.get("entry")).isEqualTo(fill);
    assertThat(explanation.get("causes").findValuesAsText("kind"))
        .containsExactly("decision", "order");
    JsonNode order = explanation.get("causes").get(1);
    JsonNode decision = explanation.get("causes").get(0);
    assertThat(order.get("cause")).isEqualTo(decision.get("seq"));
    assertThat(fill.get("cause")).isEqualTo(order.get("seq"));
    JsonNode effects =
        answers.json(path("/explain/" + decision.get("seq").asLong())).get("effects");
    assertThat(effects).contains(order, fill);
    assertThat(effects.findValuesAsText("kind"))
        .containsExactly("order", "fill", "order", "order", "order-state", "order-state");
  }

  @Test
  void whatIsSealedIsNotSentTwice() {
    HttpResponse<byte[]> first = answers.get(path("/fills"));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> second =
        answers.send(answers.request(path("/fills")).header("If-None-Match", tag));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache, private");
  }

  @Test
  void answersAreCompressed() {
    HttpResponse<byte[]> answer =
        answers.send(answers.request(path("/fills")).header("Accept-Encoding", "gzip"));
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body().length).isLessThan(answers.get(path("/fills")).body().length / 5);
  }
}
