package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reasons that are given with commands.
class PaperOrdersTest extends StagedCommands {
  private static final String ID = PaperCommandsTest.ID;

  private StubService service;

  @BeforeEach
  void serve() throws IOException {
    Path home = folder.resolve(".papertape").toAbsolutePath();
    service = new StubService(home.toString());
    OperatorToken.provide(new Workspace(home));
    Files.writeString(home.resolve("service.port"), service.port() + "\n");
  }

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void aReasonThatIsTooLongIsRefusedAndCutByTheKillSwitch() {
    assertThat(run("paper", "pause", ID, "--why", "y".repeat(501))).isEqualTo(2);
    assertThat(err).isEqualTo("Reason is too long: characters=501, most=500. Shorten --why.\n");
    service.put("POST /api/v1/sessions/kill", "{\"sessions\":[],\"count\":0}");
    assertThat(run("paper", "kill", "--all", "--why", "y".repeat(501))).as(err).isZero();
    assertThat(service.asked()).hasSize(1);
    assertThat(service.asked().getFirst()).contains("\"why\":\"%s...\"".formatted("y".repeat(497)));
  }

  @Test
  void aReasonIsCutBetweenCharacters() {
    service.put("POST /api/v1/sessions/kill", "{\"sessions\":[],\"count\":0}");
    String why = "y".repeat(496) + "\uD83D\uDE00".repeat(5);
    assertThat(run("paper", "kill", "--all", "--why", why)).as(err).isZero();
    assertThat(service.asked().getFirst()).contains("\"why\":\"%s...\"".formatted("y".repeat(496)));
  }
}
