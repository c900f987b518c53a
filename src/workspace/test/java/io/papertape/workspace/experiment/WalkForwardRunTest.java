package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.experiment.Gap;
import io.papertape.experiment.SharpeEstimate;
import io.papertape.experiment.Verdict;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.SeriesWriter;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.strategy.StrategyVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkForwardRunTest {
  /// Holds ten pieces of UP if `least` is 0, and ten of DOWN if it is 800.
  private static final String EITHER =
      """
      name: either
      data: {set: mirror, symbols: [DOWN, UP]}
      parameters:
        least: {default: 0, min: 0, max: 1000}
      rules:
        kind: threshold
        enter_long: {mine: "close > least and close < least + 500"}
        size: {units: 10}
      execution:
        cash: 100000
        fees: {bps: 0}
        slippage: {bps: 0}
      """;

  private static final SearchPlan GRID = new SearchPlan(SearchPlan.Kind.GRID, 10_000, 1);
  private static final WindowLength FIVE = new WindowLength(5, WindowLength.Unit.PERIODS);
  private static final WindowLength TEN = new WindowLength(10, WindowLength.Unit.PERIODS);
  private static final HistoryCut ROLLING = new HistoryCut.Windows(false, TEN, FIVE, FIVE, 0);

  @TempDir private Path home;

  /// UP rises from 100 by 1 a day for twenty days and falls again for twenty; DOWN does the
  /// opposite from 1100.
  private StrategyVariants mirror(Workspace workspace) {
    try (DataSetWriter writer = DataStore.in(workspace).writer("mirror", Mode.CREATE)) {
      write(writer, "UP", day -> day <= 20 ? 100 + day : 140 - day);
      write(writer, "DOWN", day -> day <= 20 ? 1_100 - day : 1_060 + day);
      writer.commit();
    }
    return new StrategyFolder(workspace).variants(SweepStage.write(home, "either", EITHER));
  }

  private static void write(DataSetWriter writer, String symbol, IntUnaryOperator price) {
    SeriesWriter out =
        writer.series(
            Instrument.crypto(symbol),
            Resolution.DAY,
            new Origin("UTC", "start", List.of(), List.of()));
    LocalDate first = LocalDate.of(2020, 1, 1);
    for (int day = 0; day <= 40; day++) {
      long open = FixedPoint.ofUnits(price.applyAsInt(Math.max(0, day - 1)));
      long close = FixedPoint.ofUnits(price.applyAsInt(day));
      out.add(
          Times.nanos(first.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC)),
          Times.nanos(first.plusDays(day + 1).atStartOfDay().toInstant(ZoneOffset.UTC)),
          open,
          Math.max(open, close),
          Math.min(open, close),
          close,
          1_000_000 * FixedPoint.ONE);
    }
  }

  private WalkForwardResult flipping(Workspace workspace, HistoryCut cut, int threads) {
    StrategyVariants variants =
        Files.exists(home.resolve("either"))
            ? new StrategyFolder(workspace).variants(home.resolve("either"))
            : mirror(workspace);
    TrialRunner runner =
        TrialRunner.of(workspace, variants, plan -> plan, Objective.parse("total-return"));
    ParameterSpace space =
        ParameterSpace.parse(List.of("least=0|800"), Optional.empty(), variants.parameters());
    return WalkForwardRun.run(
        workspace,
        runner,
        WalkForwardPlan.standard(space, GRID, cut).resampling(50),
        threads,
        SweepProgress.SILENT,
        () -> 0);
  }

  @Test
  void theChoiceFollowsTheHistoryAndTheTestsJoinToWhatItEarned() {
    WalkForwardResult result = flipping(new Workspace(home.resolve("state")), ROLLING, 2);

    // Equity is 100000 + 10·(price − price at the start). Trained on ten days: UP gains in the
    // first four trainings (in the fourth, of days 15 to 24, six up and four down), then loses.
    assertThat(result.windows().stream().map(result::chosen))
        .containsExactly(
            "least=0", "least=0", "least=0", "least=0", "least=800", "least=800", "least=800");
    Window fourth = result.windows().get(3);
    assertThat(fourth.inSample().getFirst().name()).isEqualTo("totalReturn");
    assertThat(fourth.inSample().getFirst().get())
        .isCloseTo(100_160 / 100_140.0 - 1, within(1e-12));
    assertThat(fourth.outOfSample().getFirst().get())
        .isCloseTo(100_110 / 100_160.0 - 1, within(1e-12));
    // Days 10 to 29 with UP, from 109 to 111; days 30 to 40 with DOWN, from 1089 to 1100.
    double[] levels = result.stitched().orElseThrow().levels();
    assertThat(levels).hasSize(1 + 31);
    assertThat(levels[31]).isCloseTo(100_110.0 / 100_090 * 100_000 / 99_890, within(1e-12));
    assertThat(levels[10]).isCloseTo(100_190 / 100_090.0, within(1e-12));
  }

  @Test
  void groupsAreJudgedOnEachPathByWhatDidNotTrainOnThem() throws IOException {
    HistoryCut cut = new HistoryCut.Combinations(4, 2, Gap.NONE);
    WalkForwardResult result = flipping(new Workspace(home.resolve("state")), cut, 2);

    TableFiles.assertAlike(result.folder(), "paths");
    assertThat(result.windows()).hasSize(6);
    assertThat(result.stitched()).isEmpty();
    assertThat(result.paths()).hasSize(3);
    // Groups are days 0-9, 10-19, 20-29, 30-40: trained on the last two DOWN is chosen for the
    // first two, trained on the first two UP is chosen for the last two.
    assertThat(result.chosen(result.windows().getFirst())).isEqualTo("least=800");
    assertThat(result.chosen(result.windows().getLast())).isEqualTo("least=0");
    double[] last = result.paths().getLast().levels();
    // On the last path the last two groups are judged by the last fold: UP from 119 to 100.
    assertThat(last[41] / last[20]).isCloseTo(100_000 / 100_190.0, within(1e-12));
  }

  @Test
  void theTablesSayWhatTheResultSays() throws IOException {
    WalkForwardResult result = flipping(new Workspace(home.resolve("state")), ROLLING, 1);

    List<String> windows = Files.readAllLines(result.folder().resolve("windows.csv"));
    assertThat(windows).hasSize(8);
    assertThat(windows.getFirst())
        .isEqualTo(
            "window,train,test,least,run,in_total_return,out_total_return,in_sharpe,out_sharpe,"
                + "in_max_drawdown,out_max_drawdown");
    assertThat(windows.get(1)).startsWith("1,2020-01-01/2020-01-10,2020-01-11/2020-01-15,0,");
    TableFiles.assertAlike(result.folder(), "windows");
    List<String> lines = Files.readAllLines(result.folder().resolve("windows.jsonl"));
    assertThat(lines).hasSize(7);
    assertThat(new ObjectMapper().readTree(lines.getLast()).path("window").asInt()).isEqualTo(7);
    List<String> trials = Files.readAllLines(result.folder().resolve("trials.csv"));
    assertThat(trials).hasSize(3);
    assertThat(trials.getFirst()).startsWith("trial,least,run,status,final_equity,fills,");
    TableFiles.assertAlike(result.folder(), "trials");
    List<String> equity = Files.readAllLines(result.folder().resolve("equity.csv"));
    assertThat(equity).hasSize(2 + 31);
    assertThat(equity.getLast()).startsWith("2020-02-10T23:59:59.999999999Z,").endsWith(",7");
    TableFiles.assertAlike(result.folder(), "equity");
    JsonNode json =
        new ObjectMapper().readTree(result.folder().resolve("walk-forward.json").toFile());
    assertThat(json.path("windows")).hasSize(7);
    assertThat(json.at("/windows/6/chosen/least").asText()).isEqualTo("800");
    assertThat(json.at("/outOfSample/periods").asInt()).isEqualTo(31);
    assertThat(json.at("/verdict/grade").asText()).isNotEmpty();
    assertThat(json.path("trialsEver").asInt()).isEqualTo(2);
    assertThat(Files.readString(result.folder().resolve("report.html")))
        .contains(
            "<h2>What is left of the best result after selection</h2>",
            "<p class=\"grade "
                + json.at("/verdict/grade").asText().toLowerCase(Locale.ROOT)
                + "\"",
            result.verdict().orElseThrow().summary().replace(" %", "\u00a0%"),
            "left of the best Sharpe; 0 trials significant",
            "<h2>In sample against out of sample</h2>",
            "<div class=\"scroll windows\"",
            "least=800",
            "confidence that it is above luck alone")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void testsThatLostAllInAllAreNotCalledPartlyLeft() {
    WalkForwardResult run = flipping(new Workspace(home.resolve("state")), ROLLING, 1);
    History gained = run.stitched().orElseThrow();
    double[] falling = new double[gained.returns().length];
    falling[3] = -0.25;
    History lost = new History(gained.from(), falling, gained.endNanos(), gained.figures());

    assertThat(WalkForwardText.efficiency(run))
        .matches("Out of sample [0-9]+ % of the mean return in sample is left; 5 of 7 .*");
    assertThat(WalkForwardText.efficiency(withJoined(run, lost)))
        .matches(
            "Joined, the tests lost 25\\.00 %\\. That [0-9]+ % of the mean return of the"
                + " windows in sample is left does not change it; 5 of 7 tests gained\\.");
  }

  /// The verdict is about the tests first, then about the best set over the whole history.
  @Test
  void theVerdictBeginsWithWhatTheTestsEarned() {
    WalkForwardResult run = flipping(new Workspace(home.resolve("state")), ROLLING, 1);
    History gained = run.stitched().orElseThrow();
    SharpeEstimate estimate = SharpeEstimate.of(gained.returns()).orElseThrow();
    Verdict verdict = run.verdict().orElseThrow();
    Verdict.Finding first = verdict.findings().getFirst();

    assertThat(verdict.findings()).hasSize(4);
    assertThat(first.figure()).isEqualTo("outOfSampleSharpe");
    assertThat(first.text())
        .startsWith("Out of sample the joined tests have a Sharpe ratio of ")
        .contains(
            String.format(
                Locale.ROOT,
                "The confidence that its Sharpe ratio is above 0, one-sided, is %.1f %%;",
                100 * estimate.probabilistic(0).get()));
    assertThat(WalkForwardText.lines(run))
        .contains(
            String.format(
                Locale.ROOT,
                "its Sharpe       the joined tests: %.3f a year, 95 %% interval %.3f to %.3f",
                estimate.ratio() * Math.sqrt(365),
                (estimate.ratio() - 1.959964 * estimate.standardError()) * Math.sqrt(365),
                (estimate.ratio() + 1.959964 * estimate.standardError()) * Math.sqrt(365)));

    double[] falling = gained.returns().clone();
    Arrays.setAll(falling, i -> -0.01 * (1 + i % 3));
    WalkForwardResult lost =
        withJoined(run, new History(gained.from(), falling, gained.endNanos(), gained.figures()));
    assertThat(lost.verdict().orElseThrow().grade()).isEqualTo(Verdict.Grade.FAILS);
    assertThat(lost.verdict().orElseThrow().findings().getFirst().grade())
        .isEqualTo(Verdict.Grade.FAILS);
    WalkForwardResult idle =
        withJoined(
            run,
            new History(
                gained.from(), new double[falling.length], gained.endNanos(), gained.figures()));
    assertThat(idle.verdict().orElseThrow().findings().getFirst())
        .isEqualTo(
            new Verdict.Finding(
                Verdict.Grade.UNKNOWN,
                "outOfSampleSharpe",
                "Out of sample nothing can be told: returns do not vary."));
  }

  @Test
  void moreThanInSampleIsNotAPartOfIt() {
    WalkForwardResult run = flipping(new Workspace(home.resolve("state")), ROLLING, 1);
    List<Window> turned =
        run.windows().stream()
            .map(one -> new Window(one.choice(), one.trial(), one.outOfSample(), one.inSample()))
            .toList();
    WalkForwardResult kinder = withWindows(run, turned);

    assertThat(kinder.efficiency("totalReturn")).isEmpty();
    assertThat(WalkForwardText.efficiency(kinder))
        .matches(
            "Out of sample the mean return, [0-9.]+ %, exceeds the -?[0-9.]+ % in sample: the tests"
                + " were kinder than the trainings, which is no merit of the choice;"
                + " 7 of 7 tests gained\\.");
    History gained = run.stitched().orElseThrow();
    double[] falling = new double[gained.returns().length];
    falling[3] = -0.25;
    History lost = new History(gained.from(), falling, gained.endNanos(), gained.figures());
    assertThat(WalkForwardText.efficiency(withJoined(kinder, lost)))
        .startsWith("Joined, the tests lost 25.00 %. Out of sample the mean return, ");
  }

  /// A drawdown that is a third lower out of sample is no third that was lost.
  @Test
  void ofAFigureOfWhichLessIsBetterNoPartIsGiven() {
    WalkForwardResult run = flipping(new Workspace(home.resolve("state")), ROLLING, 1);
    List<Window> windows =
        run.windows().stream()
            .map(one -> new Window(one.choice(), one.trial(), figures(0.3), figures(0.2)))
            .toList();
    WalkForwardResult calmer = withWindows(run, windows);

    assertThat(calmer.efficiency("sharpe")).hasValueCloseTo(2.0 / 3, within(1e-12));
    assertThat(calmer.efficiency("maxDrawdown")).isEmpty();
    JsonNode means = WalkForwardJson.of(calmer).path("means");
    assertThat(means).hasSize(3);
    for (JsonNode mean : means) {
      boolean isDrawdown = mean.path("figure").asText().equals("maxDrawdown");
      assertThat(mean.path("outOfSample").asDouble()).isCloseTo(0.2, within(1e-12));
      assertThat(mean.has("efficiency")).isEqualTo(!isDrawdown);
    }
  }

  private static List<Measure> figures(double value) {
    return Stream.of("totalReturn", "sharpe", "maxDrawdown")
        .map(name -> Measure.of(name, PerformanceConvention.PAPERTAPE, 5, value))
        .toList();
  }

  private static WalkForwardResult withJoined(WalkForwardResult run, History joined) {
    return with(run, run.windows(), joined);
  }

  private static WalkForwardResult withWindows(WalkForwardResult run, List<Window> windows) {
    return with(run, windows, run.stitched().orElseThrow());
  }

  private static WalkForwardResult with(
      WalkForwardResult run, List<Window> windows, History joined) {
    return new WalkForwardResult(
        run.id(),
        run.folder(),
        run.strategy(),
        run.plan(),
        run.objective(),
        run.manifest(),
        run.days(),
        run.trials(),
        run.counted(),
        windows,
        Optional.of(joined),
        run.paths(),
        run.periodsPerYear(),
        run.selection(),
        run.ever(),
        run.uncounted(),
        run.left());
  }

  @Test
  void theSummarySetsInSampleAgainstOutOfSample() {
    WalkForwardResult result = flipping(new Workspace(home.resolve("state")), ROLLING, 1);

    List<String> lines = WalkForwardText.lines(result);
    assertThat(lines)
        .contains(
            "cut              rolling windows, train 10, test 5, step 5, purge 0",
            "trials           2, chosen by total-return; 2 ever on this data")
        .anyMatch(line -> line.matches("2020-01-11/2020-01-15 +least=0 +0\\.09 % +0\\.05 % .*"))
        .anyMatch(line -> line.matches("mean return +in sample .* %, out of sample .* %"))
        .anyMatch(line -> line.startsWith("out of sample    return 0.13 %, Sharpe "))
        .anyMatch(line -> line.endsWith("5 of 7 tests gained."))
        .anyMatch(line -> line.startsWith("verdict: "));
  }

  @Test
  void aFigureOfRoundTripsCannotBeTheObjective() {
    Workspace workspace = new Workspace(home.resolve("state"));
    StrategyVariants variants = mirror(workspace);
    TrialRunner runner =
        TrialRunner.of(workspace, variants, plan -> plan, Objective.parse("profit-factor"));
    ParameterSpace space =
        ParameterSpace.parse(List.of("least=0|800"), Optional.empty(), variants.parameters());

    assertThatThrownBy(
            () ->
                WalkForwardRun.run(
                    workspace,
                    runner,
                    WalkForwardPlan.standard(space, GRID, ROLLING),
                    1,
                    SweepProgress.SILENT,
                    () -> 0))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Figure does not follow from returns alone: objective=profit-factor."
                + " Choose by sharpe, sortino, calmar, cagr or another figure of returns.");
  }
}
