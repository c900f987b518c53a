package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.order.Size;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What rules do, on a handful of bars that can be followed by hand. Bars open at the close
/// before.
class RuleStrategyTest {
  private static final Sizing TEN = new Sizing.Fixed(Size.units(10));

  private final RuleStage stage = new RuleStage();

  private static Strategy strategy(String schedule, Decision decision) {
    return new RuleSet(
            Schedule.parse(schedule), List.of(), decision, new Vocabulary(new TreeMap<>()))
        .create();
  }

  private static Strategy longOnly(
      String enter, String exit, Optional<Distance> stop, Optional<Distance> trailing) {
    return strategy(
        "every bar",
        new Decision.Threshold(
            List.of(RuleStage.rule("enter", enter)),
            List.of(RuleStage.rule("leave", exit)),
            List.of(),
            List.of(),
            TEN,
            stop,
            Optional.empty(),
            trailing));
  }

  @Test
  void conditionsEnterAndLeaveAtTheNextOpen() {
    Strategy strategy = longOnly("close > 11", "close < 11", Optional.empty(), Optional.empty());
    assertThat(stage.fills(strategy, Prices.of(10, 12, 13, 10, 9, 9)))
        .containsExactly("2 A 10 12", "4 A -10 10");
    assertThat(stage.journal)
        .contains("\"reason\":\"enter\"", "\"reason\":\"holding\"", "\"reason\":\"leave\"")
        .contains("\"reason\":\"no-signal\"");
  }

  @Test
  void theAgeOfAPositionCounts() {
    Strategy strategy = longOnly("close > 0", "bars_held >= 2", Optional.empty(), Optional.empty());
    assertThat(stage.fills(strategy, Prices.of(50, 50, 50, 50, 50)))
        .containsExactly("1 A 10 50", "4 A -10 50");
  }

  @Test
  void aStopLiesAPartOfThePriceBelowTheDecision() {
    Strategy strategy =
        longOnly(
            "close == 100",
            "close < 0",
            Optional.of(new Distance.Fraction(0.05)),
            Optional.empty());
    assertThat(stage.fills(strategy, Prices.of(100, 101, 98, 92, 92)))
        .containsExactly("1 A 10 100", "3 A -10 95");
  }

  @Test
  void aStopByFormulaLiesThatFarInPrice() {
    Strategy strategy =
        longOnly(
            "close == 100",
            "close < 0",
            Optional.of(new Distance.Formula(Expression.parse("2 * (high - close)"))),
            Optional.empty());
    assertThat(stage.fills(strategy, Prices.of(100, 101, 101, 92)))
        .containsExactly("1 A 10 100", "3 A -10 98");
  }

  @Test
  void aStopWithoutAPriceKeepsOutOfTheMarket() {
    Strategy strategy =
        longOnly(
            "close == 100",
            "close < 0",
            Optional.of(new Distance.Formula(Expression.parse("close(5)"))),
            Optional.empty());
    assertThat(stage.fills(strategy, Prices.of(100, 101, 98))).isEmpty();
    assertThat(stage.journal).contains("\"reason\":\"no-stop-price\"");
  }

  @Test
  void aTrailingStopFollowsAndIsTakenBackWithThePosition() {
    Strategy strategy =
        longOnly(
            "close == 100",
            "close == 130",
            Optional.empty(),
            Optional.of(new Distance.Formula(Expression.parse("10"))));
    assertThat(stage.fills(strategy, Prices.of(100, 101, 120, 121, 105, 104)))
        .first()
        .isEqualTo("1 A 10 100");
    assertThat(stage.journal).contains("\"reason\":\"trailing-stop\"");
    assertThat(
            stage.fills(strategy("every bar", trailing()), Prices.of(100, 105, 130, 130, 90, 90)))
        .containsExactly("1 A 10 100", "3 A -10 130");
  }

  private static Decision trailing() {
    return new Decision.Threshold(
        List.of(RuleStage.rule("enter", "close == 100")),
        List.of(RuleStage.rule("leave", "close == 130")),
        List.of(),
        List.of(),
        TEN,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Distance.Formula(Expression.parse("50"))));
  }

  @Test
  void anEntryTheOtherWayRoundTurnsThePosition() {
    Decision turning =
        new Decision.Threshold(
            List.of(RuleStage.rule("up", "close > 50")),
            List.of(),
            List.of(RuleStage.rule("down", "close < 50")),
            List.of(),
            TEN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(stage.fills(strategy("every bar", turning), Prices.of(50, 51, 49, 49, 52, 52)))
        .containsExactly("2 A 10 51", "3 A -10 49", "3 A -10 49", "5 A 10 52", "5 A 10 52");
  }

  @Test
  void aTargetWeightIsLeftAloneWithinItsTolerance() {
    Strategy strategy =
        strategy("every bar", new Decision.Target(Expression.parse("close / 100"), 0.1));
    assertThat(stage.fills(strategy, Prices.of(50, 50, 52, 80, 80)))
        .containsExactly("1 A 10 50", "4 A 3 80");
    assertThat(stage.journal).contains("\"reason\":\"within-tolerance\"");
  }
}
