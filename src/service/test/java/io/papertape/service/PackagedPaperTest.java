package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.service.PackagedCommand.Outcome;
import io.papertape.service.PackagedCommand.Running;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole, as a user has it: the command line as a process, which asks the packaged service.
class PackagedPaperTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void setUp() throws IOException {
    home = folder.resolve("home");
    new SyntheticMarket(5, 2, 3, Resolution.parse("1m"))
        .generate(DataStore.in(new Workspace(home)), "minutes", DataSetWriter.Mode.CREATE);
    Path strategy = Files.createDirectories(folder.resolve("waves"));
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

  private Outcome papertape(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("paper"));
    all.addAll(List.of(words));
    return new PackagedCommand(folder, home).run(all);
  }

  private String done(String... words) throws IOException, InterruptedException {
    Outcome outcome = papertape(words);
    assertThat(outcome.code()).as("%s", outcome).isZero();
    return outcome.out();
  }

  private Running following(String id) throws IOException {
    return new PackagedCommand(folder, home)
        .start("follow-", List.of("paper", "show", id, "--follow"));
  }

  /// One line for each of the last entries but for HOLDs, of both lives of the service.
  private void assertFollowedAcrossTheKill(Outcome followed, String id) throws IOException {
    assertThat(followed.code()).as("%s", followed).isZero();
    assertThat(followed.err())
        .isEqualTo(
            """
            The service has gone; waiting for it, 10 minutes at most.
            The service is there again.
            """);
    List<String> entries = new ArrayList<>();
    int secondLife = 0;
    for (String line : journal(id)) {
      JsonNode entry = JSON.readTree(line);
      if (!entry.get("kind").asText().equals("hold")) {
        entries.add(entry.get("time").asText().substring(0, 19).replace('T', ' '));
        secondLife = line.contains("\"reason\":\"restart\"") ? 1 : secondLife + 1;
      }
    }
    List<String> shown = followed.out().lines().map(line -> line.substring(0, 19)).toList();
    assertThat(shown)
        .hasSizeGreaterThan(secondLife)
        .isEqualTo(entries.subList(entries.size() - shown.size(), entries.size()));
  }

  private List<String> journal(String id) throws IOException {
    return Files.readAllLines(home.resolve("sessions").resolve(id).resolve("record/journal.jsonl"));
  }

  private JsonNode until(String id, String state) throws IOException, InterruptedException {
    JsonNode session = JSON.readTree(done("show", id, "--json"));
    for (int turn = 0; turn < 200 && !session.get("state").asText().equals(state); turn++) {
      session = JSON.readTree(done("show", id, "--json"));
    }
    assertThat(session.get("state").asText()).isEqualTo(state);
    return session;
  }

  @Test
  void aTokenThatOthersCanReadStopsTheStart() throws Exception {
    Path token = Files.writeString(home.resolve("token"), "0".repeat(64));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      PackagedService.Outcome outcome = service.outcome();
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).startsWith("Token can be read by others: file=" + token);
    }
  }

  @Test
  void aSessionIsStartedWatchedPausedResumedKilledAndVerified() throws Exception {
    Outcome none = papertape("list");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).startsWith("No service runs: home=" + home);
    String id;
    Running follower;
    try (PackagedService service = PackagedService.serving(home)) {
      assertThat(done("list")).isEqualTo("No sessions yet. papertape paper start begins one.\n");
      String started = done("start", "waves", "--feed", "replay:minutes@600x", "--detach");
      id = started.substring("Session ".length(), "Session ".length() + 16);
      until(id, "running");
      assertThat(done("pause", id.substring(0, 8), "--why", "lunch"))
          .isEqualTo("Session %s pauses.\n".formatted(id));
      until(id, "paused");
      assertThat(done("verify", id)).startsWith("Session %s: IDENTICAL, ".formatted(id));
      done("resume", id);
      follower = following(id);
      JsonNode resumed = until(id, "running");
      assertThat(done("list")).containsPattern("\n" + id.substring(0, 8) + " +running +waves ");
      assertThat(done("show", id)).contains("symbol", "SYN2", "live", "session " + id);
      while (resumed.get("fills").asInt() < 2 || Files.size(follower.out()) == 0) {
        resumed = JSON.readTree(done("show", id, "--json"));
      }
      service.signal("KILL");
      service.outcome();
    }
    try (PackagedService _ = PackagedService.serving(home)) {
      until(id, "running");
      assertThat(done("verify", id)).startsWith("Session %s: IDENTICAL, ".formatted(id));
      assertThat(done("kill", "--all", "--why", "test"))
          .startsWith("Session %s: killed".formatted(id));
      until(id, "killed");
      done("stop", id);
      JsonNode end = until(id, "stopped");
      // After a restart a replay tells the last moment of the tape again.
      assertThat(end.get("dropped").toString()).isIn("{}", "{\"repeated-bar\":1}");
      assertThat(done("show", id, "--follow")).isEmpty();
    }
    assertFollowedAcrossTheKill(follower.outcome(), id);
    String verified = done("verify", id);
    assertThat(verified)
        .matches(
            "Session %s: IDENTICAL, \\d+ entries from \\d+ moments of its tape, sealed\n"
                .formatted(id));
    List<String> journal = journal(id);
    assertThat(verified).contains("IDENTICAL, %d entries".formatted(journal.size()));
    assertThat(String.join("\n", journal))
        .contains("\"action\":\"pause\"", "\"why\":\"lunch\"", "\"reason\":\"restart\"")
        .contains("\"action\":\"kill\"", "\"why\":\"test\"")
        .contains("\"action\":\"resume\"")
        .doesNotContain("missing-bar");
  }
}
