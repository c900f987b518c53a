package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.ReplayFeeds;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.SessionPlan;
import io.papertape.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `paper compare` and `paper track` of a session that has run on a replay.
class PaperCompareCommandTest extends StagedCommands {
  private String id = "";

  @BeforeEach
  void trade() throws InterruptedException {
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
        sessions.start(
            new SessionPlan(folder.resolve("strategies/average"), "replay:synthetic:SYN2@0"));
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
  void aSessionIsTrackedAgainstItsBacktest() {
    assertThat(run("paper", "track", id)).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Session was not started like a run: session=%s. Name one with --against.\n"
                .formatted(id));
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN2")).as(err).isZero();
    assertThat(run("paper", "track", id, "--against", "last")).as(err).isZero();
    assertThat(out)
        .startsWith("Session %s beside run ".formatted(id))
        .contains(": 298 whole days\n", ", inside the 90 % band ", "alarm     none: p = ");
    assertThat(run("paper", "track", id, "--against", "last", "--json")).isZero();
    assertThat(out).contains("\"days\" : 298", "\"alarm\" : false", "\"alpha\" : 0.05");
    assertThat(run("paper", "track", id, "--against", "last", "--alpha", "2")).isEqualTo(2);
    assertThat(err).isEqualTo("Chance is not between 0 and 1: alpha=2.0. Use --alpha 0.05.\n");
  }
}
