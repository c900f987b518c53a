package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.PaperSessions;
import io.papertape.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sessions over REST, on replays of generated data.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class SessionsResourceTest {
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String SLOW = "replay:paper:SYN2@3600x";

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject PaperSessions sessions;
  @Inject OperatorToken token;
  @Inject AgroalDataSource database;
  private Answers answers;
  private Path strategy;

  @BeforeEach
  void setUp() throws Exception {
    answers = new Answers(address);
    strategy = ServiceHome.waves(workspace, "paper");
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    for (HostedSession session : sessions.list()) {
      if (session.isRunning()) {
        session.kill("test", "over", false);
        if (session.isRunning()) {
          post("/" + session.id() + "/stop", "{}");
        }
      }
      session.awaitRest();
    }
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return answers.send(
        answers
            .request(SESSIONS + path)
            .header("Authorization", token.header())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode start(String feed) {
    HttpResponse<byte[]> answer =
        post("", "{\"strategy\":\"%s\",\"feed\":\"%s\"}".formatted(strategy, feed));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    return Answers.body(answer);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private JsonNode until(String id, String state) {
    return answers.until(SESSIONS + "/" + id, state);
  }

  @Test
  void aSessionIsStartedWatchedToItsEndAndItsEntriesAreAllThere() throws Exception {
    String id = start("replay:paper:SYN2@0").get("id").asText();
    JsonNode end = until(id, "stopped");
    assertThat(end.get("positions").get(0).has("input")).isFalse(); // nothing listens any more
    assertThat(end.get("feed").asText()).isEqualTo("replay:paper/1d:SYN2@0");
    assertThat(end.get("recoveryNotes")).isEmpty();
    assertThat(end.get("fills").asInt()).isGreaterThan(10);
    assertPnl(end);
    assertBlotter(end);
    List<JsonNode> entries = answers.walk(SESSIONS + "/" + id + "/entries", 100);
    assertThat(entries).hasSize(end.get("entries").asInt());
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).get("seq").asInt()).isEqualTo(i);
    }
    assertThat(entries.getLast().get("kind").asText()).isEqualTo("seal");
    String from = SESSIONS + "/" + id + "/entries?limit=1&after=";
    assertThat(answers.json(from + "6").get("items").get(0).get("seq").asInt()).isEqualTo(7);
    HttpResponse<byte[]> refused = answers.get(from + "abc");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(text(refused)).contains("Not a number of an entry: after=abc. Use -1 or more.");
    assertThat(answers.get(from + "6&cursor=x").statusCode()).isEqualTo(400);
    assertThat(answers.json(SESSIONS).get("items").toString()).contains(id);
    assertThat(answers.json(SESSIONS + "/" + id.substring(0, 10)).get("id").asText()).isEqualTo(id);
  }

  /// Its parts add up, of all and of each instrument.
  private static void assertPnl(JsonNode session) {
    assertThat(session.get("currency").asText()).isEqualTo("USD");
    JsonNode pnl = session.get("pnl");
    BigDecimal parts =
        decimal(pnl, "realised").add(decimal(pnl, "unrealised")).subtract(decimal(pnl, "fees"));
    assertThat(decimal(pnl, "total"))
        .isEqualByComparingTo(parts)
        .isEqualByComparingTo(
            decimal(session, "equity").subtract(decimal(session, "startingCash")));
    assertThat(decimal(pnl, "fees")).isPositive().isEqualByComparingTo(decimal(session, "fees"));
    JsonNode position = session.get("positions").get(0);
    assertThat(decimal(position, "realisedPnl")).isEqualByComparingTo(decimal(pnl, "realised"));
    assertThat(decimal(position, "fees")).isEqualByComparingTo(decimal(pnl, "fees"));
    assertThat(pnl.get("date").asText()).isEqualTo(session.get("time").asText().substring(0, 10));
    JsonNode drawdown = session.get("drawdown");
    assertThat(decimal(drawdown, "deepest"))
        .isPositive()
        .isGreaterThanOrEqualTo(decimal(drawdown, "now"));
    assertThat(drawdown.has("stop")).isFalse();
  }

  private void assertBlotter(JsonNode session) {
    String path = SESSIONS + "/" + session.get("id").asText();
    List<JsonNode> fills = answers.walk(path + "/fills", 7);
    assertThat(fills).hasSize(session.get("fills").asInt());
    BigDecimal realised =
        fills.stream()
            .map(one -> decimal(one, "realisedPnl"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(realised).isEqualByComparingTo(decimal(session.get("pnl"), "realised"));
    List<JsonNode> orders = answers.walk(path + "/orders", 1_000);
    assertThat(orders).hasSizeGreaterThanOrEqualTo(fills.size());
    assertThat(orders.getFirst().get("life").get(0).get("state").asText()).isEqualTo("filled");
    String day = fills.get(3).get("time").asText().substring(0, 10);
    assertThat(answers.json("%s/fills?from=%s&to=%s".formatted(path, day, day)).get("items"))
        .contains(fills.get(3))
        .doesNotContain(fills.getFirst());
    for (String list : List.of("/fills", "/orders")) {
      HttpResponse<byte[]> odd = answers.get(path + list + "?from=today");
      assertThat(odd.statusCode()).isEqualTo(400);
      assertThat(text(odd)).contains("Not a day: from=today. Use one such as ");
      HttpResponse<byte[]> swapped = answers.get(path + list + "?from=2010-01-09&to=2010-01-08");
      assertThat(swapped.statusCode()).isEqualTo(400);
      assertThat(text(swapped))
          .contains("Days end before they start: from=2010-01-09, to=2010-01-08. Swap the dates.");
    }
    assertThat(answers.get(SESSIONS + "/ffff/fills").statusCode()).isEqualTo(404);
  }

  private static BigDecimal decimal(JsonNode node, String key) {
    return new BigDecimal(node.get(key).asText());
  }

  @Test
  void eventsAreThoseOfTheJournalInTheirOrderAndEndWithTheSession() throws Exception {
    String id = start("replay:paper:SYN2@0").get("id").asText();
    List<String> kinds = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String last = "";
    String stream = text(answers.get(SESSIONS + "/" + id + "/events?after=-1"));
    for (String line : stream.lines().toList()) {
      if (line.startsWith("event:")) {
        kinds.add(line.substring(6).strip());
      } else if (line.startsWith("data:") && !kinds.getLast().equals("status")) {
        lines.add(line.substring(5).strip());
      } else if (line.startsWith("data:")) {
        last = line;
      }
    }
    assertThat(kinds).contains("decision", "order", "fill", "status").doesNotContain("hold");
    List<String> journal =
        sessions.find(id).entries(-1, 100_000).stream()
            .filter(line -> !line.contains("\"kind\":\"hold\""))
            .toList();
    assertThat(lines).isEqualTo(journal);
    assertThat(stream).doesNotContain("content-type");
    assertThat(last).contains("\"state\":\"stopped\"");
  }

  @Test
  void theOperatorPausesResumesAndKills() throws Exception {
    String id = start(SLOW).get("id").asText();
    until(id, "running");
    HttpResponse<byte[]> paused = post("/" + id + "/pause", "{\"who\":\"ada\",\"why\":\"lunch\"}");
    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(Answers.body(paused).get("state").asText()).isEqualTo("paused");
    HttpResponse<byte[]> resumed = post("/" + id + "/resume", "{}");
    assertThat(resumed.statusCode()).isEqualTo(200);
    assertThat(Answers.body(resumed).get("state").asText()).isEqualTo("running");
    HttpResponse<byte[]> unknown = post("/kill", "{\"strategy\":\"wvaes\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(text(unknown)).contains("No session has this strategy: strategy=wvaes. There are: ");
    JsonNode killed = Answers.body(post("/kill", "{\"who\":\"ada\",\"strategy\":\"waves\"}"));
    assertThat(killed.toString()).contains(id, "killed");
    assertThat(until(id, "killed").get("state").asText()).isEqualTo("killed");
    String journal = String.join("\n", sessions.find(id).entries(-1, 1_000));
    assertThat(journal)
        .contains("\"action\":\"pause\",\"who\":\"ada\",\"why\":\"lunch\"")
        .contains("\"action\":\"kill\",\"who\":\"ada\",\"why\":\"no reason given\"");
    assertThat(post("/" + id + "/stop", "{}").statusCode()).isEqualTo(200);
    until(id, "stopped");
    HttpResponse<byte[]> late = post("/" + id + "/pause", "{}");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(text(late)).contains("Session does not run: session=" + id);
  }

  @Test
  void withoutTheTokenNothingChanges() {
    int before = sessions.list().size();
    for (String path : List.of("", "/kill", "/0123456789abcdef/stop")) {
      for (String header : List.of("Bearer " + "0".repeat(64), "Basic x", "")) {
        HttpResponse<byte[]> answer =
            answers.send(
                answers
                    .request(SESSIONS + path)
                    .header("Content-Type", "application/json")
                    .header("Authorization", header)
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
            .contains("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(Answers.body(answer).get("detail").asText())
            .startsWith("Token is missing or wrong");
      }
    }
    assertThat(sessions.list()).hasSize(before);
  }

  @Test
  void theServiceProvesThatItHasTheTokenWithoutSayingIt() {
    String challenge = OperatorToken.challenge();
    String service = answers.text("/api/v1/service?challenge=" + challenge);
    assertThat(service)
        .contains("\"proof\":\"%s\"".formatted(token.proof(address.getPort(), challenge)))
        .doesNotContain(token.header().substring("Bearer ".length()));
    assertThat(answers.text("/api/v1/service")).contains("\"home\":").doesNotContain("proof");
    HttpResponse<byte[]> wrong = answers.get("/api/v1/service?challenge=1");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(text(wrong)).contains("Not a challenge: it has 1 characters. Send 64 hex digits.");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(text(post("", "{}"))).contains("Strategy or feed is missing");
    HttpResponse<byte[]> feed =
        post("", "{\"strategy\":\"%s\",\"feed\":\"nowhere:BTCUSDT\"}".formatted(strategy));
    assertThat(feed.statusCode()).isEqualTo(400);
    assertThat(text(feed)).contains("No such feed: feed=nowhere:BTCUSDT. There are: replay:");
    assertRefused(
        "{\"colour\":\"red\"}", 400, "Body has an unknown key: key=colour. Known are feed,");
    assertRefused("{\"set\":[1]}", 400, "Body has something of another kind: at=set.");
    assertRefused("[]", 400, "Body has something of another kind: at=its start.");
    assertRefused("{\"feed\":", 400, "Body is no JSON: line=1, column=");
    assertRefused("{\"feed\":\"%s\"}".formatted("x".repeat(20_000)), 413, "Body is too large: ");
    assertRefused(start("waves\\u0000", SLOW), 400, "Not a folder: strategy=waves?");
    assertRefused(
        start(strategy.toString(), "replay:paper#2011-01-01..2010-01-01"), 400, "Not a replay");
    assertRefused(
        start(strategy.toString(), "replay:paper@99999999999999999999x"), 400, "Not a replay");
    assertRefused(
        start(strategy.toString(), SLOW).replace("}", ",\"set\":{\"fast\":null}}"),
        400,
        "Parameter has no value: set.fast=null.");
    String why = "{\"who\":\"ada\",\"why\":\"%s\"}".formatted("y".repeat(501));
    for (String path : List.of("/kill", "/0123/pause", "/0123/kill")) {
      HttpResponse<byte[]> tooLong = post(path, why);
      assertThat(tooLong.statusCode()).isEqualTo(400);
      assertThat(text(tooLong))
          .contains("Text is too long: key=why, characters=501, most=500. Shorten it.");
    }
  }

  /// A number is no text, and what says nothing is not kept for ever.
  @Test
  void whoAndWhyAreTextsThatSaySomething() {
    for (String path : List.of("/kill", "/0123/pause", "/0123/kill")) {
      for (String body : List.of("{\"why\":5}", "{\"who\":true}")) {
        HttpResponse<byte[]> answer = post(path, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("Body has something of another kind: at=wh");
      }
      for (String body : List.of("{\"why\":\"\"}", "{\"why\":\"x\",\"who\":\"  \"}")) {
        HttpResponse<byte[]> answer = post(path, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("Text is empty: key=wh");
      }
    }
  }

  private static String start(String strategy, String feed) {
    return "{\"strategy\":\"%s\",\"feed\":\"%s\"}".formatted(strategy, feed);
  }

  private void assertRefused(String body, int status, String detail) {
    HttpResponse<byte[]> answer = post("", body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Answers.body(answer).get("detail").asText()).startsWith(detail);
    assertThat(answers.get(SESSIONS + "/ffffffffffffffff").statusCode()).isEqualTo(404);
    assertThat(answers.get(SESSIONS + "/ffffffffffffffff/events").statusCode()).isEqualTo(404);
  }

  @Test
  void killWorksWhileTheDatabaseGivesNoConnection() throws Exception {
    String id = start(SLOW).get("id").asText();
    until(id, "running");
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        taken.add(database.getConnection());
      }
      HttpResponse<byte[]> answer =
          answers.send(
              answers
                  .request(SESSIONS + "/" + id + "/kill")
                  .timeout(Duration.ofSeconds(4))
                  .header("Authorization", token.header())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"why\":\"test\"}")));
      assertThat(Answers.body(answer).get("state").asText()).isEqualTo("killed");
      assertThat(answers.text("/q/health").replaceAll("\\s", ""))
          .contains("\"killed\":1", "Databasegivesnoconnection:waited=2s.");
    } finally {
      for (Connection one : taken) {
        one.close();
      }
    }
  }

  @Test
  void healthNamesASessionThatHaltedUntilItGoesOn() throws Exception {
    Path folder = Files.createDirectories(workspace.home().resolve("paper/hanging"));
    Files.writeString(
        folder.resolve("strategy.yaml"),
        "name: hanging\ndata: {set: paper, symbols: [SYN2]}\ncode: Hanging\n");
    Files.writeString(
        folder.resolve("Hanging.java"),
        """
        import io.papertape.strategy.Context;
        import io.papertape.strategy.Strategy;

        public final class Hanging implements Strategy {
          @Override
          public void onStart(Context context) {
            java.util.concurrent.locks.LockSupport.parkNanos(8_000_000_000L);
          }
        }
        """);
    strategy = folder;
    String id = start("replay:paper:SYN2@0").get("id").asText();
    assertThat(Answers.body(post("/" + id + "/kill", "{\"why\":\"it hangs\"}")).toString())
        .contains("\"state\":\"halted\"", "kill-switch: operator: it hangs");
    HttpResponse<byte[]> health = answers.get("/q/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(text(health)).contains(id, "kill-switch: operator: it hangs");
    sessions.find(id).awaitRest();
    Path inTheWay = workspace.home().resolve("sessions/%s/record/reserve/x".formatted(id));
    Files.createDirectories(inTheWay);
    HttpResponse<byte[]> refused = post("", "{\"session\":\"%s\"}".formatted(id));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Answers.body(refused).get("detail").asText())
        .startsWith("Disk does not take it: problem=")
        .contains("reserve");
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    assertThat(post("", "{\"session\":\"%s\"}".formatted(id)).statusCode()).isEqualTo(200);
    until(id, "stopped");
    assertThat(answers.text("/q/health")).doesNotContain(id);
  }
}
