package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.papertape.market.Instrument;
import io.papertape.model.MadeBars;
import io.papertape.model.ModelFixture;
import io.papertape.order.Size;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Rules with a model whose score is 0.5 plus the return of the last bar. Bars open at the close
/// before.
class ScoreRulesTest {
  private final RuleStage stage = new RuleStage();

  private static RuleSet rules(long trainedDays, Decision decision) {
    Vocabulary vocabulary = new Vocabulary(new TreeMap<>(), true);
    Expression excess = Expression.parse("score - 0.5");
    vocabulary.define("excess", excess);
    return new RuleSet(
        Schedule.parse("every bar"),
        List.of(new Feature("excess", excess)),
        decision,
        vocabulary,
        Optional.of(ModelFixture.ridge(trainedDays * Prices.DAY + 1, "return(1)")));
  }

  private static Decision threshold(String enter, String exit) {
    return new Decision.Threshold(
        List.of(new Rule("rise-expected", Expression.parse(enter))),
        List.of(new Rule("forecast-faded", Expression.parse(exit))),
        List.of(),
        List.of(),
        new Sizing.Fixed(Size.units(10)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Decision rank(String by, Optional<String> only) {
    return new Decision.Rank(
        Expression.parse(by),
        new Decision.Side(
            new Places.Fixed(1), only.map(text -> new Rule("only", Expression.parse(text))), 0.8),
        Optional.empty(),
        0.05);
  }

  private long count(String reason) {
    return stage.journal.toString().split("\"reason\":\"" + reason + "\"", -1).length - 1L;
  }

  @Test
  void aThresholdOnTheScoreEntersAndLeaves() {
    RuleSet rules = rules(0, threshold("score > 0.55", "excess < -0.05"));

    assertThat(stage.fills(rules.create(), Prices.of(100, 110, 99, 99, 99)))
        .containsExactly("2 A 10 110", "3 A -10 99");
    assertThat(count("warm-up")).isEqualTo(1);
    assertThat(stage.journal)
        .contains("\"return(1)\":0.1", "\"score\":0.6", "\"excess\":0.0999", "\"score\":0.4");
  }

  @Test
  void nothingIsDecidedInTheTrainingWindow() {
    RuleSet rules = rules(3, threshold("score > 0.55", "score < 0"));

    assertThat(stage.fills(rules.create(), Prices.of(100, 110, 121, 133.1, 133.1)))
        .containsExactly("4 A 10 133.1");
    assertThat(count("warm-up")).isEqualTo(1);
    assertThat(count("training-window")).isEqualTo(2);
  }

  @Test
  void aTargetWeightMayBeAFunctionOfTheScore() {
    RuleSet rules = rules(1, new Decision.Target(Expression.parse("5 * excess"), 0.1));

    assertThat(stage.fills(rules.create(), Prices.of(100, 110, 110, 99, 99)))
        .containsExactly("2 A 4 110", "3 A -4 110", "4 A -5 99");
  }

  @Test
  void theHighestScoreIsHeld() {
    RuleSet rules = rules(0, rank("score", Optional.empty()));

    assertThat(
            stage.fills(
                rules.create(),
                Prices.of(20, 22, 22, 22),
                Prices.of(40, 42, 42, 42),
                Prices.of(10, 12, 12, 12)))
        .containsExactly("2 C 66 12", "3 C -66 12", "3 A 36 22");
    assertThat(count("warm-up")).isEqualTo(1);
    assertThat(stage.journal).contains("\"model.A\":0.6", "\"score.A\":0.6", "\"model.B\":0.55");
  }

  @Test
  void aRankMayUseTheScoreAsACondition() {
    RuleSet rules = rules(2, rank("close", Optional.of("score > 0.55")));

    assertThat(
            stage.fills(
                rules.create(),
                Prices.of(20, 22, 24.2, 24.2),
                Prices.of(40, 44, 44, 44),
                Prices.of(10, 12, 14.4, 14.4)))
        .containsExactly("3 A 33 24.2");
    assertThat(count("training-window")).isEqualTo(2);
  }

  @Test
  void anInstrumentWithoutABarHasNoScore() {
    RuleSet rules = rules(0, rank("score", Optional.empty()));

    assertThat(stage.fills(rules.create(), Prices.of(20, 22, 22, 22), Prices.of(10, 12)))
        .containsExactly("3 A 36 22");
    assertThat(stage.journal).contains("\"model.A\":0.5,\"model.B\":null");
  }

  @Test
  void scoreIsAWordOnlyWithAModel() {
    Vocabulary without = new Vocabulary(new TreeMap<>());
    assertThatThrownBy(() -> without.requireCondition(Expression.parse("1 < score")))
        .hasMessage(
            "Score without a model: name=score, at=5."
                + " Name a version of a model under the key model.");
    without.define("score", Expression.parse("close > open"));
    without.requireCondition(Expression.parse("score"));
    assertThat(without.isScoreUsed()).isFalse();

    Vocabulary with = new Vocabulary(new TreeMap<>(), true);
    assertThatThrownBy(() -> with.define("score", Expression.parse("close")))
        .hasMessage("Name is taken: feature=score. Give the feature another name.");
    assertThatThrownBy(() -> with.requireNumber(Expression.parse("score(1)")))
        .hasMessage(
            "Score takes no arguments: at=1. Write score alone; it is that of the last bar.");
    assertThatThrownBy(() -> with.requireNumber(Expression.parse("scor")))
        .hasMessage("Unknown name: name=scor, at=1. Did you mean score?");
    assertThatThrownBy(() -> with.requireCondition(Expression.parse("score")))
        .hasMessageStartingWith("Not a condition but a number: at=1.");
  }

  @Test
  void rulesThatUseTheScoreNeedTheModel() {
    Vocabulary vocabulary = new Vocabulary(new TreeMap<>(), true);
    vocabulary.requireNumber(Expression.parse("score"));
    Decision decision = new Decision.Target(Expression.parse("score"), 0);
    assertThatThrownBy(
            () -> new RuleSet(Schedule.parse("every bar"), List.of(), decision, vocabulary))
        .hasMessage("Rules lack their model: name=score. Give the model's version.");
  }

  @Test
  void scoringInRulesAllocatesNothing() {
    Meter meter = new Meter(rules(0, threshold("score > 0.55", "score < 0")));

    Simulation.of(meter).on(Instrument.equity("A"), MadeBars.walk(1, 40)).unrecorded().run();

    // Asking for the counter may itself cost a few bytes; one a score would be 800 000.
    assertThat(meter.least).isLessThan(1_000);
    assertThat(meter.sum).isNotZero();
  }

  /// Counts the bytes that 100 000 evaluations take on the last bar.
  private static final class Meter implements Strategy {
    private final RuleSet rules;
    private Market market;
    private Node condition;
    private double sum;
    private long least = Long.MAX_VALUE;

    Meter(RuleSet rules) {
      this.rules = rules;
    }

    @Override
    public void onStart(Context context) {
      market = Market.ofInstruments(context, rules);
      condition = market.bind(Expression.parse("score > 0.5 and excess < 2"))[0];
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) < 39) {
        return;
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      for (int i = 0; i < 6; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        evaluate(context);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }

    private void evaluate(Context context) {
      for (int time = 0; time < 100_000; time++) {
        market.update(context, 0);
        boolean isHeldBack = market.isTraining(context) || market.lacksScore(context, 0);
        sum += isHeldBack ? 0 : 1 + condition.evaluate();
      }
    }
  }
}
