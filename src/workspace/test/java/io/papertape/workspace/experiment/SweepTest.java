package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.experiment.Selection;
import io.papertape.experiment.Verdict;
import io.papertape.performance.Measure;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final String GRID = "fast=3..12,slow=15..30:3";
  @TempDir private Path home;

  @Test
  void theResultIsTheSameToTheByteOnOneTwoAndThreeThreads() throws IOException {
    SearchPlan evolve = new SearchPlan(SearchPlan.Kind.EVOLVE, 40, 5);
    SearchPlan grid = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    for (SearchPlan search : List.of(grid, evolve)) {
      List<Map<String, String>> texts = new ArrayList<>();
      for (int threads = 1; threads <= 3; threads++) {
        SweepStage stage = new SweepStage(home.resolve(search.kind().word() + threads));
        texts.add(files(sweep(stage, search, threads, SweepProgress.SILENT)));
      }
      assertThat(texts.get(1)).isEqualTo(texts.get(0));
      assertThat(texts.get(2)).isEqualTo(texts.get(0));
    }
  }

  @Test
  void aSweepThatWasStoppedGoesOnAndLeavesTheSameTable() throws IOException {
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    SweepStage whole = new SweepStage(home.resolve("whole"));
    Map<String, String> expected = files(sweep(whole, search, 2, SweepProgress.SILENT));

    SweepStage stage = new SweepStage(home.resolve("stopped"));
    assertThatThrownBy(() -> sweep(stage, search, 1, new StoppingProgress(20)))
        .hasMessage("stopped by the test");
    Path folder = stage.workspace.home().resolve("sweeps").resolve(idOf(whole));
    Path log = folder.resolve("trials.log");
    assertThat(folder.resolve("trials.csv")).doesNotExist();
    byte[] torn = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(torn, torn.length - 1));

    StoppingProgress counter = new StoppingProgress(Integer.MAX_VALUE);
    assertThat(files(sweep(stage, search, 2, counter))).isEqualTo(expected);
    assertThat(counter.restored()).isEqualTo(19);
  }

  @Test
  void eachRowIsARunThatABacktestMakes() {
    SweepStage stage = new SweepStage(home);
    SweepResult result =
        sweep(stage, new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1), 2, SweepProgress.SILENT);
    for (int index : result.ranking().subList(0, 3)) {
      Trial trial = result.trials().get(index);
      assertThat(stage.backtest(trial.parameters()).folder().id()).isEqualTo(trial.run());
    }
    assertThat(result.trials()).hasSize(60);
    assertThat(result.stability()).hasSize(3);
    assertThat(result.selection().orElseThrow().figure("backtestOverfitting").orElseThrow())
        .matches(figure -> figure.isPresent());
  }

  @Test
  void theBestIsTheOneWithTheHighestObjectiveOrTheLowestRisk() {
    SweepStage stage = new SweepStage(home);
    ParameterSpace space =
        ParameterSpace.parse(List.of(GRID), Optional.empty(), stage.variants().parameters());
    for (String name : List.of("cagr", "max-drawdown")) {
      SweepPlan plan =
          SweepPlan.standard(space, new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1)).resampling(0);
      Objective objective = Objective.parse(name);
      SweepResult result =
          Sweep.run(
              stage.workspace, stage.runner(objective), plan, 2, SweepProgress.SILENT, () -> 0);
      double[] values =
          result.trials().stream()
              .mapToDouble(one -> one.figure(objective.figure()).orElseThrow().get())
              .toArray();
      double best = result.trials().get(result.ranking().getFirst()).objective().getAsDouble();
      assertThat(best)
          .isEqualTo(
              name.equals("cagr")
                  ? Arrays.stream(values).max().getAsDouble()
                  : Arrays.stream(values).min().getAsDouble());
    }
  }

  /// An early stop looks at outcomes all over the history, and would decide who competes.
  @Test
  void whatComparesTrialsIsAbsentWhereSomeWereStoppedEarly() throws IOException {
    SweepStage stage = new SweepStage(home);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    SweepResult full = sweep(stage, search, 2, SweepProgress.SILENT);
    String deepest = Objective.parse("max-drawdown").figure();
    double[] falls =
        full.trials().stream()
            .mapToDouble(one -> one.figure(deepest).orElseThrow().get())
            .sorted()
            .toArray();
    SweepPlan plan = plan(stage, search).stopping(new EarlyStop(falls[30]));

    SweepResult result =
        Sweep.run(
            stage.workspace,
            stage.runner(Objective.SHARPE),
            plan,
            2,
            SweepProgress.SILENT,
            () -> 0);

    long stopped = result.count(Trial.Status.STOPPED);
    assertThat(stopped).isBetween(20L, 30L);
    String why =
        "%d of 60 trials were stopped early, and what they would have earned then is not known"
            .formatted(stopped);
    Selection selection = result.selection().orElseThrow();
    for (String name : List.of("backtestOverfitting", "superiorAbility", "realityCheck")) {
      assertThat(selection.figure(name).flatMap(Measure::reason)).as(name).contains(why);
    }
    assertThat(result.trials().get(result.counted().get(selection.best())).status())
        .isEqualTo(Trial.Status.COMPLETE);
    assertThat(selection.verdict().grade()).isNotEqualTo(Verdict.Grade.HOLDS);
    assertThat(result.left()).isEmpty();
    assertThat(SweepText.lines(result))
        .contains("%-20s %-18s  %s".formatted("PBO", "none", why))
        .contains(
            "loss out of sample   none",
            "degradation          none",
            "SPA                  none",
            "Reality Check        none",
            "bonferroni           none",
            "holm                 none",
            "benjamini-yekutieli  none");
    assertThat(SweepJson.of(result).get("corrections"))
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.get("reason").asText()).isEqualTo(why));
    assertThat(Files.readString(result.folder().resolve("report.html")))
        .contains("benjamini-yekutieli", ">none</td><td>" + why);
  }

  /// With two values each of two parameters a search that draws has tried all after four.
  @Test
  void aSearchThatFindsFewerPointsThanWereAskedForSaysSo() throws IOException {
    SweepStage stage = new SweepStage(home);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.RANDOM, 50, 1);
    List<String> grid = List.of("fast=4|7,slow=20|30");

    SweepResult all = sweep(stage, grid, Optional.empty(), search);
    SweepResult some = sweep(stage, grid, Optional.of("fast > 5"), search);

    assertThat(SweepText.lines(all))
        .contains("asked for            50                  there are no more points");
    assertThat(Files.readString(all.folder().resolve("report.html")))
        .contains("4 trials (random, 50 asked for: there are no more points), best first");
    assertThat(SweepText.lines(some))
        .contains(
            "asked for            50                  no more points were found for which --where"
                + " holds");
    assertThat(SweepJson.of(some).get("askedFor").asInt()).isEqualTo(50);
    assertThat(SweepJson.of(some).get("exhausted").asText())
        .isEqualTo("no more points were found for which --where holds");
  }

  @Test
  void oneTrialIsNotCalledTrials() throws IOException {
    SweepStage stage = new SweepStage(home);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 10, 1);

    SweepResult one = sweep(stage, List.of("fast=5,slow=20"), Optional.empty(), search);

    assertThat(Files.readString(one.folder().resolve("report.html")))
        .contains("1 trial (grid), best first by sharpe; 1 configuration was ever tried on these")
        .doesNotContainPattern("[^0-9.,]1 (trials|configurations|fills|splits|periods)");
    assertThat(SweepText.lines(one))
        .noneMatch(line -> line.matches(".*[^0-9.,]1 (trials|configurations|periods).*"));
  }

  /// A space so nearly tried that what is left is not drawn within the patience of a search.
  @Test
  void whatIsLeftButNotDrawnIsNotCalledNothing() {
    ParameterSpace space =
        new ParameterSpace(
            List.of(new Axis("x", true, List.of("1", "2", "3"))), Optional.empty(), emptyMap());

    assertThat(new SearchPlan(SearchPlan.Kind.RANDOM, 5, 1).exhausted(space, 2))
        .contains("hardly any more points are left, and none of them was drawn");
    assertThat(new SearchPlan(SearchPlan.Kind.RANDOM, 5, 1).exhausted(space, 3))
        .contains("there are no more points");
    assertThat(new SearchPlan(SearchPlan.Kind.GRID, 5, 1).exhausted(space, 3)).isEmpty();
  }

  @Test
  void whatTheStrategyRefusesHasNoEquityAndCountsAsNoTrial() throws IOException {
    SweepStage stage = new SweepStage(home);
    ParameterSpace space =
        new ParameterSpace(
            List.of(new Axis("fast", true, List.of("0", "4", "5"))), Optional.empty(), emptyMap());
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

    Path folder = result.folder();
    assertThat(Files.readAllLines(folder.resolve("trials.csv")).get(1)).matches("1,0,,refused,,,+");
    assertThat(Files.readAllLines(folder.resolve("trials.jsonl")).getFirst())
        .doesNotContain("finalEquity", "\"fills\"");
    TableFiles.assertAlike(folder, "trials");
    assertThat(SweepText.lines(result))
        .contains(
            "trials               3                   grid, best first by sharpe; 1 refused, which"
                + " count as no trial; 2 ever on this data");
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("3 trials (grid), of which 1 refused count as no trial, best first by sharpe");
  }

  @Test
  void trialsOfASweepThatWasStoppedAndNeverGoesOnCountToo() {
    SweepStage stage = new SweepStage(home);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    TrialRunner runner = stage.runner(Objective.SHARPE);
    AtomicLong seconds = new AtomicLong();

    assertThatThrownBy(
            () ->
                Sweep.run(
                    stage.workspace,
                    runner,
                    plan(stage, search),
                    1,
                    new StoppingProgress(20),
                    () -> seconds.incrementAndGet() * 1_000_000_000))
        .hasMessage("stopped by the test");

    assertThat(TrialRegistry.of(stage.workspace, runner.manifest()).all()).hasSize(19);
  }

  @Test
  void everyTrialEverMadeDeflates() {
    SweepStage stage = new SweepStage(home);
    RunTrial first = stage.record(Map.of("fast", "100"));
    assertThat(first.number()).isEqualTo(1);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    SweepResult result = sweep(stage, search, 2, SweepProgress.SILENT);
    assertThat(result.ever().count()).isEqualTo(61);
    assertThat(sweep(stage, search, 1, SweepProgress.SILENT).ever().count()).isEqualTo(61);
    Trial best = result.trials().get(result.ranking().getFirst());
    RunTrial again = stage.record(best.parameters());
    assertThat(again.count()).isEqualTo(61);
    assertThat(again.number()).isBetween(2, 61);
    assertThat(again.deflated().get())
        .isEqualTo(result.deflated(result.ranking().getFirst()).get());
    RunTrial another = stage.record(Map.of("fast", "101"));
    assertThat(another.number()).isEqualTo(62);
    assertThat(stage.record(Map.of("fast", "100")).number()).isEqualTo(1);
  }

  @Test
  void aSweepThatIsDoneIsFoundWithWhatLaterTrialsLeaveOfIt() throws IOException {
    SweepStage stage = new SweepStage(home);
    SearchPlan search = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
    TrialRunner runner = stage.runner(Objective.SHARPE);
    SweepPlan plan = plan(stage, search);
    assertThat(FinishedExperiment.sweep(stage.workspace, runner, plan)).isEmpty();
    SweepResult result = sweep(stage, search, 2, SweepProgress.SILENT);

    FinishedExperiment found =
        FinishedExperiment.sweep(stage.workspace, runner, plan).orElseThrow();

    assertThat(result.folder().resolve("trials.log")).doesNotExist();
    assertThat(found.summary()).isEqualTo(SweepText.lines(result));
    assertThat(found.json()).hasToString(SweepJson.of(result).toString());

    stage.record(Map.of("fast", "100"));
    stage.record(Map.of("fast", "101"));
    List<String> later =
        FinishedExperiment.sweep(stage.workspace, runner, plan).orElseThrow().summary();
    SweepResult again = sweep(stage, search, 2, SweepProgress.SILENT);
    double deflated = again.selection().orElseThrow().figure("deflatedSharpe").orElseThrow().get();
    assertThat(later)
        .hasSize(found.summary().size() + 1)
        .startsWith(SweepText.lines(result).get(0));
    assertThat(later.getLast())
        .isEqualTo(
            "since then           2 more configurations were tried on these data; by all 62 the"
                + " deflated Sharpe ratio of the best is %.1f %%".formatted(100 * deflated));
  }

  @Test
  void aSweepOfWhichEveryTrialFailsIsAFailure() {
    SweepStage stage = new SweepStage(home);
    ParameterSpace space =
        new ParameterSpace(
            List.of(new Axis("fast", true, List.of("0", "1"))), Optional.empty(), emptyMap());
    SweepPlan plan = SweepPlan.standard(space, new SearchPlan(SearchPlan.Kind.GRID, 10, 1));
    assertThatThrownBy(
            () ->
                Sweep.run(
                    stage.workspace,
                    stage.runner(Objective.SHARPE),
                    plan,
                    1,
                    SweepProgress.SILENT,
                    () -> 0))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Every trial failed: trials=2, first={fast=0}, cause=Out of range: --set fast=0,"
                + " key=parameters.fast.default, value=0. Give 2 to 500.");
  }

  private static SortedMap<String, String> emptyMap() {
    return new TreeMap<>();
  }

  private static SweepResult sweep(
      SweepStage stage, SearchPlan search, int threads, SweepProgress progress) {
    TrialRunner runner = stage.runner(Objective.SHARPE);
    return Sweep.run(stage.workspace, runner, plan(stage, search), threads, progress, () -> 0);
  }

  private static SweepResult sweep(
      SweepStage stage, List<String> grid, Optional<String> where, SearchPlan search) {
    ParameterSpace space = ParameterSpace.parse(grid, where, stage.variants().parameters());
    SweepPlan plan = SweepPlan.standard(space, search).resampling(0);
    TrialRunner runner = stage.runner(Objective.SHARPE);
    return Sweep.run(stage.workspace, runner, plan, 1, SweepProgress.SILENT, () -> 0);
  }

  private static SweepPlan plan(SweepStage stage, SearchPlan search) {
    ParameterSpace space =
        ParameterSpace.parse(List.of(GRID), Optional.empty(), stage.variants().parameters());
    return SweepPlan.standard(space, search).resampling(50);
  }

  private static String idOf(SweepStage stage) throws IOException {
    try (var folders = Files.list(stage.workspace.home().resolve("sweeps"))) {
      return folders
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Map<String, String> files(SweepResult result) throws IOException {
    TableFiles.assertAlike(result.folder(), "trials");
    return TableFiles.all(result.folder());
  }
}
