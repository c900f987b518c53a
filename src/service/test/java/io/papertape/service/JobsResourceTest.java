package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Runs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Backtests over REST.
@QuarkusTest
@QuarkusTestResource(value = ServiceHome.class, restrictToAnnotatedClass = true) // it seals runs
class JobsResourceTest {
  private static final String RUNS = "/api/v1/runs";
  private static final String JOBS = "/api/v1/jobs";

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject OperatorToken token;
  private Answers answers;
  private Path strategy;

  @BeforeEach
  void setUp() throws Exception {
    answers = new Answers(address);
    strategy = ServiceHome.waves(workspace, "jobs");
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        answers
            .request(path)
            .header("Authorization", token.header())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return answers.send(request);
  }

  private String body(int bars) {
    return "{\"strategy\":\"%s\",\"set\":{\"bars\":%d}}".formatted(strategy, bars);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aRunIsAskedForWatchedToItsEndAndIsThereAtOnce() {
    HttpResponse<byte[]> answer = send("POST", RUNS, body(4));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(202);
    String location = answer.headers().firstValue("Location").orElseThrow();
    String id = Answers.body(answer).get("id").asText();
    assertThat(location).endsWith(JOBS + "/" + id);

    String events = text(answers.get(JOBS + "/" + id + "/events"));
    List<String> lines = events.lines().filter(line -> !line.isEmpty()).toList();
    assertThat(lines.get(lines.size() - 2)).isEqualTo("event:end");
    assertThat(lines.getLast()).contains("\"state\":\"done\"");
    assertThat(lines.stream().filter("event:end"::equals)).hasSize(1);

    JsonNode job = answers.json(JOBS + "/" + id);
    assertThat(job.get("state").asText()).isEqualTo("done");
    assertThat(job.at("/request/set/bars").asText()).isEqualTo("4");
    assertThat(job.at("/progress/phase").asText()).isEqualTo("over");
    assertThat(job.at("/progress/done").asDouble()).isEqualTo(1);
    assertThat(job.has("before")).isFalse();
    JsonNode run = answers.json(job.get("result").asText());
    assertThat(run.get("manifest")).isEqualTo(job.get("manifest"));
    assertThat(run.get("root")).isEqualTo(job.get("root"));
    assertThat(run.get("status").asText()).isEqualTo("complete");
    assertThat(answers.json(JOBS).get("items").get(0).get("id").asText()).isEqualTo(id);
    assertThat(answers.walk(JOBS, 1)).extracting(one -> one.get("id").asText()).contains(id);

    HttpResponse<byte[]> late = send("DELETE", JOBS + "/" + id, "");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(text(late)).contains("Job cannot be cancelled: job=%s, state=done.".formatted(id));
  }

  @Test
  void theSameKeyIsTheSameJob() {
    JsonNode job = Answers.body(send("POST", RUNS, body(5), "Idempotency-Key", "once"));
    HttpResponse<byte[]> again = send("POST", RUNS, body(5), "Idempotency-Key", "once");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(Answers.body(again).get("id")).isEqualTo(job.get("id"));
    HttpResponse<byte[]> other = send("POST", RUNS, body(6), "Idempotency-Key", "once");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(Answers.body(other).get("title").asText()).isEqualTo("Unprocessable Content");
    assertThat(Answers.body(other).get("detail").asText())
        .isEqualTo(
            "Key was used for another request: Idempotency-Key=once, job=%s. Use a new one."
                .formatted(job.get("id").asText()));
    HttpResponse<byte[]> odd = send("POST", RUNS, body(5), "Idempotency-Key", "a b");
    assertThat(odd.statusCode()).isEqualTo(400);
    answers.get(JOBS + "/" + job.get("id").asText() + "/events");
  }

  @Test
  void withoutTheTokenNothingHappens() {
    int before = answers.walk(JOBS, 1_000).size();
    for (String header : List.of("Bearer " + "0".repeat(64), "Basic x", "")) {
      for (HttpRequest.Builder request :
          List.of(
              answers.request(RUNS).POST(HttpRequest.BodyPublishers.ofString(body(7))),
              answers.request(JOBS + "/none").DELETE(),
              answers.request(JOBS + "/none/cancel").POST(HttpRequest.BodyPublishers.noBody()))) {
        HttpResponse<byte[]> answer =
            answers.send(
                request.header("Content-Type", "application/json").header("Authorization", header));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
            .contains("application/problem+json");
      }
    }
    assertThat(answers.walk(JOBS, 1_000)).hasSize(before);
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsTaken() {
    int before = answers.walk(JOBS, 1_000).size();
    int runs = Runs.in(workspace).ids().size();
    check("", 400, "Body is missing: send JSON with strategy");
    check("{\"strategy\":\"nope\"}", 400, "No strategy: file=");
    check("{\"strategy\":\"waves\",\"colour\":1}", 400, "Unknown key: key=colour.");
    check("{\"strategy\":\"a\\u0000b\"}", 400, "Not a folder: strategy=");
    check(body(0).replace("\"bars\":0", "\"beers\":3"), 400, "Unknown parameter: ");
    check("{\"strategy\":\"%s\",\"data\":\"none\"}".formatted(strategy), 409, "No such data set: ");
    check(
        "{\"strategy\":\"%s\",\"cash\":\"0\"}".formatted(strategy),
        400,
        "Not an amount of cash: cash=0.");
    assertThat(answers.get(JOBS + "/none").statusCode()).isEqualTo(404);
    assertThat(send("POST", JOBS + "/none/cancel", "").statusCode()).isEqualTo(404);
    for (String body : List.of("{}", " { } ")) {
      assertThat(send("POST", JOBS + "/none/cancel", body).statusCode()).isEqualTo(404);
    }
    HttpResponse<byte[]> why = send("POST", JOBS + "/none/cancel", "{\"why\":\"lunch\"}");
    assertThat(why.statusCode()).isEqualTo(400);
    assertThat(text(why)).contains("Body is not heeded: a job is cancelled as it is. Send none,");
    HttpResponse<byte[]> plain =
        answers.send(
            answers
                .request(RUNS)
                .header("Authorization", token.header())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body(3))));
    assertThat(plain.statusCode()).isEqualTo(415);
    assertThat(text(plain)).contains("Send Content-Type: application/json.");
    assertThat(answers.walk(JOBS, 1_000)).hasSize(before);
    assertThat(Runs.in(workspace).ids()).hasSize(runs);
  }

