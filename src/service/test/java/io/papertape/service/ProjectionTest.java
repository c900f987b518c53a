package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.service.projection.Projection;
import io.papertape.service.projection.Reconciliation;
import io.papertape.service.projection.Reconciliation.Finding;
import io.papertape.workspace.Workspace;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs of 61 bars come and go here; those of [ServiceHome] stay.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class ProjectionTest {
  private static final List<String> TABLES =
      List.of("run", "decision", "trade_order", "fill", "round_trip");

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject Projection projection;
  @Inject Reconciliation reconciliation;
  @Inject EntityManager entities;
  private Answers answers;
  private String run;
  private Path folder;

  @BeforeEach
  void setUp() {
    answers = new Answers(address);
    run = RunFixture.complete(workspace.home(), 61);
    folder = workspace.home().resolve("runs").resolve(run);
  }

  @AfterEach
  void tearDown() throws IOException {
    if (Files.exists(folder)) {
      removeFolder();
    }
    projection.rebuild();
  }

  private void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(Pattern.quote(from), to));
  }

  private List<String> contents() {
    List<String> rows = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (String table : TABLES) {
                String order = table.equals("run") ? "id" : "run_id, seq";
                for (Object row :
                    entities
                        .createNativeQuery(
                            "select * from %s order by %s".formatted(table, order), Object[].class)
                        .getResultList()) {
                  rows.add(
                      table + Arrays.stream((Object[]) row).map(ProjectionTest::text).toList());
                }
              }
            });
    return rows;
  }

  private static String text(Object value) {
    try {
      return value instanceof Clob clob
          ? clob.getSubString(1, Math.toIntExact(clob.length()))
          : String.valueOf(value);
    } catch (SQLException e) {
      throw new IllegalStateException("Column cannot be read.", e);
    }
  }

  private int update(String sql) {
    return QuarkusTransaction.requiringNew()
        .call(() -> entities.createNativeQuery(sql).executeUpdate());
  }

  @Test
  void aRebuildGivesWhatTakingInOneByOneGave() {
    assertThat(reconciliation.compare().isClean()).isTrue();
    List<String> incremental = contents();
    assertThat(incremental).hasSizeGreaterThan(5_000);
    assertThat(projection.rebuild()).isEqualTo(3);
    assertThat(contents()).isEqualTo(incremental);
  }

  @Test
  void aRunThatIsRemovedDisappears() throws IOException {
    reconciliation.compare();
    assertThat(answers.get("/api/v1/runs/" + run).statusCode()).isEqualTo(200);
    removeFolder();
    reconciliation.compare();
    assertThat(answers.get("/api/v1/runs/" + run).statusCode()).isEqualTo(404);
    assertThat(contents()).noneMatch(row -> row.contains(run));
  }

  @Test
  void aRunThatTheTablesCannotHoldIsBrokenAndLeavesTheOthersAlone() throws IOException {
    change("result.json", "\"status\":\"complete\"", "\"status\":\"complete, and a lot more\"");
    projection.rebuild();
    JsonNode shown = answers.json("/api/v1/runs/" + run);
    assertThat(shown.path("status").asText()).isEqualTo("broken");
    assertThat(shown.path("problem").asText())
        .startsWith("Run does not fit the projection: reason=Value too long for column")
        .endsWith(" (24)\". Run the strategy again.");
    assertThat(answers.json("/api/v1/runs").path("items"))
        .anyMatch(one -> one.path("status").asText().equals("complete"));
  }

  @Test
  void aFileThatCannotBeLookedAtBreaksItsRunOnly() throws IOException {
    Path result = folder.resolve("result.json");
    Files.delete(result);
    Files.createSymbolicLink(result, result);
    Finding finding = reconciliation.compare();
    assertThat(finding.brokenRuns()).isEqualTo(1);
    assertThat(finding.differences()).isZero();
    assertThat(answers.json("/api/v1/runs/" + run).path("problem").asText())
        .startsWith("Run cannot be read: cause=");
    assertThat(answers.json("/api/v1/runs").path("items"))
        .anyMatch(one -> one.path("status").asText().equals("complete"));
  }

  @Test
  void aFlippedByteOfTheJournalBreaksItsRunOnly() throws IOException {
    change("journal.jsonl", "\"reason\":\"entered\"", "\"reason\":\"enter3d\"");
    Finding finding = reconciliation.compare();
    assertThat(finding.brokenRuns()).isEqualTo(1);
    assertThat(finding.differences()).isZero();
    JsonNode broken = answers.json("/api/v1/runs/" + run);
    assertThat(broken.get("status").asText()).isEqualTo("broken");
    assertThat(broken.get("problem").asText())
        .startsWith("Journal is broken: file=journal.jsonl, entry=")
        .endsWith(
            ", reason=prev is not the hash of the line before. Compare it with a copy kept"
                + " elsewhere.");
    assertThat(answers.get("/api/v1/runs/%s/fills".formatted(run)).statusCode()).isEqualTo(409);
    assertThat(answers.get("/q/health").statusCode()).isEqualTo(503);
    assertThat(answers.get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void aCutTailAnotherManifestAndAMissingFileAreFound() throws IOException {
    String journal = Files.readString(folder.resolve("journal.jsonl"));
    int lastLine = journal.lastIndexOf('\n', journal.length() - 2) + 1;
    Files.writeString(folder.resolve("journal.jsonl"), journal.substring(0, lastLine));
    assertProblemEndsWith(
        "reason=the journal ends without a seal. Compare it with a copy kept elsewhere.");
    Files.writeString(folder.resolve("journal.jsonl"), journal.substring(0, lastLine + 40));
    assertProblemEndsWith("reason=its last line is cut. Compare it with a copy kept elsewhere.");
    Files.writeString(folder.resolve("journal.jsonl"), journal);
    change("result.json", "\"fills\":", "\"fills\":1");
    assertProblemEndsWith("Run the strategy again.");
    change("result.json", "\"fills\":1", "\"fills\":");
    assertThat(reconciliation.compare().isClean()).isTrue();
    Files.delete(folder.resolve("round-trips.csv"));
    assertProblemEndsWith(
        "Run folder is incomplete: file=round-trips.csv. The run did not end, or a file was"
            + " removed.");
    Files.writeString(folder.resolve("manifest.json"), "{}");
    assertProblemEndsWith("found=44136fa355b3678a. Run the strategy again.");
  }

  private void assertProblemEndsWith(String end) {
    reconciliation.compare();
    assertThat(answers.json("/api/v1/runs/" + run).path("problem").asText()).endsWith(end);
  }

  @Test
  void aRowThatWasChangedMissingOrAddedIsADifference() {
    assertThat(reconciliation.compare().isClean()).isTrue();
    String first = "where run_id = '%s' and seq = (select min(seq) from fill where run_id = '%s')";
    assertThat(update("update fill set price = price + 0.00000001 " + first.formatted(run, run)))
        .isEqualTo(1);
    Finding changed = reconciliation.compare();
    assertThat(changed.differences()).isEqualTo(1);
    assertThat(changed.firstDifference().orElseThrow())
        .startsWith("run=%s, table=FillRow, seq=".formatted(run))
        .contains("journal=FillView[", "projection=FillView[");
    update("delete from decision where run_id = '%s'".formatted(run));
    update(
        "insert into round_trip select run_id, 9999, instrument, direction, quantity, entry_nanos,"
            + " exit_nanos, entry_bar, exit_bar, entry_price, exit_price, pnl, fees,"
            + " return_fraction, max_adverse, max_favourable from round_trip where run_id = '%s'"
                .formatted(run)
            + " and seq = 0");
    long decisions = decisions();
    assertThat(decisions).isGreaterThan(20);
    assertThat(reconciliation.compare().differences()).isEqualTo(1 + decisions + 1);
    JsonNode health = Answers.body(answers.get("/q/health/well"));
    assertThat(health.get("status").asText()).isEqualTo("DOWN");
    assertThat(health.get("checks").findValue("differences").asLong()).isEqualTo(1 + decisions + 1);
    projection.rebuild();
    assertThat(reconciliation.compare().isClean()).isTrue();
  }

  private long decisions() {
    try {
      Set<String> kinds = Set.of("\"kind\":\"decision\"", "\"kind\":\"hold\"", "\"kind\":\"veto\"");
      return Files.readAllLines(folder.resolve("journal.jsonl")).stream()
          .filter(line -> kinds.stream().anyMatch(line::contains))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
