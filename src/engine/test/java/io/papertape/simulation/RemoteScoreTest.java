package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.model.Feature;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import io.papertape.model.ModelPort;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import io.papertape.strategy.rule.Decision;
import io.papertape.strategy.rule.Expression;
import io.papertape.strategy.rule.Places;
import io.papertape.strategy.rule.RuleSet;
import io.papertape.strategy.rule.Schedule;
import io.papertape.strategy.rule.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a run makes of a model that answers from outside, or does not.
class RemoteScoreTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final int BARS = 12;
  private static final RemoteVersion VERSION =
      new RemoteVersion(
          "0001",
          List.of(Feature.parse("return(1)"), Feature.parse("rank(return(1))")),
          2 * DAY,
          new ModelServer("http://127.0.0.1:1", "sum", "", 100));

  private final List<double[][]> asked = new ArrayList<>();
  private final ByteArrayOutputStream journal = new ByteArrayOutputStream();

  /// Answers the first feature of each row, and fails at these questions.
  private ModelPort failingAt(Integer... questions) {
    return (_, rows) -> {
      asked.add(Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new));
      return List.of(questions).contains(asked.size() - 1)
          ? new ModelAnswer.Failure(ModelFailure.TOO_LATE, "made")
          : new ModelAnswer.Scores(Arrays.stream(rows).mapToDouble(row -> row[0]).toArray());
    };
  }

  private RunResult run(Strategy strategy, ModelPort port) {
    return Simulation.of(strategy)
        .on(Instrument.equity("AAA"), rising(1))
        .on(Instrument.equity("BBB"), rising(2))
        .asking(port)
        .journal(journal::write, RecordLevel.EACH)
        .run();
  }

  private static BarColumns rising(int step) {
    BarColumns.Builder bars = new BarColumns.Builder();
    for (int i = 0; i < BARS; i++) {
      long price = FixedPoint.of(100 + step * i);
      bars.add(
          new Bar(i * DAY, (i + 1) * DAY, price, price, price, price, FixedPoint.ONE * 1_000_000));
    }
    return bars.build();
  }

  private List<String> entries(String kind) {
    return journal
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("\"kind\":\"" + kind + "\""))
        .toList();
  }

  private long holdsFor(String reason) {
    return entries("hold").stream().filter(line -> line.contains("\"" + reason + "\"")).count();
  }

  /// Buys and cancels without a look at what it is told, and asks first.
  private static final class Careless implements Strategy {
    private final List<Double> scores = new ArrayList<>();
    private ModelScore model;
    private Reason careless;
    private int resting;

    @Override
    public void onStart(Context context) {
      model = new ModelScore(context, VERSION);
      careless = context.reason("careless");
    }

    @Override
    public void onBar(Context context, int instrument) {
      double score = model.score(instrument);
      scores.add(score);
      assertThat(model.isReady(instrument)).isEqualTo(!Double.isNaN(score));
      context.because(careless);
      if (instrument == 0 && context.barIndex(0) == 4) {
        resting = context.submit(0, Order.limit(Side.BUY, Size.units(1), FixedPoint.of(50)));
      } else if (instrument == 0 && context.barIndex(0) == 6) {
        boolean isThere = model.isReady(0);
        assertThat(context.buy(0, Size.units(1)) > 0).isEqualTo(isThere);
        assertThat(context.amend(resting, FixedPoint.of(2), 0, 0)).isEqualTo(isThere);
        assertThat(context.cancel(resting)).isTrue();
      }
    }
  }

  @Test
  void allInstrumentsAreAskedForOnceAMomentOutsideTheTraining() {
    Careless strategy = new Careless();
    assertThat(run(strategy, failingAt()).failure()).isEmpty();

    // Bars 0 and 1 close within the training window, or have no return.
    assertThat(asked).hasSize(BARS - 2);
    assertThat(asked.getFirst())
        .isDeepEqualTo(new double[][] {{1.0 / 101, -0.5}, {2.0 / 102, 0.5}});
    assertThat(strategy.scores.subList(0, 2)).containsOnly(Double.NaN);
    assertThat(strategy.scores.subList(2, 4)).containsExactly(1.0 / 101, 2.0 / 102);
  }

  @Test
  void aFailureVetoesOrdersOfItsMomentAndLetsCancelsPass() {
    Careless strategy = new Careless();
    assertThat(run(strategy, failingAt(4)).failure()).isEmpty();

    assertThat(entries("veto"))
        .hasSize(2)
        .allMatch(line -> line.contains("\"reason\":\"model-unavailable\""));
    assertThat(entries("order")).hasSize(1);
    assertThat(entries("order-state")).hasSize(1);
    // The other instrument of that moment decided nothing.
    assertThat(holdsFor("model-unavailable")).isEqualTo(1);
    assertThat(strategy.scores).filteredOn(score -> score.isNaN()).hasSize(4);
  }

  private static Strategy rules(Decision decision, Vocabulary vocabulary) {
    return new RuleSet(
            Schedule.parse("every bar"), List.of(), decision, vocabulary, Optional.of(VERSION))
        .create();
  }

  @Test
  void rankedRulesHoldWithoutAnAnswer() {
    Vocabulary vocabulary = new Vocabulary(new TreeMap<>(), true);
    Expression score = Expression.parse("score");
    vocabulary.requireNumber(score);
    Decision.Side one = new Decision.Side(new Places.Fixed(1), Optional.empty(), 0.5);
    run(rules(new Decision.Rank(score, one, Optional.empty(), 0.1), vocabulary), failingAt(0, 3));

    assertThat(holdsFor("model-unavailable")).isEqualTo(2);
    assertThat(holdsFor("training-window")).isPositive();
    assertThat(entries("order")).hasSize(1);
    assertThat(entries("veto")).isEmpty();
  }

  @Test
  void aRunWithoutAPortFailsAndASeriesIsRefused() {
    assertThat(run(new Careless(), ModelPort.NONE).failure())
        .get()
        .asString()
        .contains(
            "Remote model cannot be asked here: model=0001, url=http://127.0.0.1:1. Only a paper"
                + " session asks one; for a backtest put coefficients into another version.");
    Strategy columns =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            context.series(0, VERSION);
          }
        };
    assertThat(run(columns, failingAt()).failure())
        .get()
        .asString()
        .contains(
            "Score comes from outside: model=0001, url=http://127.0.0.1:1. Use ModelScore, which"
                + " asks at each moment.");
  }
}
