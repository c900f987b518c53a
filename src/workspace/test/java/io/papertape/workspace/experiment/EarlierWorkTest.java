package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierWorkTest {
  @TempDir private Path home;
  private SweepStage stage;
  private Path run;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
    run = stage.backtest(Map.of()).folder().path();
  }

  @Test
  void aFinishedRunOfTheStrategyCounts() throws IOException {
    assertThat(of("cross").count(Optional.empty())).isEqualTo(1);
    assertThat(of("other").count(Optional.empty())).isZero();
    assertThat(of("cross").count(Optional.of(run.getFileName().toString()))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"result.json", "manifest.json"})
  void aDamagedFileOfAnotherStrategyStopsNobody(String name) throws IOException {
    damage(name);
    assertThat(of("other").count(Optional.empty())).isZero();

    Files.write(run.resolve(name), new byte[100]);
    assertThat(of("other").count(Optional.empty())).isZero();
  }

  @Test
  void aDamagedResultOfOnesOwnIsNamedWithItsFile() throws IOException {
    int lines = damage("result.json");
    assertThat(lines).isGreaterThan(1);
    refuses(lines);
    Files.write(run.resolve("result.json"), new byte[100]);
    refuses(1);
    Files.write(run.resolve("result.json"), new byte[0]);
    refuses(1);
    assertThat(of("cross").count(Optional.of(run.getFileName().toString()))).isZero();
  }

  private void refuses(int line) {
    assertThatThrownBy(() -> of("cross").count(Optional.empty()))
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> assertThat(e.kind()).isEqualTo(WorkspaceException.Kind.DATA))
        .hasMessage(
            ("Result of an earlier run is damaged: file=%s, line=%d, reason=it is no JSON. Put the"
                    + " file back from a copy. Without one, move the folder of the run away and"
                    + " make the run again.")
                .formatted(run.resolve("result.json"), line));
  }

  /// Keeps half of a file; number of its last line.
  private int damage(String name) throws IOException {
    Path file = run.resolve(name);
    String whole = Files.readString(file);
    String half = whole.substring(0, whole.length() / 2);
    Files.writeString(file, half);
    return (int) half.lines().count();
  }

  private EarlierWork of(String strategy) {
    return new EarlierWork(
        stage.workspace.home(), strategy, "market", List.of("SYN1"), Resolution.DAY);
  }
}
