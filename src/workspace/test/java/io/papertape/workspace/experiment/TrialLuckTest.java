package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.experiment.Trials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much luck the best of all trials is measured against, as more of them are made.
class TrialLuckTest {
  private static final String WIDE = "fast=3..12,slow=15..30:3";
  private static final SearchPlan GRID = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  @Test
  void trialsThatHardlyDifferDoNotRaiseTheDeflatedSharpeRatio() {
    SweepResult first = sweep(WIDE, GRID, EarlyStop.NEVER);
    Trials plain = Trials.of(sharpes(first));
    assertThat(first.ever()).isEqualTo(plain);

    SweepResult narrow = sweep("part=0.9..0.93:0.0001", GRID, EarlyStop.NEVER);
    assertThat(narrow.ever().count()).isEqualTo(361);
    SweepResult again = sweep(WIDE, GRID, EarlyStop.NEVER);

    assertThat(narrow.ever().luckySharpe()).isGreaterThanOrEqualTo(plain.luckySharpe());
    assertThat(again.ever()).isEqualTo(narrow.ever());
    assertThat(deflated(again)).isLessThanOrEqualTo(deflated(first));
  }

  @Test
  void whatWasWideAfterTrialsThatHardlyDifferIsMeasuredByItself() {
    sweep("part=0.9..0.93:0.0001", GRID, EarlyStop.NEVER);

    SweepResult wide = sweep(WIDE, GRID, EarlyStop.NEVER);

    assertThat(wide.ever().luckySharpe())
        .isGreaterThanOrEqualTo(Trials.of(sharpes(wide)).luckySharpe());
  }

  /// An evolution that gathers around the best is measured by the spread of what it drew blindly.
  @Test
  void aSearchThatLearnsDoesNotMakeLuckSmaller() {
    SearchPlan evolve = new SearchPlan(SearchPlan.Kind.EVOLVE, 120, 5);
    SweepResult found = sweep("fast=3..40,slow=45..120", evolve, EarlyStop.NEVER);
    double[] drawn =
        found.trials().subList(0, 16).stream().mapToDouble(Trial::sharpe).sorted().toArray();

    assertThat(found.ever().luckySharpe())
        .isGreaterThan(Trials.of(sharpes(found)).luckySharpe())
        .isEqualTo(Trials.of(drawn).counting(120).luckySharpe());
  }

  @Test
  void aTrialThatWasStoppedEarlyDoesNotReplaceWhatWasRunInFull() {
    SweepResult full = sweep(WIDE, GRID, EarlyStop.NEVER);
    Map<String, Double> known = registry().all();

    SweepResult stopped = sweep(WIDE, GRID, new EarlyStop(0.01));

    assertThat(stopped.count(Trial.Status.STOPPED)).isEqualTo(60);
    assertThat(registry().all()).isEqualTo(known);
    assertThat(stopped.ever()).isEqualTo(full.ever());
  }

  @Test
  void aTrialThatIsRunInFullReplacesWhatWasStoppedEarly() {
    SweepResult stopped = sweep(WIDE, GRID, new EarlyStop(0.01));

    SweepResult full = sweep(WIDE, GRID, EarlyStop.NEVER);

    assertThat(stopped.ever().luckySharpe()).isGreaterThan(full.ever().luckySharpe());
    assertThat(full.ever()).isEqualTo(Trials.of(sharpes(full)));

    assertThat(registry().all().values())
        .containsExactlyInAnyOrderElementsOf(full.trials().stream().map(Trial::sharpe).toList());
    sweep(WIDE, GRID, new EarlyStop(0.02));
    assertThat(registry().all().values())
        .containsExactlyInAnyOrderElementsOf(full.trials().stream().map(Trial::sharpe).toList());
  }

  @Test
  void correctionsForTheNumberOfTrialsTakeAllEverMade() {
    SweepResult wide = sweep(WIDE, GRID, EarlyStop.NEVER);
    int best = wide.ranking().getFirst();
    Map<String, String> values = wide.trials().get(best).parameters();

    SweepResult alone =
        sweep(
            "fast=%s,slow=%s".formatted(values.get("fast"), values.get("slow")),
            GRID,
            EarlyStop.NEVER);

    for (int i = 0; i < wide.left().size(); i++) {
      assertThat(alone.left().get(i).sharpe())
          .isCloseTo(wide.left().get(i).sharpe(), within(1e-12));
    }
    assertThat(SweepText.lines(alone))
        .anyMatch(line -> line.startsWith("SPA") && line.endsWith("no resamples asked for"))
        .anyMatch(line -> line.contains("left of the best Sharpe by all 60 ever; 0 of these"));
  }

  @Test
  void ofTrialsThatWereAllStoppedEarlyNothingIsAsked() {
    SweepResult stopped = sweep(WIDE, GRID, new EarlyStop(0.01));

    assertThat(stopped.selection()).isEmpty();
    assertThat(SweepText.lines(stopped))
        .contains("verdict: unknown, every trial was stopped early")
        .noneMatch(line -> line.startsWith("DSR") || line.startsWith("PBO"));
  }

  @Test
  void aTrialWithoutAFillIsNotTheBestByItsRisk() {
    ParameterSpace space =
        ParameterSpace.parse(
            List.of("fast=5,slow=20|700"), Optional.empty(), stage.variants().parameters());
    TrialRunner runner = stage.runner(Objective.parse("max-drawdown"));
    SweepResult result =
        Sweep.run(
            stage.workspace,
            runner,
            SweepPlan.standard(space, GRID),
            1,
            SweepProgress.SILENT,
            () -> 0);

    assertThat(result.trials().get(1).fills()).isZero();
    assertThat(result.ranking()).containsExactly(0);
    assertThat(SweepText.lines(result))
        .contains("without a fill       1                   these have no objective");
  }

  /// A registry that begins anew beside finished work says so, then and later.
  @Test
  void whatWasTriedBeforeTheRegistryBeganIsTold() throws IOException {
    RunTrial first = stage.record(Map.of("fast", "100"));
    assertThat(first.uncounted().rows()).isEmpty();
    assertThat(sweep(WIDE, GRID, EarlyStop.NEVER).uncounted().rows()).isEmpty();

    Files.delete(stage.registryFile());
    RunTrial other = stage.record(Map.of("fast", "101"));
    SweepResult again = sweep(WIDE, GRID, EarlyStop.NEVER);

    assertThat(other.number()).isEqualTo(1);
    assertThat(other.uncounted().earlier()).isEqualTo(2);
    assertThat(again.ever().count()).isEqualTo(61);
    assertThat(again.uncounted().earlier()).isEqualTo(2);
    assertThat(SweepText.lines(again))
        .contains(
            "not counted          2                   earlier runs and sweeps of this strategy on"
                + " these series: the data were revised since, or the registry was lost");
  }

  private TrialRegistry registry() {
    return TrialRegistry.of(stage.workspace, stage.runner(Objective.SHARPE).manifest());
  }

  private static double[] sharpes(SweepResult result) {
    return result.trials().stream().mapToDouble(Trial::sharpe).sorted().toArray();
  }

  private static double deflated(SweepResult result) {
    return result.selection().orElseThrow().figure("deflatedSharpe").orElseThrow().get();
  }

  private SweepResult sweep(String grid, SearchPlan search, EarlyStop stop) {
    return stage.sweep(stage.plan(grid, search).stopping(stop));
  }
}
