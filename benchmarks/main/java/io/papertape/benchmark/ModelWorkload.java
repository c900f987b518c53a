package io.papertape.benchmark;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.model.Baseline;
import io.papertape.model.CoefficientModel;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.Coefficients;
import io.papertape.model.Feature;
import io.papertape.model.FitFigures;
import io.papertape.model.Scaler;
import io.papertape.model.ScoreIndicator;
import io.papertape.model.Scorer;
import io.papertape.model.ShiftTest;
import io.papertape.model.Target;
import io.papertape.model.Training;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Optional;

/// W5: the bars of W1 through a strategy that asks a ridge regression of eight features at every
/// bar: it buys 10 above a score, sells them below its negative.
final class ModelWorkload {
  static final double ENTER = 0.9;
  static final int FIRST_BAR = 60;

  private static final long FEE_DIVISOR = 10_000 / CrossRule.FEE_BPS;
  private static final List<String> FEATURES =
      List.of(
          "return(1)",
          "return(5)",
          "return(20)",
          "distance(sma(50))",
          "volatility(20)",
          "volumeRatio(20)",
          "rsi(14)",
          "zScore(20)");

  private final MinuteBars input;
  private final RunMemory memory = new RunMemory();
  private final CoefficientVersion version = version();

  ModelWorkload(MinuteBars input) {
    this.input = input;
  }

  /// Coefficients that trade about as often as W1 does; nothing was fitted.
  private static CoefficientVersion version() {
    FitFigures none = new FitFigures(1, 0, Optional.empty(), 0, 0);
    return new CoefficientVersion(
        "0001",
        FEATURES.stream().map(Feature::parse).toList(),
        new Scaler(
            Scaler.Method.STANDARD,
            new double[] {0, 0, 0, 0, 0.0005, 1, 50, 0},
            new double[] {0.0005, 0.0012, 0.0023, 0.002, 0.0001, 0.5, 12, 1.2}),
        new CoefficientModel.Ridge(
            0, Coefficients.of(0.05, 0.2, 0.3, 0.2, 0.05, 0.05, 0.3, 0.2), 1),
        Target.parse("return(5)"),
        new Training("none", List.of("W1"), "1m", 0, 1, 1, "0".repeat(64), 1),
        new Baseline(none, none, new ShiftTest(0, 1, 1)));
  }

  RunResult papertape() {
    return run(ScoreCross.Work.TRADE);
  }

  /// The strategy in columns.
  RunResult papertapeColumnar() {
    return run(new SeriesScore(version));
  }

  /// Features and scores of all bars as the engine computes a column, and nothing else.
  double[] scoreColumn() {
    double[] scores = new double[input.bars().size()];
    new ScoreIndicator(version).fill(input.bars(), 0, scores.length, scores);
    return scores;
  }

  /// Scores without orders.
  RunResult papertapeIdle() {
    return run(ScoreCross.Work.SCORE);
  }

  /// Features alone, for the cost of a score.
  RunResult papertapeUnscored() {
    return run(ScoreCross.Work.NOTHING);
  }

  private RunResult run(ScoreCross.Work work) {
    return run(new ScoreCross(version, work));
  }

  private RunResult run(Strategy strategy) {
    return Simulation.of(strategy)
        .on(Instrument.equity("W5"), input.bars())
        .under(CrossWorkload.ASSUMPTIONS)
        .using(memory)
        .unrecorded()
        .run();
  }

  /// The same features and the same model, but decisions, fills, fees and equity by hand.
  Outcome handLoop() {
    BarColumns bars = input.bars();
    List<Feature> features = version.features();
    Indicator[] indicators = features.stream().map(Feature::create).toArray(Indicator[]::new);
    Scorer scorer = new Scorer(version);
    double[] row = new double[indicators.length];
    long cash = CrossRule.CASH * 100_000_000L;
    long held = 0;
    int pending = 0;
    int fills = 0;
    for (int i = 0; i < bars.size(); i++) {
      if (pending != 0) {
        long value = pending * bars.open()[i];
        cash -= value + (Math.abs(value) + FEE_DIVISOR / 2) / FEE_DIVISOR;
        held += pending;
        fills++;
        pending = 0;
      }
      for (int f = 0; f < row.length; f++) {
        indicators[f].update(
            bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
      }
      if (i >= FIRST_BAR) {
        for (int f = 0; f < row.length; f++) {
          row[f] = indicators[f].value(features.get(f).output());
        }
        double score = scorer.score(row);
        boolean isDue = held == 0 ? score > ENTER : score < -ENTER;
        pending = isDue ? (held == 0 ? CrossRule.UNITS : -CrossRule.UNITS) : 0;
      }
    }
    return new Outcome(fills, cash + held * bars.close()[bars.size() - 1]);
  }

  /// @throws IllegalStateException if the programs do not agree
  Facts check() {
    Outcome expected = handLoop();
    RunResult result = papertape();
    expected.mustEqual("papertape", Outcome.of(result));
    int orders = result.orders().size();
    expected.mustEqual("papertapeColumnar", Outcome.of(papertapeColumnar()));
    return new Facts(
        input.origin(),
        "bar",
        input.bars().size(),
        orders,
        expected.fills(),
        List.of("all programs agree: " + expected));
  }
}
