package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `paper blotter` of a session that has run on a replay, without a service.
class PaperBlotterCommandTest extends StagedCommands {
  private String id = "";
  private int fills;

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
    fills = session.status().fills();
  }

  @Test
  void ordersAndFillsAreTablesWithTheirSum() {
    assertThat(run("paper", "blotter", id)).as(err).isZero();
    assertThat(out)
        .startsWith("time (UTC)           order  symbol  side  type ")
        .containsPattern("\n\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +1  SYN2    buy   market ")
        .containsPattern(
            "\n%d fills by the model papertape, realised -?[0-9.]+ USD, fees [0-9.]+ USD\n"
                .formatted(fills));
    assertThat(run("paper", "blotter", id, "--fills")).isZero();
    assertThat(out.lines()).hasSize(fills + 2);
    assertThat(run("paper", "blotter", id, "--orders", "--to", "1999-12-31")).isZero();
    assertThat(out).isEqualTo("No orders.\n");
  }

  @Test
  void csvAndJsonHaveTheSameFills() throws Exception {
    assertThat(run("paper", "blotter", id.substring(0, 9), "--json")).as(err).isZero();
    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(json.path("currency").asText()).isEqualTo("USD");
    assertThat(json.path("fills")).hasSize(fills);
    assertThat(json.path("orders").size()).isGreaterThanOrEqualTo(fills);
    String day = json.path("fills").get(1).path("time").asText().substring(0, 10);

    assertThat(run("paper", "blotter", id, "--csv")).isZero();
    List<String> rows = out.lines().toList();
    assertThat(rows).hasSize(fills + 1);
    assertThat(rows.get(2)).contains("," + json.at("/fills/1/realisedPnl").asText() + ",");
    assertThat(run("paper", "blotter", id, "--csv", "--from", day, "--to", day)).isZero();
    assertThat(out.lines().toList()).contains(rows.get(2)).hasSizeLessThan(rows.size());
    assertThat(run("paper", "blotter", id, "--csv", "--orders")).isZero();
    assertThat(out).startsWith("seq,time,order,parent,symbol,side,type,size,");

    assertThat(run("paper", "blotter", id, "--from", "2015-01-01", "--to", "2014-01-01"))
        .isEqualTo(2);
    assertThat(err)
        .isEqualTo("Days end before they start: from=2015-01-01, to=2014-01-01. Swap the dates.\n");
    assertThat(run("paper", "blotter", id, "--to", "9999-12-31")).isEqualTo(2);
    assertThat(err).startsWith("Not a day of a session: day=9999-12-31. Use one of the years");
    assertThat(run("paper", "blotter", id, "--csv", "--json")).isEqualTo(2);
    assertThat(run("paper", "blotter", id, "--fills", "--orders")).isEqualTo(2);
    assertThat(run("paper", "blotter", id, "--from", "yesterday")).isEqualTo(2);
  }
}
