package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// False alarms and detection over seeded streams that are looked at after every return.
class MeanMonitorTest {
  private static final double ALPHA = 0.05;
  private static final int STREAMS = 2_000;
  private static final int RETURNS = 1_000;
  private static final int SESSIONS = 300;

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

  /// Share of sessions that are alarmed of, each beside a backtest of its own of the same law.
  ///
  /// @param fall by how much each return of the session is lower
  private static double alarmsBeside(
      int lab, int session, double fall, ToDoubleFunction<SplittableRandom> law) {
    SplittableRandom seeds = new SplittableRandom(20_261_126);
    int alarms = 0;
    for (int s = 0; s < SESSIONS; s++) {
      SplittableRandom random = seeds.split();
      double[] expected = new double[lab];
      Arrays.setAll(expected, i -> law.applyAsDouble(random));
      MeanMonitor monitor = MeanMonitor.against(expected, ALPHA / 3);
      for (int i = 0; i < session && !monitor.isAlarmed(); i++) {
        monitor.add(law.applyAsDouble(random) - fall);
      }
      alarms += monitor.isAlarmed() ? 1 : 0;
    }
    return (double) alarms / SESSIONS;
  }

  private static double daily(SplittableRandom random) {
    return 0.0005 + 0.01 * random.nextGaussian();
  }

  /// Slippage in basis points, the worse the further below 0.
  private static double slippage(SplittableRandom random) {
    return -Math.abs(5 * random.nextGaussian());
  }

  @Test
  void theLuckOfTheBacktestIsPartOfTheChanceOfAFalseAlarm() {
    for (int[] days : new int[][] {{60, 250}, {250, 250}, {250, 1_000}, {1_000, 250}}) {
      assertThat(alarmsBeside(days[0], days[1], 0, MeanMonitorTest::daily))
          .as("%d days beside %d", days[1], days[0])
          .isLessThan(ALPHA / 3);
    }
    for (int[] fills : new int[][] {{30, 500}, {100, 1_000}, {500, 500}, {500, 100}}) {
      assertThat(alarmsBeside(fills[0], fills[1], 0, MeanMonitorTest::slippage))
          .as("%d fills beside %d", fills[1], fills[0])
          .isLessThan(ALPHA / 3);
    }
    // Rare losses that a short backtest may not have met.
    for (int[] days : new int[][] {{20, 250}, {60, 1_000}, {500, 500}}) {
      assertThat(alarmsBeside(days[0], days[1], 0, r -> skewed(r) + 1e-4 * r.nextGaussian()))
          .as("%d days beside %d", days[1], days[0])
          .isLessThan(ALPHA / 3);
    }
  }

  /// The figures of docs/paper.md.
  @Test
  void aDeteriorationIsFoundBesideABacktestOnlyIfItIsLarge() {
    assertThat(alarmsBeside(1_000, 1_000, 0.002, MeanMonitorTest::daily)).isBetween(0.4, 0.55);
    assertThat(alarmsBeside(1_000, 1_000, 0.003, MeanMonitorTest::daily)).isGreaterThan(0.95);
    assertThat(alarmsBeside(250, 250, 0.005, MeanMonitorTest::daily)).isBetween(0.7, 0.87);
    assertThat(alarmsBeside(500, 500, 1.5, MeanMonitorTest::slippage)).isGreaterThan(0.95);
  }

  @Test
  void theBoundIsWhereTheWealthOfTheStakeIsWhatTheChanceAllows() {
    double[] returns = new double[400];
    Arrays.setAll(returns, i -> i % 2 == 0 ? 0.01 : -0.01);
    double bound = MeanMonitor.lowerBound(returns, -0.04, 0.04, 0.01);
    // Half of the bets rise by (1 + s (0.01 - m)), half by (1 - s (0.01 + m)), to 100 in all.
    double stake = Math.sqrt(2 * Math.log(100) / 400) / 0.01;
    double wealth =
        Math.pow((1 + stake * (0.01 - bound)) * (1 - stake * (0.01 + bound)), returns.length / 2.0);
    assertThat(wealth).isCloseTo(100, within(1e-6));
    assertThat(bound).isBetween(-0.00155, -0.0014);
    assertThat(MeanMonitor.lowerBound(new double[] {0.01, -0.01}, -0.04, 0.04, 0.01))
        .as("two returns say nothing")
        .isEqualTo(-0.04);
  }

  @Test
  void theBoundsAreFourDeviationsFromTheMean() {
    double[] returns = new double[100];
    Arrays.setAll(returns, i -> i % 2 == 0 ? 0.01 : -0.01);
    returns[0] = 1;
    MeanMonitor monitor = MeanMonitor.against(returns, ALPHA);
    double mean = (1 - 0.01) / 100;
    double square = (1 + 99 * 0.0001) / 100 - mean * mean;
    assertThat(monitor.high()).isCloseTo(mean + 4 * Math.sqrt(square), within(1e-12));
    assertThat(monitor.low()).isCloseTo(mean - 4 * Math.sqrt(square), within(1e-12));
    assertThat(monitor.reference())
        .isEqualTo(MeanMonitor.lowerBound(returns, monitor.low(), monitor.high(), ALPHA / 2));
    assertThat(monitor.alpha()).isEqualTo(ALPHA / 2);
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
