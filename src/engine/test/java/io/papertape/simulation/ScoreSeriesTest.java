package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.indicator.Sma;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.model.CoefficientModel;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.Coefficients;
import io.papertape.model.MadeBars;
import io.papertape.model.ModelFixture;
import io.papertape.model.Scaler;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A model's scores as a series: the run of [ModelScore], and that of single steps.
class ScoreSeriesTest {
  private static final int BARS = 1_500;
  private static final double ENTER = 0.8;
  private static final Instrument INSTRUMENT = Instrument.equity("S0");
  private static final Assumptions PLAIN =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.bps(2))
          .withCash(FixedPoint.ofUnits(100_000));
  private static final CoefficientVersion MODEL =
      model(
          new double[] {0.01, 0.02, 1, 1.5, 20},
          "return(1)",
          "return(5)",
          "zScore(20)",
          "macd(5,10,4).histogram",
          "rsi(14)");

  private static CoefficientVersion model(double[] scale, String... names) {
    CoefficientVersion plain = ModelFixture.ridge(1, names);
    double[] center = new double[names.length];
    double[] weights = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      center[i] = names[i].startsWith("rsi") ? 50 : 0;
      weights[i] = 0.3;
    }
    return new CoefficientVersion(
        "0001",
        plain.features(),
        new Scaler(Scaler.Method.STANDARD, center, scale),
        new CoefficientModel.Ridge(0, Coefficients.of(weights), 1),
        plain.target(),
        plain.training(),
        plain.baseline());
  }

  private record Journalled(RunResult result, String text) {
    List<String> lines(String kind) {
      return text.lines().filter(line -> line.contains("\"kind\":\"" + kind + "\"")).toList();
    }
  }

  private static Simulation simulation(Strategy strategy) {
    return Simulation.of(strategy).under(PLAIN).named("case");
  }

  private static Simulation simulation(Strategy strategy, List<BarColumns> bars, boolean isSplit) {
    Simulation simulation = simulation(strategy);
    for (int i = 0; i < bars.size(); i++) {
      simulation.on(Instrument.equity("S" + i), bars.get(i), actions("S" + i, isSplit && i == 0));
    }
    return simulation;
  }

  private static CorporateActions actions(String symbol, boolean isSplit) {
    long day800 = 800 * Bars.DAY - Bars.DAY / 4;
    return isSplit
        ? new CorporateActions(
            symbol, List.of(new CorporateAction.Split(LocalDate.of(1972, 3, 11), day800, 3, 2)))
        : CorporateActions.none(symbol);
  }

  private static Journalled journalled(Simulation simulation, RecordLevel level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunResult result = simulation.journal(bytes::write, level).run();
    return new Journalled(result, bytes.toString(StandardCharsets.UTF_8));
  }

  private static void assertSameRun(RunResult one, RunResult other) {
    assertThat(one.failure().map(Throwable::toString))
        .isEqualTo(other.failure().map(Throwable::toString));
    assertThat(one.equity().values()).isEqualTo(other.equity().values());
    assertThat(one.fills().size()).isEqualTo(other.fills().size()).isPositive();
    assertThat(one.finalEquity()).isEqualTo(other.finalEquity());
  }

  private static RunResult assertStepsAreTheSame(
      Supplier<Strategy> strategy, List<BarColumns> bars, boolean isSplit) {
    RunResult skipped = simulation(strategy.get(), bars, isSplit).unrecorded().run();
    assertSameRun(skipped, simulation(strategy.get(), bars, isSplit).unrecorded().stepping().run());
    assertSameRun(
        skipped, simulation(strategy.get(), bars, isSplit).unrecorded().retelling().run());
    for (RecordLevel level : List.of(RecordLevel.FOLDED, RecordLevel.EACH)) {
      Journalled told = journalled(simulation(strategy.get(), bars, isSplit).retelling(), level);
      Journalled steps = journalled(simulation(strategy.get(), bars, isSplit).stepping(), level);
      Journalled skips = journalled(simulation(strategy.get(), bars, isSplit), level);
      assertThat(skips.text()).isEqualTo(steps.text());
      assertThat(told.text()).isEqualTo(steps.text());
      assertThat(skips.result().root()).isEqualTo(steps.result().root());
      assertSameRun(skips.result(), skipped);
    }
    return skipped;
  }

  @Test
  void aSeriesDecidesAsTheModelScoreDoes() {
    for (long seed = 1; seed <= 4; seed++) {
      List<BarColumns> bars = List.of(MadeBars.walk(seed, BARS));
      RunResult series = assertStepsAreTheSame(() -> new OnSeries(MODEL), bars, seed % 2 == 0);
      RunResult asked = simulation(new OnCallbacks(MODEL), bars, seed % 2 == 0).unrecorded().run();
      assertSameRun(series, asked);
    }
  }

  @Test
  void eachInstrumentHasItsOwn() {
    List<BarColumns> bars = List.of(MadeBars.walk(5, BARS), MadeBars.walk(6, BARS));
    RunResult series = assertStepsAreTheSame(() -> new OnSeries(MODEL), bars, true);
    assertSameRun(series, simulation(new OnCallbacks(MODEL), bars, true).unrecorded().run());
  }

  /// Where the instruments' bars do not come together every bar is a step.
  @Test
  void instrumentsNeedNotHaveBarsAtTheSameMoments() {
    BarColumns other = MadeBars.walk(8, BARS);
    List<BarColumns> bars = List.of(MadeBars.walk(7, BARS), other.slice(100, 900));
    RunResult series = assertStepsAreTheSame(() -> new OnSeries(MODEL), bars, false);
    assertSameRun(series, simulation(new OnCallbacks(MODEL), bars, false).unrecorded().run());
  }

  @Test
  void decisionsRecordFeaturesAndScoreAsThoseOfTheModelScoreDo() {
    List<BarColumns> bars = List.of(MadeBars.walk(2, BARS));
    var simple = model(new double[] {0.01, 1, 20}, "return(1)", "zScore(20)", "rsi(14)");
    Journalled series =
        journalled(simulation(new OnSeries(simple), bars, true), RecordLevel.FOLDED);
    Journalled asked =
        journalled(simulation(new OnCallbacks(simple), bars, true), RecordLevel.FOLDED);

    assertThat(inputs(series)).hasSizeGreaterThan(20).isEqualTo(inputs(asked));
    assertThat(inputs(series).getFirst())
        .matches("\\{\"return\\(1\\)\":.*\"zScore\\(20\\)\":.*\"rsi\\(14\\)\":.*\"score\":.*");
  }

  private static List<String> inputs(Journalled run) {
    return run.lines("decision").stream()
        .map(line -> line.substring(line.indexOf("\"inputs\":") + 9))
        .map(line -> line.substring(0, line.indexOf('}') + 1))
        .toList();
  }

  @Test
  void aRunWithoutAJournalIsTheSame() {
    List<BarColumns> bars = List.of(MadeBars.walk(3, BARS));
    RunResult bare = simulation(new OnSeries(MODEL), bars, true).unrecorded().run();
    RunResult full =
        simulation(new OnSeries(MODEL), bars, true)
            .journal(JournalSink.NOWHERE, RecordLevel.FOLDED)
            .run();
    assertSameRun(bare, full);
  }

  @Test
  void runsShareTheScoresOfEqualModelsOnly() {
    BarColumns bars = MadeBars.walk(4, BARS);
    CorporateActions actions = CorporateActions.none("S0");
    SharedScores shared = new SharedScores();
    ScoreColumn one = shared.of(bars, actions, MODEL);
    CoefficientVersion same =
        model(
            new double[] {0.01, 0.02, 1, 1.5, 20},
            "return(1)",
            "return(5)",
            "zScore(20)",
            "macd(5,10,4).histogram",
            "rsi(14)");
    CoefficientVersion other =
        model(new double[] {0.01, 0.02, 1}, "return(1)", "return(5)", "zScore(20)");

    assertThat(shared.of(bars, actions, same)).isSameAs(one);
    assertThat(shared.of(bars, actions, other)).isNotSameAs(one);
    assertThat(shared.of(bars, actions("S0", true), MODEL)).isNotSameAs(one);
    assertThat(shared.of(MadeBars.walk(4, BARS), actions, MODEL)).isNotSameAs(one);
  }

  @Test
  void twoModelsAreTwoScores() {
    CoefficientVersion other = model(new double[] {0.02}, "return(5)");
    Strategy both =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            Series first = context.series(0, MODEL);
            Series second = context.series(0, other);
            assertThat(context.series(0, MODEL)).isSameAs(first).isNotSameAs(second);
            assertThat(context.series(0, new Sma(3))).isNotSameAs(first);
            context.wakeOn(0, new Signal.Above(first, second));
          }

          @Override
          public void onBar(Context context, int instrument) {
            context.target(0, context.quantity(0) == 0 ? 0.5 : 0);
          }
        };
    Journalled run =
        journalled(simulation(both, List.of(MadeBars.walk(1, 300)), false), RecordLevel.FOLDED);
    assertThat(inputs(run).getFirst())
        .contains("\"rsi(14)\":", "\"score\":", "\"score#2\":", "\"sma(3)\":");
  }

  /// The scale makes the score infinite at the first bar whose close has moved: bar 300, or bar
  /// 200, ahead of which a split restates the closes before it.
  @Test
  void aScoreThatIsNoNumberEndsTheRunAtItsBarAsItEndsTheModelScores() {
    var fragile = model(new double[] {0.01, Double.MIN_VALUE}, "zScore(5)", "return(1)");
    BarColumns walk = MadeBars.walk(1, 400);
    long[] close = walk.close().clone();
    Arrays.fill(close, 0, 300, close[0]);
    BarColumns bars =
        new BarColumns(
            400,
            walk.openTimeNanos(),
            walk.closeTimeNanos(),
            close,
            close,
            close,
            close,
            walk.volume());
    CorporateAction split =
        new CorporateAction.Split(LocalDate.of(1970, 7, 20), 200 * Bars.DAY, 3, 2);
    assertEndsAt(301, fragile, bars, CorporateActions.none("S0"));
    assertEndsAt(201, fragile, bars, new CorporateActions("S0", List.of(split)));
  }

  private static void assertEndsAt(
      int moments, CoefficientVersion version, BarColumns bars, CorporateActions actions) {
    RunResult asked =
        simulation(new OnCallbacks(version)).on(INSTRUMENT, bars, actions).unrecorded().run();
    Journalled skips =
        journalled(
            simulation(new Patient(version)).on(INSTRUMENT, bars, actions), RecordLevel.FOLDED);
    Journalled steps =
        journalled(
            simulation(new Patient(version)).on(INSTRUMENT, bars, actions).stepping(),
            RecordLevel.FOLDED);
    String message = asked.failure().orElseThrow().getMessage();
    assertThat(message)
        .startsWith("Score is no number: model=0001, feature=return(1), value=")
        .endsWith("Infinity. Check the data.");
    assertThat(skips.result().failure().orElseThrow())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(skips.lines("failure")).hasSize(1);
    assertThat(skips.text()).isEqualTo(steps.text());
    assertThat(skips.result().fills().size()).isEqualTo(1);
    for (RunResult run : List.of(asked, skips.result(), steps.result())) {
      assertThat(run.equity().size()).isEqualTo(moments);
    }
  }

  /// An entry that is vetoed leaves the position flat, so the next bar above the level wakes too.
  @Test
  void aRefusedEntryIsTriedAgain() {
    List<BarColumns> bars = List.of(MadeBars.walk(2, BARS));
    RiskLimits limits = new RiskLimits(0, FixedPoint.ofUnits(650), 0, 0, 0, 0, true);
    RunResult series =
        simulation(new OnSeries(MODEL), bars, false).within(limits).unrecorded().run();
    RunResult asked =
        simulation(new OnCallbacks(MODEL), bars, false).within(limits).unrecorded().run();
    Journalled recorded =
        journalled(simulation(new OnSeries(MODEL), bars, false).within(limits), RecordLevel.FOLDED);

    assertSameRun(series, asked);
    assertThat(recorded.lines("veto")).hasSizeGreaterThan(10);
  }

  @Test
  void aModelThatRanksIsRefused() {
    CoefficientVersion ranked = model(new double[] {1}, "rank(return(5))");
    RunResult run =
        simulation(new OnSeries(ranked), List.of(MadeBars.walk(1, 50)), false).unrecorded().run();
    assertThat(run.failure().orElseThrow())
        .hasMessage(
            "Score needs all instruments at once: model=0001, feature=rank(return(5)). Use"
                + " ModelScore, which ranks at each moment.");
  }

  @Test
  void aSeriesMadeTooLateIsRefused() {
    Strategy late =
        new Strategy() {
          @Override
          public void onBar(Context context, int instrument) {
            context.series(0, MODEL);
          }
        };
    RunResult run = simulation(late, List.of(MadeBars.walk(1, 50)), false).unrecorded().run();
    assertThat(run.failure().orElseThrow())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Too late to register: series=score of model 0001. Do it in onStart.");
  }

  /// Buys above a score, sells below its negative; asks at every bar.
  private static final class OnCallbacks implements Strategy {
    private final CoefficientVersion version;
    private ModelScore model;

    OnCallbacks(CoefficientVersion version) {
      this.version = version;
    }

    @Override
    public void onStart(Context context) {
      model = new ModelScore(context, version);
    }

    @Override
    public void onBar(Context context, int instrument) {
      double score = model.score(instrument);
      if (context.quantity(instrument) == 0 && score > ENTER) {
        context.buy(instrument, Size.units(7));
      } else if (context.quantity(instrument) > 0 && score < -ENTER) {
        context.closeAll(instrument);
      }
    }
  }

  /// The same, asleep while there is nothing to do.
  private static final class OnSeries implements Strategy {
    private final CoefficientVersion version;

    OnSeries(CoefficientVersion version) {
      this.version = version;
    }

    @Override
    public void onStart(Context context) {
      for (int i = 0; i < context.instruments(); i++) {
        Series score = context.series(i, version);
        context.wakeOn(
            i, new Signal.AboveLevel(score, ENTER), new Signal.BelowLevel(score, -ENTER));
      }
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.quantity(instrument) == 0) {
        context.buy(instrument, Size.units(7));
      } else {
        context.closeAll(instrument);
      }
    }
  }

  /// Buys once, then waits for a score that never comes.
  private static final class Patient implements Strategy {
    private final CoefficientVersion version;

    Patient(CoefficientVersion version) {
      this.version = version;
    }

    @Override
    public void onStart(Context context) {
      Series score = context.series(0, version);
      context.wakeOn(0, Signal.everyBars(20, 1), new Signal.AboveLevel(score, 1e9));
    }

    @Override
    public void onBar(Context context, int instrument) {
      context.buy(instrument, Size.units(7));
    }
  }
}
