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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sealed session is in the ledger as a run: what takes the id of a run takes that of a session.
class SessionAsRunTest extends StagedCommands {
  private String id = "";

  @BeforeEach
  void trade() throws InterruptedException {
    Workspace workspace = new Workspace(folder.resolve(".papertape").toAbsolutePath());
    HostedSession session =
        new PaperSessions(
                workspace,
                stage,
                new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
                Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
                System::nanoTime,
                new SessionAlerts(AlertSettings.none(), _ -> {}),
                _ -> {})
            .start(
                new SessionPlan(folder.resolve("strategies/average"), "replay:synthetic:SYN2@0"));
    session.awaitRest();
    id = session.id();
  }

  private List<String> journal() throws IOException {
    Path sessions = folder.resolve(".papertape/sessions");
    return Files.readAllLines(sessions.resolve(id).resolve("record/journal.jsonl"));
  }

  @Test
  void itsTapeIsRunAgain() throws IOException {
    assertThat(run("verify", id.substring(0, 8))).as(err).isZero();
    assertThat(out)
        .startsWith("Session %s: IDENTICAL, ".formatted(id))
        .endsWith("moments of its tape, sealed\n");
    String root = journal().getLast().replaceFirst(".*\"root\":\"([0-9a-f]+)\".*", "$1");
    assertThat(run("verify", id, "--root", "0".repeat(64))).isEqualTo(1);
    assertThat(out)
        .startsWith("Session %s: OTHER ROOT, its ".formatted(id))
        .endsWith(", given was %s\n".formatted("0".repeat(64)))
        .doesNotContain("IDENTICAL");
    String whole = out.replaceFirst("(?s).*root      is ([0-9a-f]{64}), given.*", "$1");
    assertThat(whole).isNotEqualTo(root); // that of the seal has no seal in it
    String capitals = whole.toUpperCase(Locale.ROOT);
    assertThat(run("verify", id, "--root", capitals, "--json")).as(err).isZero();
    assertThat(out)
        .contains("\"verdict\" : \"identical\"")
        .contains("\"root\" : \"%s\"".formatted(whole), "\"keptRoot\" : \"%s\"".formatted(whole));
    assertThat(run("verify", id, "--root", root, "--json")).isEqualTo(1);
    assertThat(out)
        .contains("\"verdict\" : \"other-root\"")
        .contains("\"root\" : \"%s\"".formatted(whole), "\"keptRoot\" : \"%s\"".formatted(root));
  }

  @Test
  void itsEntriesAreExplained() throws IOException {
    List<String> lines = journal();
    int fill = 0;
    while (!lines.get(fill).contains("\"kind\":\"fill\"")) {
      fill++;
    }
    assertThat(run("explain", id, "" + fill)).as(err).isZero();
    assertThat(out)
        .startsWith("Session %s, entry %d\nbecause of\n".formatted(id, fill))
        .contains("  decision ", "\nentry\n  " + fill);
    assertThat(run("explain", id, "" + fill, "--json")).isZero();
    assertThat(out).contains("\"kind\" : \"fill\"");
    assertThat(run("explain", id, "999999")).isEqualTo(2);
    assertThat(err)
        .startsWith("No such entry: run=%s, seq=999999. The journal has 0 to".formatted(id));
  }

  /// What an operator or an exception wrote is text, whatever is in it.
  @Test
  void whatStandsInAnEntryCannotMoveTheCursor() throws IOException {
    Path journal =
        folder.resolve(".papertape/sessions").resolve(id).resolve("record/journal.jsonl");
    String why = "{\"seq\":0,\"kind\":\"operator\",\"why\":\"a\\u001b[31mb\\u0000c\"}\n";
    Files.writeString(journal, why);
    assertThat(run("explain", id, "0")).as(err).isZero();
    assertThat(out).contains("why=a\uFFFD[31mb\uFFFDc\n");
  }

  @Test
  void itIsHeldAgainstARun() {
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN2")).as(err).isZero();
    assertThat(run("diff", id, "last")).as(err).isZero();
    assertThat(out)
        .startsWith(id + " against ")
        .containsPattern("feed +replay:synthetic/1d:SYN2@0 -> \\(absent\\)")
        .contains("decisions: the same\n");
    assertThat(out.substring(out.indexOf("figures"))).doesNotContain("fills ", "orders ", "fees ");
    assertThat(out).doesNotContain("instruments");
    assertThat(run("diff", id, id)).isZero();
    assertThat(out).contains("inputs: the same\ndecisions: the same\nfigures: the same\n");
  }

  @Test
  void instrumentsAreComparedSymbolBySymbol() throws IOException {
    assertThat(run("backtest", "strategies/average", "--symbols", "SYN1")).as(err).isZero();
    assertThat(run("diff", "last", id)).as(err).isZero();
    assertThat(out.lines().filter(line -> line.contains("instruments")).map(String::strip))
        .containsExactly(
            "instruments.SYN1             there -> (absent)",
            "instruments.SYN2             (absent) -> there");

    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (LocalDate day = LocalDate.of(2010, 1, 4); day.getMonthValue() < 3; day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() < 6) {
        csv.append("%s,5,6,4,5.5,10\n".formatted(day));
      }
    }
    Files.writeString(folder.resolve("yen.csv"), csv);
    run("data", "import", "yen.csv", "--name=yen", "--symbol=SYN2", "--currency=JPY");
    assertThat(run("backtest", "strategies/average", "--data=yen")).as(err).isZero();
    assertThat(run("diff", "last", id)).as(err).isZero();
    assertThat(out.lines().filter(line -> line.contains("instruments.")).map(String::strip))
        .contains("instruments.SYN2.currency    JPY -> USD")
        .noneMatch(line -> line.contains("(absent)"));
  }

  @Test
  void whatASessionHasNotIsSaidWithWhatItHas() {
    assertThat(run("report", id)).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            ("Session has no report: session=%s. papertape paper show %s shows it, paper track and"
                    + " paper compare hold it against a backtest.\n")
                .formatted(id, id));
    assertThat(run("audit", id)).isEqualTo(2);
    assertThat(err).startsWith("Session has no future to look into: session=" + id);
    assertThat(run("reproduce", id)).isEqualTo(2);
    assertThat(err).startsWith("Session is no row of a sweep: session=" + id);
    assertThat(run("why-not", id, "SYN2", "2010-03-01")).isEqualTo(2);
    assertThat(err)
        .startsWith("Session keeps each HOLD in its journal: session=" + id)
        .endsWith(" papertape explain %s SEQ explains one.\n".formatted(id));
  }
}
