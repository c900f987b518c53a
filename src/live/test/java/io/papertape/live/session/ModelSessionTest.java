package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeAnswer;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.transport.HttpModelClient;
import io.papertape.live.transport.LoopbackModel;
import io.papertape.live.transport.LoopbackModel.Mode;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions whose scores come from a server on loopback, which is well, fails, hangs or is gone.
class ModelSessionTest {
  private static final int BARS = 400;
  private static final int INSTRUMENTS = 3;

  /// Bars before `return(3)` has a value.
  private static final int WARM_UP = 3;

  /// Nobody is late by a machine that is busy.
  private static final int PATIENT_MILLIS = 10_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path home;
  private LoopbackModel model;

  @BeforeEach
  void start() throws IOException {
    model = new LoopbackModel();
  }

  @AfterEach
  void stop() {
    model.close();
  }

  private SessionFolder folder(int bars) {
    return SessionFolder.create(new Workspace(home), KilledSession.manifest(bars), home);
  }

  private PaperSession session(SessionFolder folder, RemoteVersion version, LiveFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        () -> new Scored(version),
        SnapshotPlan.NONE,
        feed,
        new HttpModelClient(),
        System::nanoTime,
        SessionListener.NONE);
  }

  private RemoteVersion version() {
    return model.version(PATIENT_MILLIS, "return(1)", "return(3)");
  }

  /// As fast as it goes: the feed's clock is that of the data.
  private static ReplayFeed quick(int bars) {
    return KilledSession.feed(bars, 0);
  }

  private static List<JsonNode> journal(SessionFolder folder) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(folder.journal())) {
      entries.add(MAPPER.readTree(line));
    }
    return entries;
  }

  private static Map<String, Integer> answers(SessionFolder folder) {
    Map<String, Integer> counts = new TreeMap<>();
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      while (tape.next().isPresent()) {
        for (Optional<TapeAnswer> one = tape.answer(); one.isPresent(); one = tape.answer()) {
          counts.merge(
              switch (one.get().answer()) {
                case ModelAnswer.Scores _ -> "scores";
                case ModelAnswer.Failure failure -> failure.reason().code();
              },
              1,
              Integer::sum);
        }
      }
    }
    return counts;
  }

  /// No order rests on a score that is not there, and what was not decided says why.
  private static void checkDecisions(List<JsonNode> journal) {
    Map<Long, JsonNode> decisions = new TreeMap<>();
    for (JsonNode entry : journal) {
      switch (entry.get("kind").asText()) {
        case "decision" -> decisions.put(entry.get("seq").asLong(), entry);
        case "order" -> {
          JsonNode decision = decisions.get(entry.get("cause").asLong());
          if (decision != null) {
            assertThat(decision.get("inputs").get("score").isNumber()).as("%s", entry).isTrue();
          }
        }
        case "hold" -> {
          JsonNode inputs = entry.get("inputs");
          boolean isMissing = inputs.has("score") && inputs.get("score").isNull();
          assertThat(entry.get("reason").asText().equals("model-unavailable"))
              .as("%s", entry)
              .isEqualTo(isMissing);
        }
        default -> {
          // decides nothing
        }
      }
    }
  }

  private static void assertIdentical(SessionFolder folder, RemoteVersion version)
      throws IOException {
    SessionVerifier.Comparison twin = SessionVerifier.verify(folder, new Scored(version));
    assertThat(twin.parting()).isEmpty();
    assertThat(twin.missing()).isZero();
    assertThat(twin.isSealed()).isTrue();
    assertThat(twin.entries()).isEqualTo(Files.readAllLines(folder.journal()).size());
  }

  @Test
  void scoresAreAskedOnceAMomentAndTheTapeRepeatsThemWhenTheServerIsGone() throws Exception {
    SessionFolder folder = folder(BARS);
    SessionStatus end = session(folder, version(), quick(BARS)).start().await(60_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isGreaterThan(100);
    assertThat(model.bodies())
        .hasSize(BARS - WARM_UP)
        .allMatch(body -> body.contains("\"shape\":[%d,2]".formatted(INSTRUMENTS)));
    assertThat(answers(folder)).isEqualTo(Map.of("scores", BARS - WARM_UP));
    ModelHealth health = end.model().orElseThrow();
    assertThat(health.asked()).isEqualTo(BARS - WARM_UP);
    assertThat(health.failed()).isZero();
    assertThat(health.isDown()).isFalse();
    assertThat(health.p50Nanos()).isPositive().isLessThanOrEqualTo(health.p99Nanos());
    checkDecisions(journal(folder));

    RemoteVersion gone = version();
    model.close();
    assertIdentical(folder, gone);
  }

  @Test
  void whatFailsLeadsToNoOrderAndIsOnTheRecord() throws Exception {
    List<Mode> modes = Stream.of(Mode.values()).filter(mode -> mode != Mode.HANGS).toList();
    // Never three failures in a row.
    model.behaving(number -> number % 3 == 0 ? modes.get(number / 3 % modes.size()) : Mode.WELL);
    SessionFolder folder = folder(BARS);
    SessionStatus end = session(folder, version(), quick(BARS)).start().await(60_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isGreaterThan(100);
    Map<String, Integer> answers = answers(folder);
    assertThat(answers.keySet())
        .containsExactlyInAnyOrder(
            "scores",
            "bad-status",
            "bad-answer",
            "not-a-number",
            "wrong-shape",
            "wrong-count",
            "wrong-model",
            "connection-broken");
    assertThat(end.model().orElseThrow().failed())
        .isEqualTo(BARS - WARM_UP - answers.get("scores"));
    List<JsonNode> journal = journal(folder);
    checkDecisions(journal);
    assertThat(journal)
        .anyMatch(entry -> entry.path("reason").asText().equals("model-unavailable"))
        .anyMatch(
            entry ->
                entry.path("kind").asText().equals("veto")
                    && entry.path("reason").asText().equals("model-unavailable"));
    model.close();
    assertIdentical(folder, version());
  }

  @Test
  void aModelThatIsDownIsLeftAlone() throws Exception {
    model.behaving(_ -> Mode.UNAVAILABLE);
    SessionFolder folder = folder(BARS);
    SessionStatus end = session(folder, version(), quick(BARS)).start().await(60_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isZero();
    assertThat(answers(folder))
        .isEqualTo(
            Map.of(
                "bad-status",
                RemoteModels.MOST_FAILURES,
                "not-asked",
                BARS - WARM_UP - RemoteModels.MOST_FAILURES));
    assertThat(model.bodies()).hasSize(RemoteModels.MOST_FAILURES);
    ModelHealth health = end.model().orElseThrow();
    assertThat(health.isDown()).isTrue();
    assertThat(health.reason()).isEqualTo("bad-status: status=503");
    checkDecisions(journal(folder));
    assertIdentical(folder, version());
  }

  @Test
  void theKillSwitchDoesNotWaitForAModelThatHangs() throws Exception {
    model.behaving(number -> number < 20 ? Mode.WELL : Mode.HANGS);
    SessionFolder folder = folder(BARS);
    PaperSession session = session(folder, version(), quick(BARS)).start();
    Patience.until("hangs", () -> model.bodies().size() > 20);

    long start = System.nanoTime();
    assertThat(session.kill("ada", "it hangs", true)).isEqualTo("killed");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(session.status().state()).isEqualTo(State.KILLED);
    assertThat(answers(folder)).containsEntry("called-off", 1);
    session.command(Command.STOP, "ada", "enough");
    assertThat(session.await(20_000).orElseThrow().state()).isEqualTo(State.STOPPED);
    assertThat(Files.readString(folder.journal())).contains("\"action\":\"kill-and-flatten\"");
    assertIdentical(folder, version());
  }

  @Test
  void aReplayThatAsksSomethingElseIsFoundOut() throws Exception {
    SessionFolder folder = folder(BARS);
    assertThat(session(folder, version(), quick(BARS)).start().await(60_000)).isPresent();
    RemoteVersion other = model.version(PATIENT_MILLIS, "return(1)", "return(2)");
    assertThat(SessionVerifier.verify(folder, new Scored(other)).isIdentical()).isFalse();
  }

  @Test
  void aProcessThatIsKilledWhileItsModelMisbehavesRecovers() throws Exception {
    int kills = 6;
    int bars = 600;
    model.behaving(number -> number % 29 == 3 ? Mode.HANGS : Mode.WELL);
    SessionFolder folder = folder(bars);
    List<String> acknowledged = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (int kill = 0; kill < kills; kill++) {
      live(folder, bars, 200, random.nextInt(1, 120), acknowledged);
    }
    assertThat(live(folder, bars, 2_000, Integer.MAX_VALUE, acknowledged))
        .isEqualTo("end STOPPED Optional.empty");
    RemoteVersion gone = version();
    model.close();

    List<String> journal = Files.readAllLines(folder.journal());
    assertThat(journal.stream().filter(line -> line.contains("\"restart\"")).count())
        .isEqualTo(kills);
    for (String line : acknowledged) {
      assertThat(journal.get(MAPPER.readTree(line).get("seq").asInt())).isEqualTo(line);
    }
    checkDecisions(journal(folder));
    Map<String, Integer> answers = answers(folder);
    assertThat(answers).containsKeys("scores", "too-late");
    assertThat(answers.values().stream().mapToInt(count -> count).sum()).isEqualTo(bars - WARM_UP);
    assertIdentical(folder, gone);
    System.out.printf(
        "Killed %d times: %d entries acknowledged, %d in the journal, 0 lost; answers %s.%n",
        kills, acknowledged.size(), journal.size(), answers);
  }

  /// Starts the process and kills it once it has acknowledged so many entries.
  ///
  /// @return its last line
  private String live(
      SessionFolder folder, int bars, double speed, int entries, List<String> acknowledged)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                KilledModelSession.class.getName(),
                folder.path().toString(),
                Integer.toString(bars),
                Double.toString(speed),
                model.url())
            .redirectError(Redirect.INHERIT)
            .start();
    String last = "";
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int count = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
        if (line.endsWith("}")) {
          acknowledged.add(line);
          count++;
        }
        if (count == entries) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return last;
  }
}
