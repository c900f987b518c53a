package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    assertThat(stage.registry("cross", "SYN1").uncounted()).isEqualTo(new Uncounted(0, 3, 4));
    assertThat(stage.registry("other", "SYN2").uncounted()).isEqualTo(new Uncounted(0, 4, 1));
    assertThat(stage.registry("third", "SYN2").uncounted()).isEqualTo(new Uncounted(0, 0, 2));
  }

  @Test
  void aRegistryOfOtherWorkThatIsDamagedStopsNothing() throws IOException {
    tried("other", List.of("SYN1"), "a", "b");
    Path file = stage.registryFile();
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("\"sharpe\"", "\"sh"));
    assertThat(stage.registry("cross", "SYN1").uncounted()).isEqualTo(new Uncounted(0, 0, 2));

    Files.writeString(file, whole.substring(5));
    assertThat(stage.registry("cross", "SYN1").uncounted().rows()).isEmpty();
  }

  @Test
  void aRunSaysWhatItDoesNotCount() {
    tried("cross", List.of("SYN2"), "a");
    tried("other", List.of("SYN1"), "a", "b");

    RunTrial trial = stage.record(Map.of("fast", "7"));

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
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 10, 1);

    SweepResult result = stage.sweep(stage.plan("fast=5..7", search));

    assertThat(Files.readString(result.folder().resolve("report.html")))
        .contains(
            "3 configurations were ever tried on these data. Not counted: 1 trial of this"
                + " strategy on other series: to choose among instruments is selection too.");
  }

  private void tried(String strategy, List<String> symbols, String... configurations) {
    stage
        .registry(strategy, symbols.toArray(String[]::new))
        .add(Stream.of(configurations).map(one -> new TrialRegistry.Entry(one, 0.1, 600)).toList());
  }
}
