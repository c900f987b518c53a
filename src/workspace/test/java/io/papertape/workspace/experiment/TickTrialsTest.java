package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.Growth;
import io.papertape.performance.Measure;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.TickWriter;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.strategy.StrategyVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sweeps and walk-forwards whose orders meet quotes or trade ticks, over forty days.
class TickTrialsTest {
  private static final SearchPlan ALL = new SearchPlan(SearchPlan.Kind.GRID, 1_000, 1);
  private static final String CROSS =
      """
      name: cross
      data: {set: ticks, symbols: [SYNQ], resolution: %s}
      parameters: {fast: 5, slow: 20}
      features: {quick: sma(fast), calm: sma(slow)}
      rules:
        kind: threshold
        enter_long: {up: "crosses_above(quick, calm)"}
        exit_long: {down: "crosses_below(quick, calm)"}
        size: {equity: 0.9}
      """;

  /// Asked at every quote: buys after so many that rose one after the other.
  private static final String STREAK =
      """
      import io.papertape.order.Size;
      import io.papertape.strategy.Context;
      import io.papertape.strategy.Parameters;
      import io.papertape.strategy.Strategy;

      public final class Streak implements Strategy {
        private final int wanted;
        private int streak;
        private long last;

        public Streak(Parameters parameters) {
          wanted = parameters.integer("rises");
        }

        @Override
        public void onQuote(Context context, int instrument) {
          long bid = context.bid(instrument);
          streak = bid > last ? streak + 1 : 0;
          last = bid;
          if (streak >= wanted && context.quantity(instrument) == 0) {
            context.buy(instrument, Size.units(1));
          } else if (streak == 0) {
            context.closeAll(instrument);
          }
        }
      }
      """;

  private static final long DAY = 86_400_000_000_000L;
  private static final long CENT = 1_000_000;
  private static final int DAYS = 40;
  private static final int A_DAY = 500;

  @TempDir private static Path home;
  private static Workspace workspace;

  @BeforeAll
  static void quotesOfFortyDays() {
    workspace = new Workspace(home.resolve("state"));
    Origin origin = new Origin("UTC", "start", List.of(), List.of());
    Instrument coin = Instrument.crypto("SYNQ");
    SplittableRandom random = new SplittableRandom(9);
    try (DataSetWriter writer = DataStore.in(workspace).writer("ticks", Mode.CREATE)) {
      TickWriter quotes = writer.ticks(coin, Resolution.QUOTE, origin);
      TickWriter trades = writer.ticks(coin, Resolution.TRADE, origin);
      long bid = 10_000;
      for (int i = 0; i < DAYS * A_DAY; i++) {
        long nanos = i / A_DAY * DAY + i % A_DAY * (DAY / A_DAY) + random.nextLong(DAY / A_DAY);
        bid = Math.max(5_000, bid + random.nextInt(-20, 21));
        quotes.quote(nanos, bid * CENT, FixedPoint.ONE, (bid + 1) * CENT, FixedPoint.ONE);
        trades.trade(nanos, bid * CENT, FixedPoint.ONE);
      }
      writer.commit();
    }
  }

  private static StrategyVariants cross(String resolution) {
    Path place = SweepStage.write(home.resolve(resolution), "cross", CROSS.formatted(resolution));
    return new StrategyFolder(workspace).variants(place);
  }

  private static StrategyVariants streak() throws IOException {
    Path place =
        SweepStage.write(
            home,
            "streak",
            """
            name: streak
            data: {set: ticks, symbols: [SYNQ], resolution: quote}
            parameters: {rises: 2}
            code: Streak
            """);
    Files.writeString(place.resolve("Streak.java"), STREAK);
    return new StrategyFolder(workspace).variants(place);
  }

  private static TrialRunner runner(StrategyVariants variants) {
    return TrialRunner.of(workspace, variants, plan -> plan, Objective.SHARPE);
  }

  private static ParameterSpace space(StrategyVariants variants, String grid) {
    return ParameterSpace.parse(List.of(grid), Optional.empty(), variants.parameters());
  }

