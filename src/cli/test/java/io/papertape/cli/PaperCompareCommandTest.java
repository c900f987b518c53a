package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.ReplayFeeds;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.SessionPlan;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `paper compare` and `paper track` of a session that has run on a replay.
class PaperCompareCommandTest extends StagedCommands {
  private String id = "";

  @BeforeEach
  void trade() throws InterruptedException {
    trade("replay:synthetic:SYN2@0");
  }

  private void trade(String feed) throws InterruptedException {
    Workspace workspace = new Workspace(folder.resolve(".papertape").toAbsolutePath());
    PaperSessions sessions =
        new PaperSessions(
            workspace,
            stage,
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), _ -> {}),
            _ -> {});
    HostedSession session =
        sessions.start(new SessionPlan(folder.resolve("strategies/average"), feed));
    session.awaitRest();
    id = session.id();
  }

  @Test
  void aReplayOfTheSameSetHasNoDifference() {
    assertThat(run("paper", "compare", id, "--data", "synthetic")).as(err).isZero();
    assertThat(out)
        .startsWith("Session %s beside a backtest on synthetic/1d\n".formatted(id))
        .containsPattern("difference +0 +0\n")
        .containsPattern("  gaps +0   0 outages, \\d+ bars missing, 0 late, 0 absent, 0 commands\n")
        .endsWith("No difference: the same decisions, fills and money.\n");
    assertThat(run("paper", "compare", id, "--data", "synthetic", "--json")).isZero();
    assertThat(out).contains("\"same\" : true", "\"cause\" : \"latency\"");
  }

  @Test
  void whatAComparisonLeftThatWasKilledIsGoneAtTheNext() throws Exception {
    Path home = folder.resolve(".papertape");
    Path left = Files.createDirectory(home.resolve("compare-8154711"));
    Files.writeString(left.resolve("0.quotes"), "half of it");
    assertThat(run("paper", "compare", id, "--data", "synthetic")).as(err).isZero();
    try (Stream<Path> all = Files.list(home)) {
      assertThat(all.filter(Files::isDirectory))
          .noneMatch(path -> path.toString().contains("compare-"));
    }
  }

  @Test
  void otherDataAreTheWholeDifference() {
    assertThat(
            run(
                "data",
                "generate",
                "--name",
                "other",
                "--symbols",
                "2",
                "--days",
                "300",
                "--seed",
                "9"))
        .as(err)
        .isZero();
    assertThat(run("paper", "compare", id.substring(0, 8), "--data", "other")).as(err).isZero();
    assertThat(out)
        .contains("First difference of decisions, number 1:\n  session:   {\"kind\":\"decision\"")
        .doesNotContain("No difference");
    assertThat(run("paper", "compare", id, "--data", "none")).isEqualTo(4);
    assertThat(run("paper", "compare", id)).isEqualTo(2);
  }

  @Test
  void aTapeWithoutItsBeginningIsNeverIdenticalAndWhoeverTookItIsToBlame() throws Exception {
    String[] years = {"data", "generate", "--name", "years", "--symbols", "2", "--days", "2500"};
    assertThat(run(years)).as(err).isZero();
    trade("replay:years:SYN2@0");
    assertThat(run("paper", "verify", id)).isZero();
    Path tape = folder.resolve(".papertape/sessions").resolve(id).resolve("tape");
    try (Stream<Path> files = Files.list(tape)) {
      Files.delete(files.sorted().findFirst().orElseThrow());
    }
    assertThat(run("paper", "verify", id)).isEqualTo(1);
    assertThat(out)
        .startsWith("Session %s: NOT RUN AGAIN, its tape lacks ".formatted(id))
        .contains("(retention: forever)\njournal   ", "root as sealed in the ledger: ")
        .endsWith("note: nobody declared that files of this tape may go: they were removed\n")
        .doesNotContain("IDENTICAL");
    assertThat(run("paper", "verify", id, "--json")).isEqualTo(1);
    assertThat(out).contains("\"verdict\" : \"removed\"");
    assertThat(run("paper", "compare", id, "--data", "synthetic")).isEqualTo(4);
    assertThat(err).startsWith("Tape lacks its first files: folder=");
  }

  @Test
  void aSessionIsTrackedAgainstItsBacktest() throws IOException {
    assertThat(run("paper", "track", id)).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Session was not started like a run: session=%s. Name one with --against.\n"
                .formatted(id));
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN2")).as(err).isZero();
    assertThat(run("paper", "track", id, "--against", "last")).as(err).isZero();
    assertThat(out)
        .startsWith("Session %s beside run ".formatted(id))
        .contains(": 293 whole days\n", ", inside the 90 % band ", "alarm     none: p = ");
    assertThat(run("paper", "track", id, "--against", "last", "--json")).isZero();
    assertThat(out)
        .contains("\"days\" : 293", "\"inside\" : true", "\"return\" : ", "\"band\" : {")
        .contains("\"alarm\" : false", "\"alpha\" : 0.05")
        .doesNotContain("\"reason\"");
    tracksTheTradesOfItsBacktest();
    differencesAreTold();
    assertThat(run("paper", "track", id, "--against", "last", "--alpha", "2")).isEqualTo(2);
    assertThat(err).isEqualTo("Chance is not between 0 and 1: alpha=2.0. Use --alpha 0.05.\n");
  }

  /// The day in which it began and the last one are left out, so two days are none.
  @Test
  void aSessionWithoutAWholeDayIsInsideOfNothing() throws Exception {
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN2")).as(err).isZero();
    trade("replay:synthetic:SYN2#..2010-01-05@0");
    assertThat(run("paper", "track", id, "--against", "last", "--json")).as(err).isZero();
    assertThat(out)
        .contains("\"days\" : 0", "\"reason\" : \"no whole day yet\"")
        .doesNotContain("\"inside\"", "\"return\"", "\"band\"");
  }

  private void differencesAreTold() throws IOException {
    assertThat(out).doesNotContain("note: ");
    run("backtest", "strategies/average", "--symbols", "SYN1", "--set", "days=30", "--cash=5000");
    assertThat(run("paper", "track", id, "--against", "last")).as(err).isBetween(0, 1);
    assertThat(out)
        .contains(
            "note: Parameters differ from the run's: session={days=",
            "note: Assumptions differ from the run's: costs, fills, latency or cash.\n",
            "note: Instrument is none of the run's: symbol=SYN2, run=[SYN1].\n");
    Files.createDirectories(folder.resolve("strategies/other"));
    assertThat(run("backtest", "strategies/other")).as(err).isZero();
    assertThat(run("paper", "track", id, "--against", "last")).isEqualTo(2);
    assertThat(err).startsWith("Run is of another strategy: run=");
  }

  /// A replay of the same set trades as the backtest does, at the same prices; and the journal's
  /// round trips are those of the run's own file.
  private void tracksTheTradesOfItsBacktest() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode found = json.readTree(out);
    assertThat(found.at("/hits/trips").asInt()).isGreaterThan(5);
    assertThat(found.at("/hits/wins")).isEqualTo(found.at("/hits/expectedWins"));
    assertThat(found.at("/hits/trips")).isEqualTo(found.at("/hits/expectedTrips"));
    assertThat(found.at("/hits/alarm").asBoolean()).isFalse();
    Path runs = folder.resolve(".papertape/runs");
    List<String> trips =
        Files.readAllLines(runs.resolve(found.get("run").asText()).resolve("round-trips.csv"));
    int pnl = List.of(trips.getFirst().split(",")).indexOf("pnl");
    long won =
        trips.stream().skip(1).filter(line -> !line.split(",", -1)[pnl].startsWith("-")).count();
    assertThat(found.at("/hits/expectedTrips").asInt()).isEqualTo(trips.size() - 1);
    assertThat(found.at("/hits/expectedWins").asLong()).isEqualTo(won);
    assertThat(found.at("/slippage/fills").asInt()).isGreaterThan(10);
    assertThat(found.at("/slippage/fills")).isEqualTo(found.at("/slippage/expectedFills"));
    assertThat(found.at("/slippage/meanBps").asDouble())
        .isCloseTo(found.at("/slippage/expectedBps").asDouble(), within(1e-9));
    assertThat(run("paper", "track", id, "--against", "last")).isZero();
    assertThat(out)
        .containsPattern(
            "hits      \\d+\\.\\d % of \\d+ round trips, expected \\d+\\.\\d % of \\d+ ")
        .containsPattern("slippage  [+-]\\d+\\.\\d\\d bps of \\d+ fills at the market, expected ")
        .endsWith(
            "In all the chance of ever raising a false alarm is at most 0.05,"
                + " beside a backtest that was not picked as the best of many.\n");
  }
}
