package io.papertape.service;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.service.PackagedService.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged service meets a database that is no database.
class PackagedDatabaseTest {
  private static final String REBUILD =
      " It is derived: run papertape ledger rebuild, which makes it anew from the journals.\n";

  @TempDir private static Path shared;
  private static String decisions;
  private static String before;

  @TempDir Path folder;
  private Path home;

  /// What each test begins with: a home whose database the service has made.
  @BeforeAll
  static void serveOnce() throws Exception {
    Path first = shared.resolve("home");
    decisions = "/api/v1/runs/%s/decisions?limit=1000".formatted(RunFixture.homeWithRun(first));
    try (PackagedService service = PackagedService.serving(first)) {
      before = service.answers().text(decisions);
      service.signal("TERM");
      service.outcome();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    home = folder.resolve("home");
    Path first = shared.resolve("home");
    try (Stream<Path> files = Files.walk(first)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(first.relativize(file)), COPY_ATTRIBUTES);
      }
    }
  }

  private Path database() {
    return home.resolve("db/projection.mv.db");
  }

  @Test
  void aDatabaseOfGarbageIsMadeAnewAndHealthSaysSo() throws Exception {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    Files.write(database(), bytes);

    assertThatItIsMadeAnew();
  }

  @Test
  void aDatabaseThatWasCutOffIsMadeAnewAndIsAsAnyOtherAfterwards() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      file.setLength(5_000);
    }

    assertThatItIsMadeAnew();
    try (PackagedService service = PackagedService.serving(home)) {
      assertThat(service.answers().text("/q/health")).doesNotContain("madeAnew");
    }
    assertThatRebuildHelps();
  }

  private void assertThatItIsMadeAnew() throws Exception {
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

  /// H2 may pass over the hole, give up, or go back to an older state, which the run folders then
  /// complete. Health compares every row.
  @ParameterizedTest
  @CsvSource({"0, 12", "1, 99", "50, 75"})
  void aDatabaseWithAHoleIsWholeAgainOrRefused(int fromPercent, int toPercent) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      long length = file.length();
      file.seek(length * fromPercent / 100);
      file.write(new byte[(int) (length * (toPercent - fromPercent) / 100)]);
    }
    boolean isWhole = false;
    try (PackagedService service = PackagedService.start(home, "serve", "--port", "0")) {
      Optional<Answers> answers = service.answersUnlessEnded();
      if (answers.isPresent()) {
        String health = answers.get().comparedHealth();
        assertThat(health).containsAnyOf("\"differences\": 0", "Projection cannot be used: ");
        isWhole = health.contains("\"differences\": 0");
        service.signal("TERM");
        service.outcome();
      } else {
        assertRefusal(service.outcome());
      }
    }
    if (!isWhole) {
      assertThatRebuildHelps();
    }
  }
}
