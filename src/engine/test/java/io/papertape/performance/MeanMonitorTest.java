package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// False alarms and detection over seeded streams that are looked at after every return.
class MeanMonitorTest {
  private static final double ALPHA = 0.05;
  private static final int STREAMS = 2_000;
  private static final int RETURNS = 1_000;

  private static double alarms(double reference, ToDoubleFunction<SplittableRandom> law) {
    SplittableRandom seeds = new SplittableRandom(20_261_125);
    int alarms = 0;
    for (int s = 0; s < STREAMS; s++) {
      SplittableRandom random = seeds.split();
      MeanMonitor monitor = new MeanMonitor(reference, -0.04, 0.04, ALPHA);
      for (int i = 0; i < RETURNS && !monitor.isAlarmed(); i++) {
        monitor.add(law.applyAsDouble(random));
      }
      alarms += monitor.isAlarmed() ? 1 : 0;
    }
    return (double) alarms / STREAMS;
  }

  private static double normal(SplittableRandom random) {
    return Math.clamp(random.nextGaussian() * 0.01, -0.04, 0.04);
  }

  /// Wins little and often, loses much and rarely; mean 0.
  private static double skewed(SplittableRandom random) {
    return random.nextInt(40) == 0 ? -0.039 : 0.001;
  }

  @Test
  void lookingAfterEveryReturnRaisesNoMoreFalseAlarmsThanStated() {
    assertThat(alarms(0, MeanMonitorTest::normal)).isBetween(0.001, ALPHA);
    assertThat(alarms(0, MeanMonitorTest::skewed)).isBetween(0.001, ALPHA);
    assertThat(alarms(0, random -> normal(random) + 0.0001)).isLessThan(ALPHA);
  }

  @Test
  void aMeanThatHasFallenIsFound() {
    assertThat(alarms(0.001, random -> normal(random) - 0.001)).isGreaterThan(0.95);
    assertThat(alarms(0, random -> normal(random) - 0.0005)).isBetween(ALPHA, 0.9);
  }

  @Test
  void theEvidenceIsTheAverageWealthOfTheStakes() {
    MeanMonitor monitor = new MeanMonitor(0, -1, 1, 0.5);
    assertThat(monitor.evidence()).isCloseTo(1, within(1e-12));
    monitor.add(-1);
    double sum = 0;
    for (int i = 0; i < 32; i++) {
      sum += 1 + 0.99 * Math.pow(2, -6.0 * i / 31);
    }
    assertThat(monitor.evidence()).isCloseTo(sum / 32, within(1e-12));
    assertThat(monitor.pValue()).isCloseTo(32 / sum, within(1e-12));
    monitor.add(1);
    assertThat(monitor.evidence()).isLessThan(sum / 32);
    assertThat(monitor.pValue()).isCloseTo(32 / sum, within(1e-12));
    assertThat(monitor.isAlarmed()).isFalse();
    for (int i = 0; i < 10; i++) {
      monitor.add(-5);
    }
    assertThat(monitor.alarmAt()).isBetween(4L, 12L);
  }

  @Test
  void theReferenceIsTheMeanOfTheCutReturns() {
    double[] returns = new double[100];
    for (int i = 0; i < 100; i++) {
      returns[i] = i % 2 == 0 ? 0.01 : -0.01;
    }
    returns[0] = 1;
    MeanMonitor monitor = MeanMonitor.against(returns, ALPHA);
    double mean = (1 - 0.01) / 100;
    double square = (1 + 99 * 0.0001) / 100 - mean * mean;
    assertThat(monitor.high()).isCloseTo(mean + 4 * Math.sqrt(square), within(1e-12));
    assertThat(monitor.reference()).isCloseTo((monitor.high() - 0.01) / 100, within(1e-12));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new MeanMonitor(1, -1, 1, 0.05))
        .hasMessage(
            "Monitor makes no sense: reference=1.0, low=-1.0, high=1.0, alpha=0.05. Give"
                + " low <= reference < high and 0 < alpha < 1.");
    assertThatThrownBy(() -> MeanMonitor.against(new double[10], 0.05))
        .hasMessage("Returns do not vary: n=10. Give a backtest that trades.");
  }
}
