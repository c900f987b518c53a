package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.OperatorToken;
import io.papertape.service.PackagedCommand.Outcome;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of the packaged service beside the packaged command line, and a process that is killed.
class PackagedJobsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path home;
  private Path strategy;

  @BeforeEach
  void setUp() throws IOException {
    home = folder.resolve("home");
    generate(home);
    strategy = Files.createDirectories(folder.resolve("waves"));
    Files.writeString(
        strategy.resolve("strategy.yaml"),
        """
        name: waves
        data: {set: minutes, symbols: [SYN2], resolution: 1m}
        parameters: {bars: 3}
        features: {mean: sma(bars)}
        rules:
          kind: threshold
          enter_long: {above: close > mean}
          exit_long: {below: close < mean}
          size: {equity: 0.9, at: decision}
        """);
  }

  private static void generate(Path home) {
    new SyntheticMarket(5, 2, 30, Resolution.parse("1m"))
        .generate(DataStore.in(new Workspace(home)), "minutes", DataSetWriter.Mode.CREATE);
  }

  private HttpResponse<byte[]> send(Answers answers, String method, String path, String body) {
    return answers.send(
        answers
            .request(path)
            .header("Authorization", OperatorToken.read(new Workspace(home)).header())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonNode until(Answers answers, String id, String state) {
    return answers.until("/api/v1/jobs/" + id, state);
  }

  @Test
  void theRunIsThatOfTheCommandLineToTheByte() throws Exception {
    Path other = folder.resolve("other");
    generate(other);
    Outcome outcome =
        new PackagedCommand(folder, other)
            .run(
                List.of(
                    "backtest",
                    strategy.toString(),
                    "--set",
                    "bars=5",
                    "--from",
                    "2010-01-06",
                    "--cash",
                    "50000",
                    "--fees-bps",
                    "2.5",
                    "--json"));
    assertThat(outcome.code()).as("%s", outcome).isZero();
    JsonNode expected = JSON.readTree(outcome.out());
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      JsonNode taken =
          Answers.body(
              send(
                  answers,
                  "POST",
                  "/api/v1/runs",
                  """
                  {"strategy": "%s", "set": {"bars": 5}, "from": "2010-01-06", "cash": 50000,
                   "feesBps": 2.5}
                  """
                      .formatted(strategy)));
      JsonNode job = until(answers, taken.get("id").asText(), "done");
      assertThat(job.get("manifest")).isEqualTo(expected.get("manifest"));
      assertThat(job.get("root")).isEqualTo(expected.get("root"));
      assertThat(answers.json(job.get("result").asText()).get("fills").asInt()).isPositive();
      String run = job.get("run").asText();
      try (Stream<Path> files = Files.list(other.resolve("runs").resolve(run))) {
        for (Path file : files.toList()) {
          assertThat(home.resolve("runs").resolve(run).resolve(file.getFileName()))
              .hasSameBinaryContentAs(file);
        }
      }
      service.signal("TERM");
      assertThat(service.outcome().err()).isEmpty();
    }
    Outcome verified = new PackagedCommand(folder, home).run(List.of("verify", "last"));
    assertThat(verified.code()).as("%s", verified).isZero();
  }

  @Test
  void aProcessThatIsKilledLeavesAnInterruptedJobAndNoRun() throws Exception {
    Path slow = Files.createDirectories(folder.resolve("slow"));
    Files.writeString(
        slow.resolve("strategy.yaml"),
        "name: slow\ndata: {set: minutes, symbols: [SYN2], resolution: 1m}\ncode: Slow\n");
    Files.writeString(
        slow.resolve("Slow.java"),
        """
        import io.papertape.strategy.*;

        public final class Slow implements Strategy {
          private double x;

          @Override
          public void onBar(Context context, int instrument) {
            for (long i = 0; i < 2_000_000_000L; i++) {
              x += 1e-9 * i;
            }
            if (x < 0) {
              context.closeAll(instrument);
            }
          }
        }
        """);
    String id;
    String request = "{\"strategy\":\"%s\"}".formatted(slow);
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      id = Answers.body(send(answers, "POST", "/api/v1/runs", request)).get("id").asText();
      JsonNode job = until(answers, id, "running");
      for (int turn = 0; turn < 3_000 && !job.has("run"); turn++) {
        Thread.sleep(20);
        job = answers.json("/api/v1/jobs/" + id);
      }
      Path draft = home.resolve("runs/.draft-" + job.get("run").asText());
      for (int turn = 0; turn < 3_000 && !Files.exists(draft); turn++) {
        Thread.sleep(20);
      }
      service.signal("KILL");
      service.outcome();
      assertThat(draft).exists();
    }
    theNextProcessShowsItInterrupted(id, request);
    assertThat(Files.exists(home.resolve("ledger/ledger.jsonl"))).isFalse();
  }

  private void theNextProcessShowsItInterrupted(String id, String request) throws Exception {
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      JsonNode job = answers.json("/api/v1/jobs/" + id);
      assertThat(job.get("state").asText()).isEqualTo("interrupted");
      assertThat(job.get("reason").asText())
          .isEqualTo(
              "The service ended while it was there. Send it again: the same run comes of it.");
      assertThat(job.has("result")).isFalse();
      assertThat(answers.json("/api/v1/runs").get("items")).isEmpty();
      try (Stream<Path> left = Files.list(home.resolve("runs"))) {
        assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".locks");
      }
      // Cancelled while it hangs in its first bar, and the service still ends as told.
      String again =
          Answers.body(send(answers, "POST", "/api/v1/runs", request)).get("id").asText();
      until(answers, again, "running");
      JsonNode cancelled =
          Answers.body(send(answers, "POST", "/api/v1/jobs/" + again + "/cancel", ""));
      assertThat(cancelled.get("state").asText()).isEqualTo("cancelled");
      service.signal("TERM");
      assertThat(service.outcome().code()).isEqualTo(143);
    }
  }

  @Test
  void theLinesOfTheDocsCanBeCopied() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")), "Skipped: curl is not installed");
    String docs =
        Files.readString(Path.of(System.getProperty("papertape.root"), "docs/service.md"));
    Matcher block = Pattern.compile("```sh\n(token=.*?)```", Pattern.DOTALL).matcher(docs);
    assertThat(block.find()).isTrue();
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      String lines =
          block
              .group(1)
              .replace("localhost:8080", "localhost:" + answers.address().getPort())
              .replace("moving-average-cross", strategy.toString())
              .replace("fast_bars", "bars")
              .replace("synthetic-us", "minutes");
      Path out = folder.resolve("curl.out");
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-e", "-c", lines)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      shell.environment().put("PAPERTAPE_HOME", home.toString());
      int code = shell.start().waitFor();
      String told = Files.readString(out, StandardCharsets.UTF_8);
      assertThat(code).as(told).isZero();
      assertThat(told)
          .contains("HTTP/1.1 202 Accepted", "event:end", "\"state\":\"done\"")
          .contains("Job cannot be cancelled: job=");
    }
  }
}
