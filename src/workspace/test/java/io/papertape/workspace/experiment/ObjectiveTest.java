package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  /// A share of the market's losses of which a strategy took more is no better one.
  @ParameterizedTest
  @ValueSource(strings = {"down-capture", "downCapture", "max-drawdown", "fees"})
  void ofARiskOrACostTheLeastIsTheBest(String typed) {
    Objective objective = Objective.parse(typed);
    assertThat(objective.isLower()).isTrue();
    assertThat(objective.score(OptionalDouble.of(0.8))).hasValue(-0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"up-capture", "sharpe", "worst-day", "break-even-cost-bps"})
  void ofWhatIsGoodTheMostIs(String typed) {
    Objective objective = Objective.parse(typed);
    assertThat(objective.isLower()).isFalse();
    assertThat(objective.score(OptionalDouble.of(0.8))).hasValue(0.8);
  }

  /// Whoever adds a figure has to say which end of it is the good one.
  @Test
  void eachFigureOfWhichLessIsBetterIsListed() {
    List<String> names = Objective.names();
    assertThat(names).hasSize(84);
    assertThat(names.stream().filter(Objective::isLessBetter))
        .containsExactlyInAnyOrder(
            "volatility",
            "maxDrawdown",
            "averageDrawdown",
            "longestDrawdownDays",
            "averageDrawdownDays",
            "ulcerIndex",
            "valueAtRisk95",
            "valueAtRisk99",
            "conditionalValueAtRisk95",
            "conditionalValueAtRisk99",
            "trackingError",
            "downCapture",
            "turnoverPerYear",
            "tradedValue",
            "fees",
            "slippage",
            "financing",
            "costsPerYear",
            "costBps",
            "losers",
            "longestLosingDays",
            "longestLosingStreak",
            "averageLossDay",
            "averageLoss",
            "largestLoss",
            "averageMaxAdverse",
            "worstMaxAdverse");
  }
}
