package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.Trials;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRegistryTest {
  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  @Test
  void aConfigurationCountsOnceWithItsFirstRatio() {
    TrialRegistry registry = registry("cross", "SYN1");
    registry.add(List.of(entry("a", 0.1), entry("b", 0.3), entry("a", 0.9)));
    assertThat(registry.add(List.of(entry("b", 0.7), entry("c", 0.2))))
        .containsOnlyKeys("a", "b", "c")
        .containsEntry("a", 0.1)
        .containsEntry("b", 0.3);
    Trials trials = TrialRegistry.trials(registry("cross", "SYN1").all()).orElseThrow();
    assertThat(trials).isEqualTo(Trials.of(new double[] {0.1, 0.3, 0.2}));
  }

  @Test
  void anotherStrategyOrOtherDataAreCountedApart() {
    registry("cross", "SYN1").add(List.of(entry("a", 0.1)));
    assertThat(registry("other", "SYN1").all()).isEmpty();
    assertThat(registry("cross", "SYN2").all()).isEmpty();
    assertThat(registry("cross", "SYN1").all()).hasSize(1);
    assertThat(TrialRegistry.trials(registry("other", "SYN1").all())).isEmpty();
  }

  @Test
  void aTornLineIsCutOff() throws IOException {
    registry("cross", "SYN1").add(List.of(entry("a", 0.1), entry("b", 0.3)));
    Path file = file();
    String whole = Files.readString(file);
    Files.writeString(file, "{\"configuration\":\"x\",\"sha", StandardOpenOption.APPEND);
    assertThat(registry("cross", "SYN1").add(List.of(entry("c", 0.5))))
        .containsOnlyKeys("a", "b", "c");
    assertThat(Files.readString(file))
        .isEqualTo(whole + "{\"configuration\":\"c\",\"sharpe\":0.5}\n");
    assertThat(whole.lines().findFirst().orElseThrow())
        .startsWith("{\"data\":[{\"hash\":\"")
        .endsWith("\"resolution\":\"1d\",\"symbol\":\"SYN1\"}],\"strategy\":\"cross\"}");
  }

  @Test
  void whatOthersAddMeanwhileIsSeen() throws IOException {
    TrialRegistry first = registry("cross", "SYN1");
    TrialRegistry second = registry("cross", "SYN1");
    first.add(List.of(entry("a", 0.1)));
    second.add(List.of(entry("b", 0.2), entry("a", 0.7)));
    assertThat(first.add(List.of(entry("b", 0.9), entry("c", 0.3))))
        .containsExactly(Map.entry("a", 0.1), Map.entry("b", 0.2), Map.entry("c", 0.3));
    assertThat(second.all()).isEqualTo(first.all());
    assertThat(Files.readString(file()).lines()).hasSize(4);

    Files.delete(file());
    assertThat(first.add(List.of(entry("d", 0.4)))).containsOnlyKeys("d");
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(stage.workspace.home().resolve("trials"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private TrialRegistry registry(String strategy, String symbol) {
    return TrialRegistry.of(stage.workspace, strategy, "market", List.of(symbol), Resolution.DAY);
  }

  private static TrialRegistry.Entry entry(String configuration, double sharpe) {
    return new TrialRegistry.Entry(configuration, sharpe);
  }
}