  private static void assertIsTheRun(StrategyVariants variants, Map<String, String> values) {
    Trial trial = runner(variants).run(values);
    Backtest.Outcome run =
        new Backtest(workspace)
            .run(RunPlan.of(variants.with(values)).from(home), RunProgress.SILENT);

    assertThat(trial.run()).isEqualTo(run.folder().id());
    assertThat(trial.fills()).isEqualTo(run.run().result().fills().size()).isGreaterThan(10);
    assertThat(trial.finalEquity()).isEqualTo(run.run().result().finalEquity());
    for (Measure figure : trial.figures()) {
      assertThat(figure.value())
          .isEqualTo(run.run().report().figure(figure.name()).orElseThrow().value());
    }
    assertThat(trial.returns()).hasSize(DAYS);
    assertThat(trial.returns())
        .containsExactly(Growth.returns(run.run().report().equity().values()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void aTrialOnMinuteBarsOfTicksIsTheRunOfABacktest(String resolution) {
    assertIsTheRun(cross(resolution), Map.of("fast", "4", "slow", "30"));
  }

  @Test
  void aTrialThatIsAskedAtEachQuoteIsTheRunOfABacktest() throws IOException {
    assertIsTheRun(streak(), Map.of("rises", "3"));
  }

  @Test
  void aSweepOnQuotesIsTheSameOnOneAndTwoThreadsAndDelaysOrdersInsteadOfBars() {
    StrategyVariants variants = cross("quote");
    SweepPlan plan =
        SweepPlan.standard(space(variants, "fast=3..6,slow=20..30:5"), ALL).resampling(20);
    SweepResult one = sweep(variants, plan, 1);
    Map<String, String> files = TableFiles.all(one.folder());

    SweepResult two = sweep(variants, plan, 2);

    assertThat(TableFiles.all(two.folder())).isEqualTo(files);
    assertThat(two.count(Trial.Status.COMPLETE)).isEqualTo(12);
    assertThat(two.selection().orElseThrow().figure("backtestOverfitting").orElseThrow())
        .matches(Measure::isPresent);
    assertThat(two.stability())
        .extracting(FillStability::name)
        .containsExactly("Pessimistic fills", "Costs doubled", "One minute later");
    // Quotes are three minutes apart: most orders meet the same one a minute later, but not all.
    assertThat(two.stability().getLast().best()).isNotEqualTo(two.value(two.ranking().getFirst()));
  }

  private static SweepResult sweep(StrategyVariants variants, SweepPlan plan, int threads) {
    return Sweep.run(workspace, runner(variants), plan, threads, SweepProgress.SILENT, () -> 0);
  }

  @Test
  void aSweepThatIsStoppedByDrawdownOnQuotesKeepsWhatCameBefore() throws IOException {
    StrategyVariants variants = streak();
    Trial whole = runner(variants).run(Map.of("rises", "1"));
    double deepest = whole.figure("maxDrawdown").orElseThrow().get();

    Trial stopped = runner(variants).stopping(new EarlyStop(deepest / 2)).run(Map.of("rises", "1"));

    assertThat(stopped.status()).isEqualTo(Trial.Status.STOPPED);
    assertThat(stopped.returns()).hasSize(DAYS);
    assertThat(stopped.returns()[0]).isEqualTo(whole.returns()[0]).isNotZero();
    assertThat(stopped.returns()[DAYS - 1]).isZero();
  }

  @Test
  void aWalkForwardOnTradeTicksJoinsItsTests() {
    StrategyVariants variants = cross("trade");
    WindowLength ten = new WindowLength(10, WindowLength.Unit.PERIODS);
    WalkForwardPlan plan =
        WalkForwardPlan.standard(
                space(variants, "fast=3..6,slow=20..30:5"),
                ALL,
                new HistoryCut.Windows(false, ten, ten, ten, 0))
            .resampling(20);

    WalkForwardResult result =
        WalkForwardRun.run(workspace, runner(variants), plan, 2, SweepProgress.SILENT, () -> 0);

    assertThat(result.windows()).hasSize(3);
    assertThat(result.stitched().orElseThrow().returns()).hasSize(30);
    assertThat(result.windows().stream().map(result::chosen)).doesNotContain("none");
  }
}
