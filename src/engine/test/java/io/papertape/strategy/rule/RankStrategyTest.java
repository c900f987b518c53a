package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Ranked portfolios on a handful of bars that can be followed by hand. Bars open at the close
/// before.
class RankStrategyTest {
  private final RuleStage stage = new RuleStage();

  private static Strategy strategy(
      String schedule, String by, Decision.Side top, Optional<Decision.Side> bottom) {
    return new RuleSet(
            Schedule.parse(schedule),
            List.of(),
            new Decision.Rank(Expression.parse(by), top, bottom, 0),
            new Vocabulary(new TreeMap<>()))
        .create();
  }

  private static Decision.Side side(Places places, double weight) {
    return new Decision.Side(places, Optional.empty(), weight);
  }

  private static Decision.Side side(int places, double weight) {
    return side(new Places.Fixed(places), weight);
  }

  /// Flat prices of two bars each, by name A, B, …
  private static BarColumns[] flat(double... prices) {
    BarColumns[] bars = new BarColumns[prices.length];
    for (int i = 0; i < prices.length; i++) {
      bars[i] = Prices.of(prices[i], prices[i]);
    }
    return bars;
  }

  @Test
  void theHighestRanksAreHeldInEqualParts() {
    Decision.Side top =
        new Decision.Side(
            new Places.Fixed(2), Optional.of(RuleStage.rule("only", "close > close(1)")), 0.8);
    int saturday = 30;
    assertThat(
            stage.fills(
                strategy("monthly", "close - close(1)", top, Optional.empty()),
                Prices.from(saturday - 1, 20, 20, 23, 23, 23),
                Prices.from(saturday - 1, 40, 40, 41, 41, 41),
                Prices.from(saturday - 1, 10, 10, 12, 12, 12),
                Prices.from(saturday - 1, 50, 50, 49, 49, 49)))
        .containsExactly("3 A 17 23", "3 C 33 12");
    assertThat(stage.journal).contains("\"reason\":\"rebalance\"", "\"reason\":\"not-scheduled\"");
  }

  @Test
  void theLowestRanksAreSoldShortFirst() {
    Strategy strategy = strategy("every bar", "close", side(1, 0.8), Optional.of(side(2, 0.4)));

    assertThat(stage.fills(strategy, flat(20, 40, 10, 50)))
        .containsExactly("1 A -10 20", "1 C -20 10", "1 D 16 50");
  }

  @Test
  void aPositionTurnsFromLongToShort() {
    Strategy strategy =
        strategy("every bar", "close - close(1)", side(1, 0.5), Optional.of(side(1, 0.5)));

    assertThat(stage.fills(strategy, Prices.of(100, 101, 100, 100), Prices.of(100, 100, 101, 101)))
        .containsExactly(
            "2 B -5 100", "2 A 4 101", "3 A -4 100", "3 A -4 100", "3 B 5 101", "3 B 4 101");
  }

  @Test
  void aPartIsOfThoseWithAScore() {
    Strategy strategy =
        strategy(
            "every bar",
            "close",
            side(new Places.Part(0.5), 0.8),
            Optional.of(side(new Places.Part(0.1), 0.4)));

    // Half of five are two, a tenth of them is one at least.
    assertThat(stage.fills(strategy, flat(20, 40, 10, 50, 30)))
        .containsExactly("1 C -40 10", "1 B 10 40", "1 D 8 50");
  }

  @Test
  void aTenthOfThirtyAreThree() {
    assertThat(new Places.Part(0.1).of(30)).isEqualTo(3);
    assertThat(new Places.Part(0.1).of(29)).isEqualTo(2);
    assertThat(new Places.Part(0.29).of(100)).isEqualTo(29);
    assertThat(new Places.Part(0.1).of(1)).isEqualTo(1);
  }

  @Test
  void placesAreAtLeastOneAndAtMostAll() {
    assertThatThrownBy(() -> new Places.Fixed(0)).hasMessage("No place: count=0. Give at least 1.");
    assertThatThrownBy(() -> new Places.Part(1.5))
        .hasMessage("Part out of range: percent=150.0. Give more than 0% and at most 100%.");
    assertThatThrownBy(() -> new Places.Part(Double.NaN))
        .hasMessage("Part out of range: percent=NaN. Give more than 0% and at most 100%.");
  }

  @Test
  void whatTheLongSidePickedIsNotSoldShort() {
    Strategy strategy = strategy("every bar", "close", side(2, 0.8), Optional.of(side(2, 0.4)));

    assertThat(stage.fills(strategy, flat(20, 40, 10)))
        .containsExactly("1 C -20 10", "1 A 20 20", "1 B 10 40");
  }

  @Test
  void ofEqualScoresTheLowerNumberIsPickedOnBothSides() {
    Strategy strategy = strategy("every bar", "close", side(1, 0.8), Optional.of(side(1, 0.4)));

    assertThat(stage.fills(strategy, flat(20, 20, 20, 20)))
        .containsExactly("1 B -20 20", "1 A 40 20");
  }

  @Test
  void theShortSideHasAConditionOfItsOwn() {
    Decision.Side bottom =
        new Decision.Side(
            new Places.Fixed(1), Optional.of(RuleStage.rule("only", "close > 15")), 0.4);
    Strategy strategy = strategy("every bar", "close", side(1, 0.8), Optional.of(bottom));

    assertThat(stage.fills(strategy, flat(20, 40, 10))).containsExactly("1 A -20 20", "1 B 20 40");
  }
}
