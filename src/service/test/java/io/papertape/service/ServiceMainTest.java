package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
            "Service would be open to the network: quarkus.http.host=%s. There is no authentication"
                    .formatted(host)
                + " yet: use 127.0.0.1, localhost or ::1.");
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
