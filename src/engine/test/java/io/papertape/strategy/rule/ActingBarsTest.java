package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Signals of conditions against the conditions themselves, bar by bar.
class ActingBarsTest {
  /// Prices of few values, so that ties are common.
  private static BarColumns walk(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] closes = new double[200];
    double price = 20;
    for (int i = 0; i < closes.length; i++) {
      price = Math.clamp(price + random.nextInt(-1, 2), 15, 25);
      closes[i] = price;
    }
    return Prices.of(closes);
  }

  @Test
  void aSignalIsOnAtEachBarAtWhichItsConditionHolds() {
    int holding = 0;
    int on = 0;
    for (long seed = 1; seed <= 600; seed++) {
      RandomRules random = new RandomRules(seed);
      RuleSet rules = random.make();
      Asked asked = new Asked(rules, random.condition(3));
      Simulation.of(asked).on(Instrument.equity("A"), walk(seed)).run();
      assertThat(asked.missed).as("seed %d: %s", seed, asked.text).isZero();
      holding += asked.holding;
      on += asked.on;
    }
    // What rests on the position counts as on throughout.
    assertThat(on).isLessThan(holding * 3 / 2);
  }

  @Test
  void signalsAreAsNarrowAsTheirConditions() {
    for (String condition :
        List.of(
            "close > open",
            "close >= close(1)",
            "not close <= 20",
            "close == 20 or close < 17",
            "not (close != 20 and high < 24)",
            "sma(3) > typical and rsi(4) < 55 and not close == open",
            "crosses_above(close, 20)",
            "crosses_below(sma(2), 3 + sma(5) - 3)")) {
      RuleSet rules =
          new RuleSet(
              Schedule.parse("every bar"),
              List.of(),
              new Decision.Target(Expression.parse("1"), 0),
              new Vocabulary(new TreeMap<>()));
      Asked asked = new Asked(rules, condition);
      Simulation.of(asked).on(Instrument.equity("A"), walk(5)).run();
      assertThat(asked.holding).as(condition).isPositive();
      assertThat(asked.on).as(condition).isBetween(asked.holding, asked.holding + 1);
    }
  }

  /// Asks a condition and its signal at each bar.
  private static final class Asked implements Strategy {
    private final RuleSet rules;
    private final String text;
    private BoundRules bound;
    private Node node;
    private io.papertape.strategy.Condition signal;
    private int holding;
    private int on;
    private int missed;

    Asked(RuleSet rules, String text) {
      this.rules = rules;
      this.text = text;
    }

    @Override
    public void onStart(Context context) {
      bound = new BoundRules(context, 0, rules, Optional.empty());
      Rule rule = RuleStage.rule("asked", text);
      node = bound.bind(rule.condition());
      signal = context.condition(0, bound.actingBars().any(List.of(List.of(rule))));
    }

    @Override
    public void onBar(Context context, int instrument) {
      bound.update();
      holding += node.holds() ? 1 : 0;
      on += signal.isOn() ? 1 : 0;
      missed += node.holds() && !signal.isOn() ? 1 : 0;
    }
  }
}
