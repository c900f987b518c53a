package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A strategy that hands the closes of one trial to the next through a static field.
class TrialsAloneTest {
  private static final String YAML =
      """
      name: leak
      code: Leak
      data: {set: market, symbols: [SYN1]}
      parameters:
        every: 1
      """;

  private static final String JAVA =
      """
      import io.papertape.order.Size;
      import io.papertape.strategy.*;
      import java.util.Map;
            import java.util.concurrent.ConcurrentHashMap;

      public final class Leak implements Strategy {
        private static final String NAME = "no state";
        %s Map<Integer, Double> seen = new ConcurrentHashMap<>();
        private final int every;

        public Leak(Parameters parameters) {
          every = parameters.integer("every");
        }

        @Override
        public void onBar(Context context, int instrument) {
          int bar = context.barIndex(instrument);
          double close = context.close(instrument);
          seen.put(bar, close);
          if (bar %% every == 0) {
            if (seen.getOrDefault(bar + 2, 0.0) > close && context.quantity(instrument) == 0) {
              context.buy(instrument, Size.units(1));
            } else if (seen.getOrDefault(bar + 2, close) < close) {
              context.closeAll(instrument);
            }
          }
        }
      }
      """;

  @TempDir private Path home;
  private Workspace workspace;

  @BeforeEach
  void fill() {
    workspace = new Workspace(home.resolve("state"));
    new SyntheticMarket(1, 1, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "market", Mode.CREATE);
  }

  private TrialRunner runner(String modifiers) throws IOException {
    Path folder = SweepStage.write(home, "leak", YAML);
    Files.writeString(folder.resolve("Leak.java"), JAVA.formatted(modifiers));
    StrategyVariants variants = new StrategyFolder(workspace).variants(folder);
    return TrialRunner.of(workspace, variants, plan -> plan, Objective.parse("total-return"));
  }

  private ParameterSpace space() {
    return ParameterSpace.parse(
        List.of("every=1..4"),
        Optional.empty(),
        new StrategyFolder(workspace).variants(home.resolve("leak")).parameters());
  }

  private SweepResult sweep(TrialRunner runner) {
    SweepPlan plan =
        SweepPlan.standard(space(), new SearchPlan(SearchPlan.Kind.GRID, 10, 1)).resampling(0);
    return Sweep.run(workspace, runner, plan, 1, SweepProgress.SILENT, () -> 0);
  }

  @Test
  void aSweepRefusesTrialsThatSeeWhatOthersSaw() throws IOException {
    TrialRunner runner = runner("private static final");
    assertThatThrownBy(() -> sweep(runner))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Trial comes to something else when it runs alone: parameters={every=")
        .hasMessageContaining(
            "fills=0. Static fields hand state from one trial to the next: Leak.seen.");
  }

  @Test
  void aWalkForwardDoesToo() throws IOException {
    TrialRunner runner = runner("private static final");
    WindowLength fifty = new WindowLength(50, WindowLength.Unit.PERIODS);
    WalkForwardPlan plan =
        WalkForwardPlan.standard(
                space(),
                new SearchPlan(SearchPlan.Kind.GRID, 10, 1),
                new HistoryCut.Windows(false, fifty, fifty, fifty, 0))
            .resampling(10);
    assertThatThrownBy(
            () -> WalkForwardRun.run(workspace, runner, plan, 1, SweepProgress.SILENT, () -> 0))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("from one trial to the next: Leak.seen.");
  }

  @Test
  void theSameInTheInstanceIsFine() throws IOException {
    assertThat(sweep(runner("private final")).trials()).hasSize(4);
  }
}
