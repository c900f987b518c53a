package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.service.PackagedService.Outcome;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged service meets signals, taken ports and a database that is no database.
class PackagedServiceTest {
  private static final String REBUILD =
      " It is derived: run papertape ledger rebuild, which makes it anew from the journals.\n";
  private static final String UP = "{\n    \"status\": \"UP\"";

  @TempDir Path folder;
  private Path home;
  private String run;

  @BeforeEach
  void setUp() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    run = RunFixture.complete(home, 3_000);
    String hash = "a".repeat(64); // a ledger without any entry has been lost
    Ledger.in(new Workspace(home), _ -> {})
        .append(
            new RunSealed(hash.substring(0, 16), hash, hash, RunSealed.Status.COMPLETE),
            Clock.fixed(ServiceHome.SEALED, ZoneOffset.UTC));
  }

  private Path database() {
    return home.resolve("db/projection.mv.db");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalDuringRequestsEndsItCleanlyAndTheDatabaseIsWhole(String signal, int code)
      throws Exception {
    try (PackagedService service = PackagedService.serving(home)) {
      Answers answers = service.answers();
      String path = "/api/v1/runs/%s/decisions?limit=1000".formatted(run);
      Thread asking = Thread.ofVirtual().start(() -> askUntilItEnds(answers, path));
      try (Socket slow =
          new Socket(InetAddress.getLoopbackAddress(), answers.address().getPort())) {
        slow.getOutputStream().write(request(path, answers.address().getPort()));
        answers.json(path);
        service.signal(signal);
        Outcome outcome = service.outcome();
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).doesNotContain("\tat ", "ERROR");
      }
      asking.join();
    }
    try (PackagedService again = PackagedService.serving(home)) {
      assertThat(comparedHealth(again.answers())).startsWith(UP);
      again.signal("TERM");
      assertThat(again.outcome().out()).doesNotContain("Took in", "WARN", "ERROR");
    }
  }

  /// Every answer that arrives is whole.
  private static void askUntilItEnds(Answers answers, String path) {
    try {
      while (true) {
        answers.json(path);
      }
    } catch (UncheckedIOException _) {
      // The service ended.
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining(": 503 ");
    }
  }

  private static byte[] request(String path, int port) {
    return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
        .formatted(path, port)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aSignalWhileRunsAreTakenInLeavesNoHalfRun() throws Exception {
    for (int bars = 3_001; bars < 3_009; bars++) {
      RunFixture.complete(home, bars);
    }
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      service.awaitLine(Pattern.compile("Took in a run"));
      service.signal("INT");
      Outcome outcome = service.outcome();
      assertThat(outcome.code()).isEqualTo(130);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.out()).doesNotContain("\tat ", "WARN", "ERROR");
    }
    try (PackagedService again = PackagedService.serving(home)) {
      Answers answers = again.answers();
      assertThat(comparedHealth(answers)).startsWith(UP);
      assertThat(answers.json("/api/v1/runs").get("items")).hasSize(9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "truncated"})
  void aDatabaseThatCannotBeReadIsMadeAnewAndHealthSaysSo(String what) throws Exception {
    String decisions = "/api/v1/runs/%s/decisions?limit=1000".formatted(run);
    String before;
    try (PackagedService service = PackagedService.serving(home)) {
      before = service.answers().text(decisions);
      service.signal("TERM");
      service.outcome();
    }
    spoil(what);
    byte[] spoilt = Files.readAllBytes(database());
    try (PackagedService service = PackagedService.serving(home)) {
      JsonNode health = service.answers().json("/q/health");
      assertThat(health.get("status").asText()).isEqualTo("UP");
      Path aside = home.resolve("db/damaged.mv.db");
      assertThat(health.findValue("madeAnew").asText())
          .startsWith("Projection was damaged and is made anew from the journals: reason=")
          .endsWith(", keptAs=%s.".formatted(aside));
      assertThat(Files.readAllBytes(aside)).isEqualTo(spoilt);
      assertThat(service.answers().text(decisions)).isEqualTo(before);
      service.signal("TERM");
      assertThat(service.outcome().out())
          .containsOnlyOnce("Projection was damaged and is made anew from the journals: ")
          .doesNotContain("\tat ", "ERROR");
    }
    try (PackagedService service = PackagedService.serving(home)) {
      assertThat(service.answers().text("/q/health")).doesNotContain("madeAnew");
    }
    assertThatRebuildHelps();
  }

  /// Health once the rows have been compared, for which an answer does not wait long.
  private static String comparedHealth(Answers answers) throws InterruptedException {
    String health = answers.text("/q/health");
    for (int i = 0; i < 600 && health.contains("none yet"); i++) {
      Thread.sleep(100);
      health = answers.text("/q/health");
    }
    assertThat(health).doesNotContain("none yet");
    return health;
  }

  private void assertRefusal(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.err())
        .startsWith("Projection cannot be used: folder=" + home.resolve("db") + ", reason=")
        .endsWith(REBUILD)
        .hasLineCount(1);
    assertThat(outcome.out()).doesNotContain("\tat ");
  }

  private void assertThatRebuildHelps() throws Exception {
    try (PackagedService rebuild = PackagedService.start(home, "rebuild")) {
      Outcome outcome = rebuild.outcome();
      assertThat(outcome.code()).as(outcome.toString()).isZero();
      assertThat(outcome.out()).contains("Rebuilt the projection: runs=1, brokenRuns=0, ");
    }
  }

  private void spoil(String what) throws IOException {
    switch (what) {
      case "garbage" -> {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        Files.write(database(), bytes);
      }
      case "truncated" -> {
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
          file.setLength(5_000);
        }
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  /// H2 may pass over the hole, give up, or go back to an older state, which the run folders then
  /// complete. Health compares every row.
  @ParameterizedTest
  @CsvSource({"0, 12", "1, 99", "50, 75"})
  void aDatabaseWithAHoleIsWholeAgainOrRefused(int fromPercent, int toPercent) throws Exception {
    try (PackagedService service = PackagedService.serving(home)) {
      service.signal("TERM");
      service.outcome();
    }
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      long length = file.length();
      file.seek(length * fromPercent / 100);
      file.write(new byte[(int) (length * (toPercent - fromPercent) / 100)]);
    }
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      Optional<Answers> answers = service.answersUnlessEnded();
      if (answers.isPresent()) {
        String health = comparedHealth(answers.get());
        assertThat(health).containsAnyOf("\"differences\": 0", "Projection cannot be used: ");
        service.signal("TERM");
        service.outcome();
      } else {
        assertRefusal(service.outcome());
      }
    }
    assertThatRebuildHelps();
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        PackagedService service =
            PackagedService.start(home, "serve", "--port", "" + taken.getLocalPort())) {
      assertThat(service.outcome())
          .isEqualTo(
              new Outcome(
                  3,
                  "",
                  "Port is in use: port=%d. Stop what listens there, or choose another with"
                          .formatted(taken.getLocalPort())
                      + " papertape serve --port N.\n"));
    }
  }

  @Test
  void aSecondServiceOfOneHomeIsRefusedAndTheFirstGoesOn() throws Exception {
    try (PackagedService first = PackagedService.serving(home);
        PackagedService second = PackagedService.start(home, "serve", "--port", "0")) {
      Outcome outcome = second.outcome();
      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err())
          .isEqualTo(
              ("Service of this workspace runs already: home=%s, process=%s, port=%s. Use that one,"
                      + " or end it (kill %s) and start again.\n")
                  .formatted(
                      home,
                      Files.readString(home.resolve("service.pid")).strip(),
                      Files.readString(home.resolve("service.port")).strip(),
                      Files.readString(home.resolve("service.pid")).strip()));
      assertThat(first.answers().json("/api/v1/runs").get("items")).hasSize(1);
    }
  }

  @Test
  void aHomeThatDoesNotExistIsAnEmptyOne() throws Exception {
    try (PackagedService service = PackagedService.serving(folder.resolve("new/home"))) {
      assertThat(service.answers().json("/api/v1/runs").get("items")).isEmpty();
      assertThat(comparedHealth(service.answers())).startsWith(UP);
    }
  }

  @Test
  void aHomeThatLiesInAFileSaysSo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (PackagedService service =
        PackagedService.start(file.resolve("home"), "serve", "--port", "0")) {
      Outcome outcome = service.outcome();
      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err())
          .startsWith(
              "Workspace is no folder: home=%s, file=%s. ".formatted(file.resolve("home"), file))
          .endsWith("Set PAPERTAPE_HOME to a folder, or move the file.\n")
          .hasLineCount(1);
    }
  }

  /// Such as on a full disk.
  @Test
  void aServiceThatCannotLeaveItsPortServes() throws Exception {
    Files.createDirectory(home.resolve("service.port"));
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      assertThat(service.answersUnlessEnded()).isPresent();
      service.signal("TERM");
      assertThat(service.outcome().out()).contains("File is not written: name=service.port");
    }
  }
}
