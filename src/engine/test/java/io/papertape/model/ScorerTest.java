package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {
  @Test
  void theScoreIsInterceptPlusWeightedScaledFeatures() {
    CoefficientVersion version =
        new CoefficientVersion(
            "0001",
            List.of(Feature.parse("return(1)"), Feature.parse("rsi(2)")),
            new Scaler(Scaler.Method.STANDARD, new double[] {1, 50}, new double[] {2, 10}),
            new CoefficientModel.Linear(0.5, Coefficients.of(3, -1)),
            Target.parse("return(5)"),
            ModelFixture.ridge(1, "return(1)").training(),
            ModelFixture.ridge(1, "return(1)").baseline());

    // 0.5 + 3 · (5 − 1)/2 − (70 − 50)/10
    assertThat(new Scorer(version).score(new double[] {5, 70})).isEqualTo(4.5);
  }

  @Test
  void logisticGivesAChance() {
    CoefficientModel model = new CoefficientModel.Logistic(0, Coefficients.of(1), 0);

    assertThat(model.score(new double[] {0})).isEqualTo(0.5);
    assertThat(model.score(new double[] {StrictMath.log(3)})).isCloseTo(0.75, within(1e-15));
    assertThat(model.score(new double[] {-1000})).isZero();
  }

  /// One row of features, a rank over three instruments among them, scored 100 000 times.
  @Test
  void scoringAllocatesNothing() {
    CoefficientVersion version =
        ModelFixture.ridge(1, "return(3)", "rank(return(2))", "rsi(5)", "volatility(4)");
    CrossSection section = new CrossSection(version.features(), 3);
    for (int i = 0; i < 3; i++) {
      for (var indicator : section.indicators(i)) {
        MadeBars.feed(indicator, MadeBars.walk(i, 40));
      }
    }
    Scorer scorer = new Scorer(version);
    CoefficientModel logistic =
        new CoefficientModel.Logistic(0.1, Coefficients.of(1, 2, 3, 4), 0.1);
    score(section, scorer, logistic, 100_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    double sum = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      sum += score(section, scorer, logistic, 100_000);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    // Asking for the counter may itself cost a few bytes; one a score would be 800 000.
    assertThat(least).isLessThan(1_000);
    assertThat(sum).isNotZero();
  }

  private static double score(
      CrossSection section, Scorer scorer, CoefficientModel logistic, int times) {
    double sum = 0;
    for (int time = 0; time < times; time++) {
      section.clear();
      for (int i = 0; i < 3; i++) {
        section.take(i);
      }
      section.rank();
      sum += scorer.score(section.values(time % 3)) + logistic.score(section.values(0));
    }
    return sum;
  }

  @Test
  void aFeatureThatIsNoNumberStopsTheScore() {
    Scorer scorer = new Scorer(ModelFixture.ridge(1, "return(1)", "rsi(2)"));

    assertThatThrownBy(() -> scorer.score(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Score is no number: model=0001, feature=rsi(2), value=NaN, score=NaN. Check the"
                + " data.");
    assertThatThrownBy(() -> scorer.score(new double[] {1}))
        .hasMessage(
            "Row does not fit the model: features=1, coefficients=2. Give one value a feature.");
  }
}
