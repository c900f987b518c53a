package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {
  @TempDir private Path home;

  @Test
  void itIsMadeOnceForItsOwnerAlone() throws Exception {
    Workspace workspace = new Workspace(home.resolve("new"));
    OperatorToken token = OperatorToken.provide(workspace);
    Path file = workspace.home().resolve("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String text = Files.readString(file).strip();
    assertThat(text).matches("[0-9a-f]{64}");
    assertThat(token.isIn("Bearer " + text)).isTrue();
    assertThat(token.isIn("bearer " + text)).isTrue();
    assertThat(token.isIn(text)).isFalse();
    assertThat(OperatorToken.provide(workspace).isIn("Bearer " + text)).isTrue();
    assertThat(token.isIn(text)).isFalse();
    assertThat(token.isIn("Bearer " + text.substring(1))).isFalse();
    assertThat(token.isIn("")).isFalse();
  }

  @Test
  void startsAtOnceTakeTheSame() throws Exception {
    for (int round = 0; round < 50; round++) {
      Workspace workspace = new Workspace(home.resolve("home" + round));
      try (ExecutorService starts = Executors.newFixedThreadPool(8)) {
        List<Callable<String>> all =
            Collections.nCopies(8, () -> OperatorToken.provide(workspace).header());
        Set<String> headers = new TreeSet<>();
        for (Future<String> one : starts.invokeAll(all)) {
          headers.add(one.get());
        }
        assertThat(headers).hasSize(1);
      }
    }
  }

  @Test
  void aStartThatWasKilledInTheMiddleLeavesNoneThatIsEmpty() throws Exception {
    Path draft = Files.writeString(home.resolve("token.draft"), "");
    OperatorToken.provide(new Workspace(home));
    assertThat(Files.readString(home.resolve("token"))).matches("[0-9a-f]{64}\n");
    assertThat(draft).doesNotExist();
  }

  /// `printf 'papertape service on port 8080: %064d' 0 | openssl dgst -sha256 -hmac $(printf
  /// '%064d' 0)`
  @Test
  void aProofIsTheHmacThatOpensslComputes() throws Exception {
    Workspace workspace = new Workspace(home);
    OperatorToken.provide(workspace);
    Files.writeString(home.resolve("token"), "0".repeat(64));
    OperatorToken token = OperatorToken.read(workspace);
    assertThat(token.proof(8080, "0".repeat(64)))
        .isEqualTo("8bf2fb25c0b52b82d426b7543e7bc2dc8665bab29d7bd484749c6604b340307d");
    assertThat(token.proof(8081, "0".repeat(64))).isNotEqualTo(token.proof(8080, "0".repeat(64)));
    assertThat(OperatorToken.challenge())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(OperatorToken.challenge());
  }

  @Test
  void oneThatOthersCanReadIsRefused() throws Exception {
    Workspace workspace = new Workspace(home);
    OperatorToken.provide(workspace);
    Path file = home.resolve("token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> OperatorToken.provide(workspace))
        .hasMessage(
            "Token can be read by others: file=%s, permissions=rw-r-----. Take them back: chmod"
                    .formatted(file)
                + " 600. If somebody may have read it, end the service, delete the file if it is"
                + " there, and start the service anew.");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "secret");
    assertThatThrownBy(() -> OperatorToken.read(workspace))
        .hasMessage(
            "Token is not 64 hex digits: file=%s. To have another, end the service, delete the"
                    .formatted(file)
                + " file if it is there, and start the service anew.");
    Files.delete(file);
    assertThatThrownBy(() -> OperatorToken.read(workspace))
        .hasMessageStartingWith("Token is gone: file=%s. To have another, ".formatted(file));
  }
}
