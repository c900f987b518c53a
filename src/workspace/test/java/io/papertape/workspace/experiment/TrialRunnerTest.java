package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.performance.Growth;
import io.papertape.performance.Measure;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.strategy.StrategyFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunnerTest {
  private static final Map<String, String> VALUES = Map.of("fast", "7", "slow", "30");

  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  @Test
  void aTrialIsTheRunThatABacktestWithItsValuesMakes() {
    Trial trial = stage.runner(Objective.SHARPE).run(VALUES);
    Backtest.Outcome run = stage.backtest(VALUES);
    assertThat(trial.run()).isEqualTo(run.folder().id());
    assertThat(trial.finalEquity()).isEqualTo(run.run().result().finalEquity());
    assertThat(trial.fills()).isEqualTo(run.run().result().fills().size()).isPositive();
    for (Measure figure : trial.figures()) {
      assertThat(figure.value())
          .isEqualTo(run.run().report().figure(figure.name()).orElseThrow().value());
    }
    double[] equity = run.run().report().equity().values();
    assertThat(trial.returns()).containsExactly(Growth.returns(equity));
  }

  /// A strategy whose file says `0.950`: a row of a grid, the run without overrides and one with
  /// any other spelling are one trial.
  @Test
  void equalNumbersAreOneTrialHoweverTheyAreWritten() {
    SweepStage.write(home, "cross", SweepStage.CROSS.replace("default: 0.95,", "default: 0.950,"));
    ParameterSpace space =
        ParameterSpace.parse(
            List.of("fast=3..5,part=0.85..0.95:0.05"),
            Optional.empty(),
            stage.variants().parameters());
    TrialRunner runner = stage.runner(Objective.SHARPE);
    Trial last = runner.run(space.at(space.size() - 1));

    assertThat(last.parameters()).isEqualTo(Map.of("fast", "5", "part", "0.950"));
    Backtest.Outcome plain = stage.backtest(Map.of());
    assertThat(last.run()).isEqualTo(plain.folder().id());
    assertThat(runner.configuration(last.parameters()))
        .isEqualTo(plain.run().manifest().configuration());
    assertThat(stage.backtest(Map.of("part", "0.95", "fast", "+05")).folder().id())
        .isEqualTo(plain.folder().id());
    assertThat(stage.backtest(Map.of("part", "0.5")).folder().id())
        .isEqualTo(stage.backtest(Map.of("part", "0.50")).folder().id());
  }

  /// Of the time when a run stated a number as it was typed.
  @Test
  void aRunWithAnotherSpellingIsMadeAgainToTheByte() {
    StrategyFolder loader = new StrategyFolder(stage.workspace);
    RunPlan plan = RunPlan.of(loader.stated(stage.folder, Map.of("part", "0.9500")));
    Backtest backtest = new Backtest(stage.workspace);
    Backtest.Outcome old = backtest.run(plan.from(stage.folder), RunProgress.SILENT);
    assertThat(old.run().manifest().parameters()).containsEntry("part", "0.9500");

    StrategyPlaces places = new StrategyPlaces(loader, home, Optional.empty());
    Backtest.Outcome again =
        backtest.run(old.run().manifest(), places, old.folder().path(), RunProgress.SILENT);
    assertThat(again.folder().id()).isEqualTo(old.folder().id());
    assertThat(again.wasThere()).isTrue();
    assertThat(again.parting()).isEmpty();
  }

  @Test
  void eachFigureOfABacktestMayBeTheObjective() {
    Backtest.Outcome run = stage.backtest(VALUES);
    for (String name : new String[] {"profit-factor", "timeInMarket", "worst-day", "beta"}) {
      Objective objective = Objective.parse(name);
      Trial trial = stage.runner(objective).run(VALUES);
      Optional<Measure> expected =
          run.run()
              .report()
              .figure(objective.figure())
              .or(
                  () ->
                      run.run().report().roundTrips().getFirst().figures().stream()
                          .filter(one -> one.name().equals(objective.figure()))
                          .findFirst());
      assertThat(trial.objective()).isPresent().isEqualTo(expected.orElseThrow().value());
    }
  }

  @Test
  void onAPartOfTheDataATrialIsTheRunBetweenThoseDates() {
    TrialRunner whole = stage.runner(Objective.SHARPE);
    LocalDate from = LocalDate.ofYearDay(firstYear(whole) + 1, 1);
    Optional<LocalDate> start = Optional.of(from);
    Trial trial = whole.between(start, Optional.empty()).run(VALUES);
    TrialRunner loaded =
        TrialRunner.of(
            stage.workspace,
            stage.variants(),
            plan -> plan.on(plan.data().startingOn(from)),
            Objective.SHARPE);
    assertThat(trial.manifest()).isEqualTo(loaded.run(VALUES).manifest());
    assertThat(trial.returns()).containsExactly(loaded.run(VALUES).returns());
    assertThat(trial.returns().length).isLessThan(whole.run(VALUES).returns().length);
  }

  private static int firstYear(TrialRunner runner) {
    return Instant.ofEpochSecond(runner.data().firstOpenNanos() / 1_000_000_000)
        .atZone(ZoneOffset.UTC)
        .getYear();
  }

  @Test
  void aRefusedParameterSetIsNoTrial() {
    Trial trial = stage.runner(Objective.SHARPE).run(Map.of("fast", "1"));
    assertThat(trial.status()).isEqualTo(Trial.Status.REFUSED);
    assertThat(trial.isCounted()).isFalse();
    assertThat(trial.problem()).get().asString().contains("fast");
    assertThat(trial.manifest()).isEmpty();
  }

  @Test
  void anEarlyStopLeavesZeroReturnsAndNoObjective() {
    TrialRunner runner = stage.runner(Objective.SHARPE);
    Trial whole = runner.run(VALUES);
    double deepest = whole.figure("maxDrawdown").orElseThrow().get();
    Trial stopped = runner.stopping(new EarlyStop(deepest / 2)).run(VALUES);
    assertThat(stopped.status()).isEqualTo(Trial.Status.STOPPED);
    assertThat(stopped.objective()).isEmpty();
    assertThat(stopped.problem()).get().asString().startsWith("drawdown of 0.");
    assertThat(stopped.returns()).hasSameSizeAs(whole.returns());
    assertThat(stopped.returns()[stopped.returns().length - 1]).isZero();
    assertThat(runner.stopping(new EarlyStop(0.99)).run(VALUES).returns())
        .containsExactly(whole.returns());
  }
}
