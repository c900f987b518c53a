package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was tried and is in no count is told.
class UncountedTest {
  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  @Test
  void trialsOnOtherSeriesAndOfOtherStrategiesAreTold() {
    tried("cross", List.of("SYN1"), "a", "b", "a");
    tried("cross", List.of("SYN2"), "a");
    tried("cross", List.of("SYN1", "SYN2"), "a", "c");
    tried("other", List.of("SYN1"), "a", "b", "c", "d");
    tried("other", List.of("SYN2"), "a");

    assertThat(registry("cross", List.of("SYN1")).uncounted()).isEqualTo(new Uncounted(0, 3, 4));
    assertThat(registry("other", List.of("SYN2")).uncounted()).isEqualTo(new Uncounted(0, 4, 1));
    assertThat(registry("third", List.of("SYN2")).uncounted()).isEqualTo(new Uncounted(0, 0, 2));
  }

  @Test
  void aRegistryOfOtherWorkThatIsDamagedStopsNothing() throws IOException {
    tried("other", List.of("SYN1"), "a", "b");
    Path file;
    try (Stream<Path> files = Files.list(stage.workspace.home().resolve("trials"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("\"sharpe\"", "\"sh"));
    assertThat(registry("cross", List.of("SYN1")).uncounted()).isEqualTo(new Uncounted(0, 0, 2));

    Files.writeString(file, whole.substring(5));
    assertThat(registry("cross", List.of("SYN1")).uncounted().rows()).isEmpty();
  }

  @Test
  void aRunSaysWhatItDoesNotCount() {
    tried("cross", List.of("SYN2"), "a");
    tried("other", List.of("SYN1"), "a", "b");

    RunTrial trial = RunTrial.record(stage.workspace, stage.backtest(Map.of("fast", "7")));

    assertThat(trial.count()).isEqualTo(1);
    assertThat(trial.toJson().path("otherSeries").asInt()).isEqualTo(1);
    assertThat(trial.toJson().path("otherStrategies").asInt()).isEqualTo(2);
    assertThat(trial.uncounted().rows())
        .containsExactly(
            new Uncounted.Row(
                1,
                "trial of this strategy on other series: to choose among instruments is selection"
                    + " too"),
            new Uncounted.Row(
                2,
                "trials of other strategies on these series: to choose among them is selection"
                    + " too"));
  }

  /// A reader of the page has not seen the terminal.
  @Test
  void theReportOfASweepSaysItToo() throws IOException {
    tried("cross", List.of("SYN2"), "a");
    ParameterSpace space =
        ParameterSpace.parse(List.of("fast=5..7"), Optional.empty(), stage.variants().parameters());
    SweepPlan plan =
        SweepPlan.standard(space, new SearchPlan(SearchPlan.Kind.GRID, 10, 1)).resampling(0);
    SweepResult result =
        Sweep.run(
            stage.workspace,
            stage.runner(Objective.SHARPE),
            plan,
            1,
            SweepProgress.SILENT,
            () -> 0);

    assertThat(Files.readString(result.folder().resolve("report.html")))
        .contains(
            "3 configurations were ever tried on these data. Not counted: 1 trial of this"
                + " strategy on other series: to choose among instruments is selection too.");
  }

  private void tried(String strategy, List<String> symbols, String... configurations) {
    registry(strategy, symbols)
        .add(Stream.of(configurations).map(one -> new TrialRegistry.Entry(one, 0.1, 600)).toList());
  }

  private TrialRegistry registry(String strategy, List<String> symbols) {
    return TrialRegistry.of(stage.workspace, strategy, "market", symbols, Resolution.DAY);
  }
}
