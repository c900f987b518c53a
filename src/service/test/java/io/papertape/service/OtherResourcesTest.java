package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.store.DataStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class OtherResourcesTest {
  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  private Answers answers;

  @BeforeEach
  void setUp() {
    answers = new Answers(address);
  }

  @Test
  void theRootIsAPageWithAllThatItNeedsAndOnlyForThisMachine() {
    HttpResponse<byte[]> page = answers.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    String html = new String(page.body(), StandardCharsets.UTF_8);
    Matcher links = Pattern.compile("(?:href|src)=\"([a-z/][^\"]*)\"").matcher(html);
    int found = 0;
    while (links.find()) {
      if (!links.group(1).startsWith("data:")) {
        found++;
        int status = answers.get("/" + links.group(1).replaceFirst("^/", "")).statusCode();
        assertThat(status).as(links.group(1)).isIn(200, 503); // health may be DOWN
      }
    }
    assertThat(found).isGreaterThan(9);
    assertThat(answers.text("/sessions.js"))
        .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
    assertThat(
            answers.send(answers.request("/").header("Origin", "http://evil.example")).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/sessions.js", "/sessions.css"})
  void aBrowserAsksEachTimeWhetherItsCopyOfThePageIsTheOneThatIsServed(String path) {
    HttpResponse<byte[]> first = answers.get(path);
    assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
    String modified = first.headers().firstValue("Last-Modified").orElseThrow();
    HttpResponse<byte[]> again =
        answers.send(answers.request(path).header("If-Modified-Since", modified));
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void theLedgerIsServedAsItLiesInItsFile() throws IOException {
    List<JsonNode> entries = answers.walk("/api/v1/ledger/entries", 2);
    assertThat(entries).hasSize(3);
    assertThat(entries.get(2).get("prev")).isEqualTo(entries.get(1).get("hash"));
    JsonNode one = answers.json("/api/v1/ledger/entries/1");
    assertThat(one).isEqualTo(entries.get(1));
    assertThat(one.get("run").asText()).isEqualTo("b".repeat(16));
    assertThat(one.get("time").asText()).isEqualTo(ServiceHome.SEALED.toString());
  }

  @Test
  void aBrokenLedgerIsNotServed() throws IOException {
    Path file = workspace.home().resolve("ledger/ledger.jsonl");
    String honest = Files.readString(file);
    try {
      Files.writeString(file, honest.replaceFirst("complete", "failed"));
      HttpResponse<byte[]> answer = answers.get("/api/v1/ledger/entries");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(Answers.body(answer).get("detail").asText())
          .isEqualTo(
              "Ledger is broken: entry=1, reason=prev is not the hash of the line before."
                  + " Compare it with a copy kept elsewhere.");
    } finally {
      Files.writeString(file, honest);
    }
  }

  @Test
  void dataSetsAreThoseOfTheStore() {
    List<JsonNode> sets = answers.walk("/api/v1/data-sets", 1);
    assertThat(sets).hasSize(1);
    assertThat(sets.getFirst().get("name").asText()).isEqualTo("small");
    assertThat(sets.getFirst().get("hash").asText())
        .isEqualTo(DataStore.in(workspace).get("small").hash());
    JsonNode series = sets.getFirst().get("series").get(0);
    assertThat(series.get("symbol").asText()).isEqualTo("SYN1");
    assertThat(series.get("resolution").asText()).isEqualTo("1d");
    assertThat(series.get("bars").asInt()).isEqualTo(15);
    assertThat(series.get("from").asText()).isEqualTo("2010-01-04T14:30:00Z");
  }

  @Test
  void aDataSetThatCannotBeReadSaysWhyAndHidesNoOther() throws IOException {
    Path broken = Files.createDirectories(workspace.data().resolve("broken"));
    Path description = broken.resolve("data-set.json");
    String honest = Files.readString(workspace.data().resolve("small/data-set.json"));
    try {
      for (String text : List.of("{", honest.replace("2010-01-04T14:30", "+9999-01-04T14:30"))) {
        Files.writeString(description, text);
        List<JsonNode> sets = answers.walk("/api/v1/data-sets", 1);
        assertThat(sets.getFirst().toString())
            .isEqualTo(
                ("{\"name\":\"broken\",\"series\":[],\"problem\":\"Data set description cannot be"
                        + " read: file=%s. Delete its folder and import it again.\"}")
                    .formatted(description));
        assertThat(sets.getLast().get("name").asText()).isEqualTo("small");
        assertThat(sets.getLast().has("problem")).isFalse();
      }
      Files.delete(description);
      Files.createDirectory(description);
      JsonNode set = answers.walk("/api/v1/data-sets", 1_000).getFirst();
      assertThat(set.get("problem").asText())
          .startsWith("Data set cannot be read: name=broken, reason=")
          .endsWith(". Mend its folder, or import it again.");
    } finally {
      Files.delete(description);
      Files.delete(broken);
    }
  }

  @Test
  void aStrategyWhoseFileIsNoneSaysWhyAndHidesNoOther() throws IOException {
    Path folder = Files.createDirectories(workspace.home().resolve("s/bent/strategy.yaml"));
    try {
      List<JsonNode> strategies = answers.walk("/api/v1/strategies", 1);
      assertThat(strategies)
          .extracting(one -> one.get("name").asText())
          .containsExactly("bent", "cross", "torn");
      assertThat(strategies.getFirst().get("problem").asText())
          .startsWith("Not readable: file=strategy.yaml, reason=")
          .endsWith(". Make it a text file that can be read.");
    } finally {
      Files.delete(folder);
      Files.delete(folder.getParent());
    }
  }

  @Test
  void strategiesAreFoldersAndABrokenOneSaysWhy() {
    assertThat(answers.walk("/api/v1/strategies", 1).toString())
        .isEqualTo(
            "[{\"name\":\"cross\",\"description\":\"Buys when the fast mean crosses the slow one\"}"
                + ", {\"name\":\"torn\",\"problem\":\"Not readable: file=strategy.yaml, line=1."
                + " Mend the YAML.\"}]");
  }

  @Test
  void openApiDescribesEveryPathItsProblemsAndItsUnits() {
    String text = new String(answers.get("/q/openapi").body(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains(
            "/api/v1/runs:",
            "/api/v1/runs/{id}:",
            "/api/v1/runs/{id}/performance:",
            "/api/v1/runs/{id}/equity:",
            "/api/v1/runs/{id}/decisions:",
            "/api/v1/runs/{id}/orders:",
            "/api/v1/runs/{id}/fills:",
            "/api/v1/runs/{id}/round-trips:",
            "/api/v1/runs/{id}/explain/{seq}:",
            "/api/v1/strategies:",
            "/api/v1/data-sets:",
            "/api/v1/ledger/entries:",
            "/api/v1/ledger/entries/{seq}:")
        .contains("application/problem+json", "#/components/schemas/Problem", "    Problem:")
        .contains("account currency, decimal text");
  }

  @Test
  void healthIsDownWhenTheLedgerIsBrokenOrARunIsNotTheOneItSealed() throws IOException {
    JsonNode run = answers.json("/api/v1/runs?limit=1").get("items").get(0); // it is taken in now
    assertThat(ledgerHealth().toString())
        .isEqualTo(
            "{\"name\":\"ledger\",\"status\":\"UP\",\"data\":{\"entries\":3,\"runsGone\":3,"
                + "\"notEntered\":2}}");
    Path file = workspace.home().resolve("ledger/ledger.jsonl");
    String honest = Files.readString(file);
    try {
      String other = "d".repeat(64);
      seal(run, other);
      seal(run, run.get("root").asText()); // later: what was sealed first is the truth
      assertThat(ledgerHealth().get("status").asText()).isEqualTo("DOWN");
      assertThat(ledgerHealth().get("data").get("problem").asText())
          .isEqualTo(
              ("Run is not the one that was sealed: run=%s, root=%s, sealedRoot=%s."
                      + " papertape verify RUN --root HASH says more.")
                  .formatted(run.get("id").asText(), run.get("root").asText(), other));
      Files.writeString(file, honest.replaceFirst("complete", "failed"));
      assertThat(ledgerHealth().get("data").get("problem").asText())
          .startsWith("Ledger is broken: entry=1, reason=");
      Files.delete(file);
      assertThat(ledgerHealth().get("status").asText()).isEqualTo("DOWN");
      assertThat(ledgerHealth().get("data").get("problem").asText())
          .startsWith("Ledger has no entries, and 2 runs and sessions are sealed, such as ");
    } finally {
      Files.writeString(file, honest);
    }
  }

  private void seal(JsonNode run, String root) {
    Ledger.in(workspace, _ -> {})
        .append(
            new RunSealed(
                run.get("id").asText(),
                run.get("manifest").asText(),
                root,
                RunSealed.Status.COMPLETE),
            Clock.fixed(ServiceHome.SEALED, ZoneOffset.UTC));
  }

  private JsonNode ledgerHealth() {
    for (JsonNode check : Answers.body(answers.get("/q/health/well")).get("checks")) {
      if (check.get("name").asText().equals("ledger")) {
        return check;
      }
    }
    throw new AssertionError("No check of the ledger");
  }

  @Test
  void healthIsUpWithLivenessAndReadiness() {
    assertThat(answers.json("/q/health/live").get("status").asText()).isEqualTo("UP");
    assertThat(answers.json("/q/health/ready").get("status").asText()).isEqualTo("UP");
    JsonNode checks = answers.json("/q/health").get("checks");
    assertThat(checks.findValuesAsText("name")).contains("reconciliation", "ledger");
  }
}
