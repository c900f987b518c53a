package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMainTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]"})
  void loopbackIsAccepted(String host) {
    assertThatCode(() -> LoopbackOnly.check(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "", "192.168.0.1", "papertape.example"})
  void anythingElseIsRefusedBeforeAnythingIsOpened(String host) {
    assertThatThrownBy(() -> LoopbackOnly.check(host))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Service would be open to the network: quarkus.http.host=%s. Reading needs no token:"
                    .formatted(host)
                + " use 127.0.0.1, localhost or ::1.");
  }

  @Test
  void thePortIsTheOnlyOptionOfServe() {
    assertThat(ServiceMain.port(List.of("serve"))).isEmpty();
    assertThat(ServiceMain.port(List.of("serve", "--port", "8081"))).contains("8081");
    for (List<String> wrong :
        List.of(
            List.of("serve", "--port"),
            List.of("serve", "--port", "70000"),
            List.of("serve", "--host", "0.0.0.0"),
            List.of("rebuild", "now"))) {
      assertThatThrownBy(() -> ServiceMain.port(wrong))
          .hasMessage(
              "Unknown arguments: arguments=%s. Use papertape serve [--port N]"
                      .formatted(String.join(" ", wrong))
                  + " or papertape ledger rebuild.");
    }
  }

  @Test
  void aSecondServiceIsToldWhichOneThereIsAndHowToEndIt(@TempDir Path home) throws IOException {
    Workspace workspace = new Workspace(home);
    Path folder = home.resolve("db");
    try (WriteLock _ = WriteLock.take(folder.resolve("service.lock"), Duration.ZERO)) {
      assertThatThrownBy(() -> ServiceMain.lock(workspace, folder))
          .hasMessage(
              ("Service of this workspace runs already: home=%s, process=unknown, port=unknown. Use"
                      + " that one, or end it (ps ax | grep papertape finds its process) and start"
                      + " again.")
                  .formatted(home));
      long process = ProcessHandle.current().pid();
      Files.writeString(home.resolve("service.pid"), process + "\n");
      Files.writeString(home.resolve("service.port"), "8095\n");
      assertThatThrownBy(() -> ServiceMain.lock(workspace, folder))
          .hasMessage(
              ("Service of this workspace runs already: home=%s, process=%d, port=8095. Use that"
                      + " one, or end it (kill %d) and start again.")
                  .formatted(home, process, process));
    }
  }

  @Test
  void whatOthersWroteCannotForgeALineOfTheLog() {
    List<Object> lines = new ArrayList<>();
    SessionHost.log(lines::add, "by=ada: x\n2026-11-26 forged \u001b[31mRED\u0007");
    assertThat(lines).containsExactly("by=ada: x\ufffd2026-11-26 forged \ufffd[31mRED\ufffd");
  }

  @Test
  void theLauncherHelpsWithTheSameWordsWithoutBuilding() throws IOException {
    String launcher = Files.readString(Path.of(System.getProperty("papertape.root"), "papertape"));
    assertThat(launcher).contains("cat <<'END'\n" + ServiceMain.HELP + "END\n");
  }
}
