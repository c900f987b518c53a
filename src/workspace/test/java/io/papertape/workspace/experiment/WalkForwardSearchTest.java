package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkForwardSearchTest {
  private static final List<String> GRID = List.of("fast=2..30:2,slow=10..100:10");
  private static final HistoryCut ROLLING = windows(200, 60);

  @TempDir private Path home;

  private static HistoryCut windows(int train, int test) {
    return new HistoryCut.Windows(false, periods(train), periods(test), periods(test), 0);
  }

  private static WindowLength periods(int count) {
    return new WindowLength(count, WindowLength.Unit.PERIODS);
  }

  private static WalkForwardPlan plan(SweepStage stage, SearchPlan.Kind kind, int trials) {
    return plan(stage, GRID, kind, trials);
  }

  private static WalkForwardPlan plan(
      SweepStage stage, List<String> grid, SearchPlan.Kind kind, int trials) {
    ParameterSpace space =
        ParameterSpace.parse(grid, Optional.empty(), stage.variants().parameters());
    SearchPlan search = new SearchPlan(kind, kind == SearchPlan.Kind.GRID ? 10_000 : trials, 3);
    return WalkForwardPlan.standard(space, search, ROLLING).resampling(20);
  }

  private static WalkForwardResult walk(
      SweepStage stage,
      TrialRunner runner,
      WalkForwardPlan plan,
      int threads,
      SweepProgress progress) {
    return WalkForwardRun.run(stage.workspace, runner, plan, threads, progress, () -> 0);
  }

  private static WalkForwardResult walk(
      SweepStage stage, SearchPlan.Kind kind, int threads, SweepProgress progress) {
    return walk(stage, stage.runner(Objective.SHARPE), plan(stage, kind, 40), threads, progress);
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsChangesNoByte(SearchPlan.Kind kind) {
    Map<String, String> one = filesOn(1, kind);

    assertThat(one.keySet())
        .containsExactly(
            "equity.csv",
            "equity.parquet",
            "manifest.json",
            "origin.json",
            "report.html",
            "sealed.json",
            "summary.txt",
            "trials.csv",
            "trials.jsonl",
            "trials.parquet",
            "walk-forward.json",
            "windows.csv",
            "windows.jsonl",
            "windows.parquet");
    assertThat(filesOn(3, kind)).isEqualTo(one);
  }

  private Map<String, String> filesOn(int threads, SearchPlan.Kind kind) {
    SweepStage stage = new SweepStage(home.resolve(kind.word() + threads));
    return TableFiles.all(walk(stage, kind, threads, SweepProgress.SILENT).folder());
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWasStoppedGoesOnAndLeavesTheSameTables(SearchPlan.Kind kind) throws IOException {
    SweepStage whole = new SweepStage(home.resolve("whole"));
    Map<String, String> expected =
        TableFiles.all(walk(whole, kind, 2, SweepProgress.SILENT).folder());
    SweepStage stage = new SweepStage(home.resolve("stopped"));

    assertThatThrownBy(() -> walk(stage, kind, 1, new StoppingProgress(25)))
        .hasMessage("stopped by the test");
    Path folder = only(stage.workspace);
    Path log = folder.resolve("trials.log");
    assertThat(folder.resolve("windows.csv")).doesNotExist();
    byte[] torn = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(torn, torn.length - 1));
    StoppingProgress counter = new StoppingProgress(Integer.MAX_VALUE);
    WalkForwardResult result = walk(stage, kind, 2, counter);

    assertThat(counter.restored()).isEqualTo(24);
    assertThat(TableFiles.all(result.folder())).isEqualTo(expected);
  }

  private static Path only(Workspace workspace) throws IOException {
    try (var folders = Files.list(workspace.home().resolve("walk-forwards"))) {
      return folders
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  /// The property that makes a walk-forward honest: what comes later changes no choice.
  @ParameterizedTest
  @EnumSource
  void noChoiceDependsOnWhatComesAfterItsTraining(SearchPlan.Kind kind) {
    SweepStage stage = new SweepStage(home);
    TrialRunner runner = stage.runner(Objective.SHARPE);
    List<String> grid = kind == SearchPlan.Kind.GRID ? GRID : List.of("fast=2..60,slow=5..200");
    WalkForwardPlan plan = plan(stage, grid, kind, 60);
    WalkForwardResult whole = walk(stage, runner, plan, 2, SweepProgress.SILENT);
    int cut = 200 + 2 * 60;
    LocalDate last = whole.days().get(cut - 1);
    TrialRunner shorter = runner.between(Optional.empty(), Optional.of(last));
    WalkForwardResult early = walk(stage, shorter, plan, 2, SweepProgress.SILENT);

    assertThat(whole.windows()).hasSize(7);
    assertThat(early.windows()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(early.chosen(early.windows().get(i)))
          .isEqualTo(whole.chosen(whole.windows().get(i)))
          .isNotEqualTo("none");
    }
    // Nor does what is tried for the first windows.
    assertThat(parameters(whole)).containsAll(parameters(early));
    assertThat(whole.windows().stream().map(whole::chosen).distinct().count()).isGreaterThan(1);
  }

  private static List<Map<String, String>> parameters(WalkForwardResult result) {
    return result.trials().stream().<Map<String, String>>map(Trial::parameters).toList();
  }

  @Test
  void anEvolutionLooksForEachWindowAnew() {
    SweepStage stage = new SweepStage(home);
    WalkForwardResult grid = walk(stage, SearchPlan.Kind.GRID, 2, SweepProgress.SILENT);
    WalkForwardResult evolved = walk(stage, SearchPlan.Kind.EVOLVE, 2, SweepProgress.SILENT);

    // 40 in each of 7 windows, many of them the same; the grid has 150.
    assertThat(evolved.trials().size()).isBetween(41, 149);
    assertThat(grid.trials()).hasSize(150);
    for (int i = 0; i < 7; i++) {
      assertThat(inSample(evolved, i)).isLessThanOrEqualTo(inSample(grid, i));
    }
    WalkForwardResult drawn = walk(stage, SearchPlan.Kind.RANDOM, 2, SweepProgress.SILENT);
    assertThat(drawn.trials()).hasSize(40);
    assertThat(evolved.mean("sharpe", true).getAsDouble())
        .isGreaterThan(drawn.mean("sharpe", true).getAsDouble());
  }

  /// With two values each of two parameters a search that draws has tried all after four.
  @ParameterizedTest
  @EnumSource(names = "GRID", mode = EnumSource.Mode.EXCLUDE)
  void aSearchThatFindsFewerPointsThanWereAskedForSaysSo(SearchPlan.Kind kind) throws IOException {
    SweepStage stage = new SweepStage(home);
    List<String> grid = List.of("fast=4|7,slow=20|30");

    WalkForwardResult result =
        walk(
            stage,
            stage.runner(Objective.SHARPE),
            plan(stage, grid, kind, 50),
            2,
            SweepProgress.SILENT);

    assertThat(WalkForwardText.lines(result))
        .contains("asked for        50; there are no more points");
    assertThat(Files.readString(result.folder().resolve("report.html")))
        .contains("<dd>4, 50 asked for: there are no more points</dd>");
    assertThat(WalkForwardJson.of(result).get("askedFor").asInt()).isEqualTo(50);
    assertThat(WalkForwardJson.of(result).get("exhausted").asText())
        .isEqualTo("there are no more points");
  }

  @Test
  void aSearchThatFindsAsManyAsWereAskedForSaysNothing() {
    WalkForwardResult result =
        walk(new SweepStage(home), SearchPlan.Kind.RANDOM, 2, SweepProgress.SILENT);

    assertThat(WalkForwardText.lines(result)).noneMatch(line -> line.startsWith("asked for"));
    assertThat(WalkForwardJson.of(result).has("askedFor")).isFalse();
  }

  private static double inSample(WalkForwardResult result, int window) {
    return result.windows().get(window).choice().inSample().getAsDouble();
  }

  @Test
  void ofARiskNothingIsLeft() {
    SweepStage stage = new SweepStage(home);
    TrialRunner runner = stage.runner(Objective.parse("max-drawdown"));
    WalkForwardResult result =
        walk(stage, runner, plan(stage, SearchPlan.Kind.GRID, 1), 2, SweepProgress.SILENT);

    assertThat(WalkForwardText.efficiency(result))
        .matches(
            "Joined, the tests lost 27\\.89 %\\. The mean drawdown, of which less is better, was"
                + " [0-9.]+ % in sample and is [0-9.]+ %"
                + " out of sample; [0-9] of 7 tests gained\\.");
  }

  @Test
  void whereNoWindowHasTheFigureTheSentenceSaysSo() {
    SweepStage stage = new SweepStage(home);
    WalkForwardPlan plan = plan(stage, SearchPlan.Kind.GRID, 1);
    // A test of one day has no Sharpe ratio.
    WalkForwardPlan days =
        new WalkForwardPlan(
            plan.space(), plan.search(), windows(598, 1), plan.blocks(), plan.resamples());
    WalkForwardResult result =
        walk(stage, stage.runner(Objective.SHARPE), days, 2, SweepProgress.SILENT);

    assertThat(WalkForwardText.efficiency(result))
        .startsWith(
            "Joined, the tests lost 0.11 %. No window has a Sharpe both in sample and out of"
                + " sample; ");
  }

  @Test
  void oneThatIsDoneIsFoundAndShownWithoutTheTrialsLog() throws IOException {
    SweepStage stage = new SweepStage(home);
    TrialRunner runner = stage.runner(Objective.SHARPE);
    WalkForwardPlan plan = plan(stage, SearchPlan.Kind.RANDOM, 12);
    assertThat(FinishedExperiment.walkForward(stage.workspace, runner, plan)).isEmpty();
    WalkForwardResult result = walk(stage, runner, plan, 2, SweepProgress.SILENT);

    FinishedExperiment found =
        FinishedExperiment.walkForward(stage.workspace, runner, plan).orElseThrow();

    assertThat(result.folder().resolve("trials.log")).doesNotExist();
    assertThat(found.summary()).isEqualTo(WalkForwardText.lines(result));
    assertThat(found.json()).hasToString(WalkForwardJson.of(result).toString());
    Files.createFile(result.folder().resolve("trials.log"));
    assertThat(FinishedExperiment.walkForward(stage.workspace, runner, plan)).isEmpty();
  }
}
