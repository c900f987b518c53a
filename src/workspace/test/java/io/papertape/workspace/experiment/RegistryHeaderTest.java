package io.papertape.workspace.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryHeaderTest {
  private static final String DAMAGED =
      "Trial registry has a damaged line: file=%s, line=1, reason=it does not say whose trials"
          + " these are. Put the file back from a copy. Without one, move it away: its trials are"
          + " then no longer counted until they are run again.";

  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  /// Cut short, filled with zeros, no UTF-8 or not even JSON: it is somebody else's.
  @ParameterizedTest
  @ValueSource(strings = {"cut", "zeros", "garbage", "empty"})
  void aDamagedRegistryOfAnotherStrategyStopsNobody(String damage) throws IOException {
    registry("other").add(List.of(new TrialRegistry.Entry("a", 0.1, 600)));
    Path file = stage.registryFile();
    byte[] whole = Files.readAllBytes(file);
    Files.write(
        file,
        switch (damage) {
          case "cut" -> Arrays.copyOf(whole, 20);
          case "zeros" -> new byte[whole.length];
          case "garbage" -> new byte[] {'{', (byte) 0xff, '\n', '}'};
          default -> new byte[0];
        });

    assertThat(registry("cross").add(List.of(new TrialRegistry.Entry("b", 0.2, 600))))
        .containsOnlyKeys("b");
    assertThat(RegistryHeader.notes(stage.workspace))
        .isEqualTo(
            damage.equals("empty")
                ? List.of()
                : List.of(
                    ("a registry of trials is passed over: file=%s, line=1, reason=it does not say"
                            + " whose they are. Put it back from a copy, or move it away")
                        .formatted(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "zeros", "other"})
  void aDamagedRegistryOfOnesOwnIsNamedWithItsFile(String damage) throws IOException {
    registry("cross").add(List.of(new TrialRegistry.Entry("a", 0.1, 600)));
    Path file = stage.registryFile();
    byte[] whole = Files.readAllBytes(file);
    Files.write(
        file,
        switch (damage) {
          case "cut" -> Arrays.copyOf(whole, 20);
          case "zeros" -> new byte[whole.length];
          default -> Files.readString(file).replace("\"rows\":600", "\"rows\":601").getBytes(UTF_8);
        });
    byte[] damaged = Files.readAllBytes(file);

    refuses(file);
    assertThat(file).hasBinaryContent(damaged);
  }

  /// What is left of it names the strategy and its symbol: its trials would be forgotten.
  @Test
  void aDamagedRegistryThatMayHaveGoneBeforeIsNamedWithItsFile() throws IOException {
    String header =
        "{\"data\":[{\"hash\":\"12\",\"resolution\":\"1d\",\"rows\":9,\"symbol\":\"SYN1\"}],"
            + "\"strategy\":\"cross\"\n";
    Path file = stage.workspace.home().resolve("trials").resolve("0123456789abcdef.jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, header);

    refuses(file);
    assertThat(registry("other").all()).isEmpty();
  }

  private void refuses(Path file) {
    assertThatThrownBy(() -> registry("cross").all())
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.DATA))
        .hasMessage(DAMAGED.formatted(file));
  }

  private TrialRegistry registry(String strategy) {
    return stage.registry(strategy, "SYN1");
  }
}
