package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Verbs of `paper` over all sessions, against a service that answers what the test says.
class PaperListCommandTest extends StagedCommands {
  private static final String ID = PaperCommandsTest.ID;
  private static final String SESSION = PaperCommandsTest.SESSION;

  private StubService service;

  @BeforeEach
  void serve() throws IOException {
    Path home = folder.resolve(".papertape").toAbsolutePath();
    service = new StubService(home.toString());
    OperatorToken.provide(new Workspace(home));
    Files.writeString(home.resolve("service.port"), service.port() + "\n");
    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s]}".formatted(SESSION));
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void listIsALineASession() {
    assertThat(run("paper", "list")).as(err).isZero();
    assertThat(out)
        .isEqualTo(
            """
            session   state    strategy  begun (UTC)       currency     equity      P&L  P&L %  \
            P&L of day  drawdown %  feed
            5f2b8c0d  running  average   2026-11-26 09:30  USD       100523.10  +523.10  +0.52  \
                -12.50        0.01  replay:synthetic/1d:SYN2@60x
            """);
    assertThat(run("paper", "list", "--json")).isZero();
    assertThat(out).startsWith("[ {\n  \"id\" : \"5f2b8c0d11e2a3f4\"");
  }

  @Test
  void theServiceIsFoundThoughItNamesTheHomeByALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve(".papertape"));
    service.put(
        "GET /api/v1/service", "{\"home\":\"%s\",\"process\":1}".formatted(link.toAbsolutePath()));
    assertThat(run("paper", "list")).as(err).isZero();

    service.put("GET /api/v1/service", "{\"home\":\"/nowhere\",\"process\":1}");
    assertThat(run("paper", "list")).isNotZero();
    assertThat(err).startsWith("No service runs: home=");
  }

  @Test
  void aListCanBeOfSomeStatesOrOneStrategy() {
    for (String filter : new String[] {"--state=running,halted", "--strategy=average"}) {
      assertThat(run("paper", "list", filter)).as(err).isZero();
      assertThat(out).contains("\n5f2b8c0d  running");
    }
    for (String filter : new String[] {"--state=halted", "--strategy=other"}) {
      assertThat(run("paper", "list", filter)).as(err).isZero();
      assertThat(out).isEqualTo("No such session.\n");
    }
    assertThat(run("paper", "list", "--state=runing")).isEqualTo(2);
    assertThat(err).startsWith("Not a state: state=runing. Use recovering, running, ");
  }

  @Test
  void columnsStandBelowEachOtherWhateverIsInThem() {
    String rich =
        SESSION
            .replace("100523.1", "123456789012.25")
            .replace("average", "a-long-name")
            .replace("USD", "JPY");
    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s,%s]}".formatted(SESSION, rich));
    assertThat(run("paper", "list")).as(err).isZero();
    List<String> lines = out.lines().toList();
    assertThat(lines)
        .hasSize(3)
        .map(line -> line.indexOf("replay:"))
        .satisfies(
            at -> {
              assertThat(at.get(1))
                  .isEqualTo(at.get(2))
                  .isEqualTo(lines.getFirst().indexOf("feed"));
            });
    assertThat(lines.get(2)).contains("  JPY       123456789012.25  +123456689012.25  ");
  }

  @Test
  void aNarrowTerminalKeepsWhatWasGainedAndHowTheDataAre() throws IOException {
    JsonNode session = new ObjectMapper().readTree(SESSION);
    assertThat(PositionTable.of(session, 60))
        .contains(
            "symbol  position   price  unrealised  realised  data",
            "SYN2         705  135.22      430.23     97.37  live");
    assertThat(PositionTable.of(session, 20))
        .contains("symbol  position  unrealised  realised  data");
  }

  @Test
  void allThatHaveHaltedAreLetGoOnAndWhoDoesNotIsNamed() {
    String other = SESSION.replace(ID, "aaaabbbbccccdddd").replace("\"running\"", "\"halted\"");
    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s,%s]}".formatted(SESSION, other));
    service.put("POST /api/v1/sessions", other.replace("\"halted\"", "\"running\""));
    assertThat(run("paper", "start", "--session", "--all")).as(err).isZero();
    assertThat(out).isEqualTo("Session aaaabbbbccccdddd goes on: running\n");
    assertThat(service.asked())
        .filteredOn(one -> one.startsWith("POST"))
        .containsExactly("POST /api/v1/sessions with token {\"session\":\"aaaabbbbccccdddd\"}");

    service.put(
        "POST /api/v1/sessions", other.replace("\"halted\"", "\"halted\",\"reason\":\"gone\""));
    assertThat(run("paper", "start", "--all")).isEqualTo(3);
    assertThat(out).startsWith("Session aaaabbbbccccdddd does not go on: Session halted at once: ");

    service.put("GET /api/v1/sessions?limit=1000", "{\"items\":[%s]}".formatted(SESSION));
    assertThat(run("paper", "start", "--session", "--all")).isZero();
    assertThat(out).isEqualTo("No session has halted.\n");
    assertThat(run("paper", "start", "--session", ID, "--all")).isEqualTo(2);
    assertThat(run("paper", "start", "--session")).isEqualTo(2);
    assertThat(run("paper", "start", "--all", "--feed", "replay:x")).isEqualTo(2);
  }
}
