package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.strategy.StrategyVariants;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A strategy that throws with some of its values.
class FailedTrialsTest {
  private static final String YAML =
      """
      name: odd
      code: Odd
      data: {set: market, symbols: [SYN1]}
      parameters:
        every: 1
      """;

  private static final String JAVA =
      """
      import io.papertape.order.Size;
      import io.papertape.strategy.*;

      public final class Odd implements Strategy {
        private final int every;

        public Odd(Parameters parameters) {
          every = parameters.integer("every");
        }

        @Override
        public void onBar(Context context, int instrument) {
          if (every == 9) {
            throw new IllegalStateException("No nines:\\n  never.");
          }
          if (context.barIndex(instrument) % every == 0) {
            context.buy(instrument, Size.units(1));
          }
        }
      }
      """;

  private static final String DIVIDED =
      "java.lang.ArithmeticException: / by zero, at=Odd.onBar(Odd.java:16)";
  private static final String NINE =
      "java.lang.IllegalStateException: No nines: never, at=Odd.onBar(Odd.java:14)";

  @TempDir private Path home;
  private Workspace workspace;
  private StrategyVariants variants;

  @BeforeEach
  void fill() throws IOException {
    workspace = new Workspace(home.resolve("state"));
    new SyntheticMarket(1, 1, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "market", Mode.CREATE);
    Path folder = SweepStage.write(home, "odd", YAML);
    Files.writeString(folder.resolve("Odd.java"), JAVA);
    variants = new StrategyFolder(workspace).variants(folder);
  }

  private TrialRunner runner() {
    return TrialRunner.of(workspace, variants, plan -> plan, Objective.SHARPE);
  }

  private ParameterSpace space(String grid) {
    return ParameterSpace.parse(List.of(grid), Optional.empty(), variants.parameters());
  }

  private SweepResult sweep(String grid) {
    SweepPlan plan =
        SweepPlan.standard(space(grid), new SearchPlan(SearchPlan.Kind.GRID, 10, 1)).resampling(0);
    return Sweep.run(workspace, runner(), plan, 2, SweepProgress.SILENT, () -> 0);
  }

  @Test
  void aSweepNamesTheLineOfTheStrategyAsABacktestDoes() throws IOException {
    SweepResult result = sweep("every=0..3");
    RunPlan plan = RunPlan.of(variants.with(Map.of("every", "0")));

    String alone =
        new Backtest(workspace).run(plan, RunProgress.SILENT).result().path("failure").asText();

    assertThat(alone).isEqualTo(DIVIDED);
    assertThat(result.trials().getFirst().problem()).contains(DIVIDED);
    assertThat(Files.readString(result.folder().resolve(ExperimentFolder.TRIALS)))
        .contains("\"problem\":\"%s\"".formatted(DIVIDED));
    assertThat(SweepText.lines(result))
        .contains("failed               1                   " + DIVIDED);
  }

  @Test
  void aWalkForwardNamesItAndTakesOneLineForIt() {
    WindowLength fifty = new WindowLength(50, WindowLength.Unit.PERIODS);
    WalkForwardPlan plan =
        WalkForwardPlan.standard(
                space("every=9|2|3"),
                new SearchPlan(SearchPlan.Kind.GRID, 10, 1),
                new HistoryCut.Windows(false, fifty, fifty, fifty, 0))
            .resampling(10);

    WalkForwardResult result =
        WalkForwardRun.run(workspace, runner(), plan, 2, SweepProgress.SILENT, () -> 0);

    assertThat(WalkForwardText.lines(result))
        .contains("left out         1, such as {every=9}: " + NINE);
  }

  @Test
  void whereEveryTrialFailsTheFirstIsNamedWithItsLine() {
    assertThatThrownBy(() -> sweep("every=0"))
        .hasMessage("Every trial failed: trials=1, first={every=0}, cause=" + DIVIDED);
  }
}
