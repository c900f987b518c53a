package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.service.PackagedService.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged service meets signals, taken ports and homes that are none.
class PackagedServiceTest {
  private static final String UP = "{\n    \"status\": \"UP\"";

  @TempDir Path folder;
  private Path home;
  private String run;

  @BeforeEach
  void setUp() throws IOException {
    home = folder.resolve("home");
    run = RunFixture.homeWithRun(home);
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
      assertThat(again.answers().comparedHealth()).startsWith(UP);
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
      assertThat(answers.comparedHealth()).startsWith(UP);
      assertThat(answers.json("/api/v1/runs").get("items")).hasSize(9);
    }
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
      assertThat(service.answers().comparedHealth()).startsWith(UP);
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