  @Test
  void aPageBehindAJobThatIsForgottenIsRefused() {
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("jobs/0a1b2c3d4e5f6071:0".getBytes(StandardCharsets.UTF_8));
    HttpResponse<byte[]> answer = answers.get(JOBS + "?cursor=" + cursor);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Answers.body(answer).get("detail").asText())
        .isEqualTo(
            "Job of the cursor is no longer remembered: job=0a1b2c3d4e5f6071. Start from the first"
                + " page.");
  }

  @Test
  void aJobThatTheDiskDoesNotTakeIsNoneAndMayBeSentAgain() throws Exception {
    Path folder = workspace.home().resolve("jobs");
    Path away = workspace.home().resolve("jobs.away");
    boolean isThere = Files.exists(folder);
    if (isThere) {
      Files.move(folder, away);
    }
    Files.createFile(folder);
    try {
      int before = answers.walk(JOBS, 1_000).size();
      HttpResponse<byte[]> answer = send("POST", RUNS, body(8));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("10");
      assertThat(Answers.body(answer).get("detail").asText())
          .isEqualTo(
              ("Disk does not take it: problem=FileAlreadyExistsException: %s. Mend it, then give"
                      + " the command again.")
                  .formatted(folder));
      assertThat(answers.walk(JOBS, 1_000)).hasSize(before);
    } finally {
      Files.delete(folder);
      if (isThere) {
        Files.move(away, folder);
      }
    }
  }

  private void check(String body, int status, String detail) {
    HttpResponse<byte[]> answer = send("POST", RUNS, body);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Answers.body(answer).get("detail").asText()).contains(detail);
  }
}
