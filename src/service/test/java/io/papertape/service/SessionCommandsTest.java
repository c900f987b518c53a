package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.PaperSessions;
import io.papertape.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands to a session whose strategy takes its time.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class SessionCommandsTest {
  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject PaperSessions sessions;
  @Inject OperatorToken token;

  private HttpResponse<byte[]> post(String path, String body) {
    Answers answers = new Answers(address);
    return answers.send(
        answers
            .request("/api/v1/sessions" + path)
            .header("Authorization", token.header())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void areAnsweredWith202UntilTheyAreOnTheRecord() throws Exception {
    ServiceHome.waves(workspace, "paper");
    Path folder = Files.createDirectories(workspace.home().resolve("paper/slow"));
    Files.writeString(
        folder.resolve("strategy.yaml"),
        "name: slow\ndata: {set: paper, symbols: [SYN2]}\ncode: Slow\n");
    Files.writeString(
        folder.resolve("Slow.java"),
        """
        import io.papertape.strategy.Context;
        import io.papertape.strategy.Strategy;

        public final class Slow implements Strategy {
          @Override
          public void onStart(Context context) {}

          @Override
          public void onBar(Context context, int instrument) {
            if (context.barIndex(0) == 3) {
              java.util.concurrent.locks.LockSupport.parkNanos(8_000_000_000L);
            }
          }
        }
        """);
    JsonNode started =
        Answers.body(
            post("", "{\"strategy\":\"%s\",\"feed\":\"replay:paper:SYN2@0\"}".formatted(folder)));
    HostedSession session = sessions.find(started.get("id").asText());
    for (int i = 0; i < 500 && session.status().moments() < 1; i++) {
      Thread.sleep(10);
    }

    HttpResponse<byte[]> answer = post("/" + session.id() + "/pause", "{\"why\":\"wait\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(Answers.body(answer).get("pending").asText())
        .isEqualTo(
            "Command was given and is not on the record yet: command=pause. If the service ends"
                + " before it is, it was not given.");
    for (int i = 0; i < 1_000 && session.entries(-1, 1_000).stream().noneMatch(this::isIt); i++) {
      Thread.sleep(10);
    }
    assertThat(session.entries(-1, 1_000)).anyMatch(this::isIt);
    assertThat(sessions.stop(session, "test", "over")).isTrue();
    session.awaitRest();
  }

  @Test
  void aKeyThatIsNotOfTheCommandIsRefusedAndNothingIsDone() throws Exception {
    Path waves = ServiceHome.waves(workspace, "paper");
    JsonNode started =
        Answers.body(
            post(
                "", "{\"strategy\":\"%s\",\"feed\":\"replay:paper:SYN2@3600x\"}".formatted(waves)));
    HostedSession session = sessions.find(started.get("id").asText());
    for (int i = 0; i < 500 && session.status().moments() < 1; i++) {
      Thread.sleep(10);
    }
    String one = "/" + session.id();
    for (String command : List.of("stop", "pause", "resume", "flatten")) {
      assertRefused(
          one + "/" + command,
          "{\"flatten\":true}",
          "Body has an unknown key: key=flatten. Known are who, why. flatten belongs to POST"
              + " /api/v1/sessions/{id}/kill and POST /api/v1/sessions/kill.");
    }
    for (String command : List.of("/stop", "/pause", "/kill")) {
      String known = command.equals("/kill") ? "flatten, who, why" : "who, why";
      assertRefused(
          one + command,
          "{\"strategy\":\"ridge\"}",
          "Body has an unknown key: key=strategy. Known are %s. strategy belongs to POST"
                  .formatted(known)
              + " /api/v1/sessions/kill.");
    }
    assertThat(session.isRunning()).isTrue();
    assertThat(session.entries(-1, 1_000)).noneMatch(line -> line.contains("\"operator\""));
    assertThat(post(one + "/kill", "{\"flatten\":true}").statusCode()).isEqualTo(200);
    assertThat(sessions.stop(session, "test", "over")).isTrue();
    session.awaitRest();
  }

  @Test
  void aSessionThatGoesOnTakesNothingOfANewOne() {
    assertRefused(
        "",
        "{\"session\":\"5f2b\",\"feed\":\"replay:paper@0\",\"set\":{\"bars\":\"4\"}}",
        "Session goes on as it was begun: session=5f2b, keys=feed,set. Leave the keys out, or the"
            + " session.");
  }

  @Test
  void aBodyIsOneObjectWhoseKeysAreSaidOnce() {
    assertRefused(
        "/kill",
        "{\"flatten\":true,\"strategy\":\"none\",\"flatten\":false}",
        "Body says a key twice: line=1, column=44. Say it once.");
    assertRefused(
        "/kill",
        "{\"strategy\":\"none\"} {\"flatten\":true}",
        "Body goes on behind its end. Send one JSON object.");
  }

  @Test
  void noBodyIsNoCommandThatLeavesEverythingOut() throws Exception {
    Path waves = ServiceHome.waves(workspace, "paper");
    JsonNode started =
        Answers.body(
            post(
                "", "{\"strategy\":\"%s\",\"feed\":\"replay:paper:SYN2@3600x\"}".formatted(waves)));
    HostedSession session = sessions.find(started.get("id").asText());
    String one = "/" + session.id();
    for (String body : List.of("", "null")) {
      for (String path : List.of("/kill", one + "/kill", one + "/stop", one + "/flatten")) {
        assertRefused(path, body, "Body is missing: send a JSON object, {} at least.");
      }
      assertRefused("", body, "Body is missing: send JSON with strategy and feed.");
    }
    assertThat(session.isRunning()).isTrue();
    assertThat(post(one + "/kill", "{}").statusCode()).isEqualTo(200);
    assertThat(sessions.stop(session, "test", "over")).isTrue();
    session.awaitRest();
  }

  private void assertRefused(String path, String body, String detail) {
    HttpResponse<byte[]> answer = post(path, body);
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    assertThat(Answers.body(answer).get("detail").asText()).isEqualTo(detail);
  }

  private boolean isIt(String line) {
    return line.contains("\"action\":\"pause\"") && line.contains("\"why\":\"wait\"");
  }
}
