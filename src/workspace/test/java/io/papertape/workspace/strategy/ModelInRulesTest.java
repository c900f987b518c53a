package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.model.ModelVersion;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.ExpectedRun;
import io.papertape.workspace.run.RunChoices;
import io.papertape.workspace.run.RunNotes;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules in YAML with the model of `strategies/ridge` trade as code in Java with it does.
class ModelInRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));
  private static final Path RIDGE = ROOT.resolve("strategies/ridge");
  private static final Path MODEL = RIDGE.resolve("models/0001");

  private static final String DATA =
      """
      name: mine
      data:
        set: synthetic-us
        symbols: [SYN1, SYN2, SYN3, SYN4, SYN5, SYN6, SYN7, SYN8]
      model: "0001"
      execution: {cash: 100000, fees: {bps: 2}, slippage: {bps: 2}}
      risk: {max_gross_exposure: 1.1, max_drawdown: 0.4, allow_short: false}
      """;

  private static final String TWIN =
      """
      parameters: {enter: 0.0020, exit: 0.0018, weight: 0.12}
      features:
        forecast: score
      rules:
        kind: threshold
        enter_long: {rise-expected: forecast > enter}
        exit_long: {forecast-faded: forecast < exit}
        size: {weight: weight}
      """;

  private static final String RANK =
      """
      rules:
        kind: rank
        by: score
        top: 2
        weight: 0.9
        tolerance: 0.05
      """;

  @TempDir Path home;

  private FolderFixture fixture;

  @BeforeEach
  void copyTheModel() throws IOException {
    fixture = new FolderFixture(home);
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        fixture.with("models/0001/" + file.getFileName(), Files.readString(file));
      }
    }
  }

  private void samples() {
    new BundledSamples(ROOT).provide(fixture.workspace(), "synthetic-us");
  }

  /// No share moves as much as 100 % a bar, so Ridge sizes all of them alike, as the rules do.
  @Test
  void theTwinOfRidgeInYamlFillsAsRidgeInJava() {
    samples();
    LoadedStrategy ridge =
        new StrategyFolder(fixture.workspace()).load(RIDGE, Map.of("volatility", "1"));

    ExpectedResult byRules = ExpectedRun.of(fixture.load(DATA + TWIN), fixture.workspace());
    ExpectedResult byHand = ExpectedRun.of(ridge, fixture.workspace());

    assertThat(byRules.fills()).hasSizeGreaterThan(100).isEqualTo(byHand.fills());
    assertThat(byRules.finalEquity()).isEqualTo(byHand.finalEquity());
  }

  @Test
  void theHighestScoresAreHeldAsByHand() {
    samples();
    LoadedStrategy rules = fixture.load(DATA + RANK);
    LoadedStrategy hand =
        new FolderStrategy(
            "mine",
            "",
            () -> new HoldsHighest(ModelFolder.read(MODEL).version()),
            rules.parameters(),
            rules.sources(),
            rules.data(),
            rules.assumptions(),
            rules.isCashStated(),
            rules.limits(),
            List.of(),
            Optional.empty());

    ExpectedResult byRules = ExpectedRun.of(rules, fixture.workspace());
    ExpectedResult byHand = ExpectedRun.of(hand, fixture.workspace());

    assertThat(byRules.fills()).hasSizeGreaterThan(100).isEqualTo(byHand.fills());
    assertThat(byRules.finalEquity()).isEqualTo(byHand.finalEquity());
  }

  @Test
  void theModelIsASourceAndTheBacktestStartsAfterItsTraining() {
    LoadedStrategy strategy = fixture.load(DATA + RANK);

    assertThat(strategy.sources()).containsKeys("strategy.yaml", "models/0001/model.json");
    assertThat(strategy.notes()).singleElement().asString().contains("2010-01-04 to 2016-12-31");
  }

  @Test
  void aRunOnBarsOfAnotherSpanThanTheTrainingSaysSo() {
    samples();
    new SyntheticMarket(1, 3, 1_800, Resolution.parse("1h"))
        .generate(DataStore.in(fixture.workspace()), "hours", Mode.CREATE);
    String hours = DATA.replaceFirst("set: .*\n.*", "set: hours\n  resolution: 1h");

    assertThat(runNotes(hours + RANK))
        .contains(
            "The model was trained on bars of 1d and runs on bars of 1h: its features and its"
                + " target count bars, so a score means something else here.");
    assertThat(runNotes(DATA + RANK)).noneMatch(note -> note.contains("bars of"));
  }

  private List<String> runNotes(String yaml) {
    LoadedStrategy strategy = fixture.load(yaml);
    Workspace workspace = fixture.workspace();
    return RunNotes.of(
        strategy,
        new Backtest(workspace)
            .run(RunPlan.of(strategy).from(workspace.home()), RunProgress.SILENT)
            .run());
  }

  @Test
  void aStartThatACommandAsksForInsideTheTrainingIsRefused() {
    samples();
    RunPlan plan = RunPlan.of(fixture.load(DATA + RANK));

    assertThatThrownBy(() -> from("2012-01-01").apply(plan, fixture.workspace()))
        .hasMessage(
            "Backtest would show what the model was trained on: from=2012-01-01,"
                + " trainedFrom=2010-01-04, trainedTo=2016-12-31."
                + " Start on 2017-01-01 or later, or fit the model to an earlier window.");
    RunPlan later = from("2018-05-01").apply(plan, fixture.workspace());
    assertThat(later.data().from()).hasValue(LocalDate.of(2018, 5, 1));
    assertThat(later.strategy().notes())
        .containsExactly(
            "The model was trained on 2010-01-04 to 2016-12-31;"
                + " the backtest starts after that, on 2018-05-01.");
  }

  @Test
  void aModelThatWasEditedOrCopiedSaysSo() throws IOException {
    String model = Files.readString(MODEL.resolve("model.json"));
    fixture.with("models/0001/model.json", model.replaceFirst("\"intercept\" : ", "$01"));

    LoadedStrategy edited = fixture.load(DATA + RANK);
    assertThat(edited.notes()).as("what makes no source makes no record").hasSize(1);
    assertThat(edited.doubts())
        .last()
        .isEqualTo(
            "Model 0001 was EDITED after its fit: model.json is not as it was written. Its"
                + " training and its figures are not those of these numbers.");
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.toList()) {
        fixture.with("models/0009/" + file.getFileName(), Files.readString(file));
      }
    }
    assertThat(fixture.load(DATA.replace("0001", "0009") + RANK).doubts())
        .last()
        .isEqualTo("Model 0009 says of itself that it is 0001: it was copied or renamed.");
  }

  private static RunChoices from(String day) {
    return new RunChoices(
        Optional.empty(),
        List.of(),
        Optional.of(LocalDate.parse(day)),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        name -> "--" + name);
  }

  @Test
  void theExampleOfTheGuideIsAStrategy() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/models.md"));
    String example = guide.split("```yaml\n", -1)[2].split("```", 2)[0];

    assertThat(fixture.load(DATA.replace("model: \"0001\"\n", "") + example).notes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'model: \"0001\"' | description: none | Refused: file=strategy.yaml, line=10, column=13,"
            + " key=features.forecast. Score without a model: name=score, at=1. Name a version of"
            + " a model under the key model.",
        "'forecast: score' | 'forecast: close' | Model is not used: file=strategy.yaml, line=5,"
            + " column=8, key=model. Use score in a feature or rule, or leave model out.",
        "'forecast: score' | 'score: score' | Refused: file=strategy.yaml, line=10, column=10,"
            + " key=features.score. Name is taken: feature=score. Give the feature another name.",
        "'{enter: 0' | '{score: 0' | Refused: file=strategy.yaml, line=8, column=13,"
            + " key=parameters. Name is taken: parameter=score. Give the parameter another name.",
        "'forecast: score' | 'forecast: score(1)' | Refused: file=strategy.yaml, line=10,"
            + " column=13, key=features.forecast. Score takes no arguments: at=1. Write score"
            + " alone; it is that of the last bar."
      })
  void misuseOfTheScoreIsNamedWithItsPlace(String right, String wrong, String message) {
    assertThatThrownBy(() -> fixture.load((DATA + TWIN).replace(right, wrong)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  /// Holds the two highest scores, each at 45 % of equity give or take 5.
  private static final class HoldsHighest implements Strategy {
    private final ModelVersion version;
    private ModelScore model;

    HoldsHighest(ModelVersion version) {
      this.version = version;
    }

    @Override
    public void onStart(Context context) {
      model = new ModelScore(context, version);
    }

    @Override
    public void onMoment(Context context) {
      List<Integer> order =
          IntStream.range(0, context.instruments())
              .filter(model::isReady)
              .boxed()
              .sorted((a, b) -> Double.compare(model.score(b), model.score(a)))
              .toList();
      if (order.isEmpty()) {
        return;
      }
      List<Integer> held = order.subList(0, 2);
      for (int i = 0; i < context.instruments(); i++) {
        if (!held.contains(i) && context.quantity(i) != 0) {
          context.target(i, 0);
        } else if (held.contains(i) && weight(context, i) > 0.5) {
          context.target(i, 0.45);
        }
      }
      for (int i : order.stream().limit(2).sorted().toList()) {
        if (weight(context, i) < 0.4) {
          context.target(i, 0.45);
        }
      }
    }

    private static double weight(Context context, int i) {
      return (double) context.quantity(i) / 1e8 * context.close(i) / (context.equity() / 1e8);
    }
  }
}
