package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HitRateMonitorTest {
  private static final double ALPHA = 0.05;
  private static final int STREAMS = 2_000;
  private static final int OUTCOMES = 500;

  private static HitRateMonitor after(double reference, String outcomes) {
    HitRateMonitor monitor = new HitRateMonitor(reference, ALPHA);
    outcomes.chars().forEach(one -> monitor.add(one == 'w'));
    return monitor;
  }

  /// Integrals that are solved by hand: of q^k (1 − q)^(n − k) from 0 to p, over p^(k + 1)
  /// (1 − p)^(n − k).
  @Test
  void theEvidenceIsTheMixtureOfLikelihoodRatios() {
    assertThat(new HitRateMonitor(0.5, ALPHA).evidence()).isCloseTo(1, within(1e-12));
    // A loss: (p − p²/2) / (p (1 − p)); a win: (p²/2) / p².
    assertThat(after(0.5, "l").evidence()).isCloseTo(1.5, within(1e-12));
    assertThat(after(0.5, "w").evidence()).isCloseTo(0.5, within(1e-12));
    assertThat(after(0.8, "l").evidence()).isCloseTo(3, within(1e-12));
    // n losses: (1 − (1 − p)^(n + 1)) / ((n + 1) p (1 − p)^n).
    double p = 0.6;
    assertThat(after(p, "llllllllll").evidence())
        .isCloseTo((1 - Math.pow(0.4, 11)) / (11 * p * Math.pow(0.4, 10)), within(1e-6));
    // One win of two, in either order: (p²/2 − p³/3) / (p² (1 − p)).
    double half = (0.125 - 0.125 / 3) / 0.125;
    assertThat(after(0.5, "wl").evidence()).isCloseTo(half, within(1e-12));
    assertThat(after(0.5, "lw").evidence()).isCloseTo(half, within(1e-12));
  }

  @Test
  void itIsAFairGameAtTheReference() {
    for (double p : new double[] {0.2, 0.5, 0.73}) {
      for (String before : new String[] {"", "w", "lwl", "llllwww"}) {
        double mean =
            p * after(p, before + "w").evidence() + (1 - p) * after(p, before + "l").evidence();
        assertThat(mean).isCloseTo(after(p, before).evidence(), within(1e-9));
      }
    }
  }

  @Test
  void theAlarmStaysAndItsPlaceIsKept() {
    HitRateMonitor monitor = after(0.8, "lllwwwwwwwwwwwwwwww");
    // Evidence after l: 3, ll: 10.33.., lll: 39; 1/alpha is 20.
    assertThat(after(0.8, "ll").evidence()).isCloseTo((1 - 0.008) / (3 * 0.8 * 0.04), within(1e-9));
    assertThat(monitor.alarmAt()).isEqualTo(3);
    assertThat(monitor.isAlarmed()).isTrue();
    assertThat(monitor.evidence()).isLessThan(1);
    assertThat(monitor.pValue()).isCloseTo(4 * 0.8 * 0.008 / (1 - 0.0016), within(1e-9));
    assertThat(monitor.wins()).isEqualTo(16);
    assertThat(monitor.count()).isEqualTo(19);
  }

  private static double alarms(double reference, double chance) {
    SplittableRandom seeds = new SplittableRandom(20_261_126);
    int alarms = 0;
    for (int s = 0; s < STREAMS; s++) {
      SplittableRandom random = seeds.split();
      HitRateMonitor monitor = new HitRateMonitor(reference, ALPHA);
      for (int i = 0; i < OUTCOMES && !monitor.isAlarmed(); i++) {
        monitor.add(random.nextDouble() < chance);
      }
      alarms += monitor.isAlarmed() ? 1 : 0;
    }
    return (double) alarms / STREAMS;
  }

  @Test
  void lookingAfterEveryOutcomeRaisesNoMoreFalseAlarmsThanStated() {
    assertThat(alarms(0.5, 0.5)).isBetween(0.005, ALPHA);
    assertThat(alarms(0.35, 0.35)).isBetween(0.005, ALPHA);
    assertThat(alarms(0.5, 0.55)).isLessThan(0.02);
  }

  @Test
  void aHitRateThatHasFallenIsFound() {
    assertThat(alarms(0.5, 0.38)).isGreaterThan(0.95);
  }

  /// Whether the bound from a lab's wins, at half the chance, and the monitor, at the other half,
  /// keep the whole when the true rate of lab and session is the same.
  @Test
  void theBoundTakesTheLabsOwnLuckIntoAccount() {
    SplittableRandom seeds = new SplittableRandom(7);
    int alarms = 0;
    for (int s = 0; s < STREAMS; s++) {
      SplittableRandom random = seeds.split();
      long wins = 0;
      for (int i = 0; i < 40; i++) {
        wins += random.nextDouble() < 0.5 ? 1 : 0;
      }
      double low = HitRateMonitor.lowerBound(wins, 40, ALPHA / 2);
      HitRateMonitor monitor = new HitRateMonitor(low, ALPHA / 2);
      for (int i = 0; i < OUTCOMES && !monitor.isAlarmed(); i++) {
        monitor.add(random.nextDouble() < 0.5);
      }
      alarms += monitor.isAlarmed() ? 1 : 0;
    }
    assertThat((double) alarms / STREAMS).isLessThanOrEqualTo(ALPHA);
  }

  /// Closed forms: all wins (miss^(1/n)) and one win (1 − (1 − miss)^(1/n)); and the interval
  /// 0.272 to 0.728 of 10 in 20 that textbooks print.
  @Test
  void theLowerBoundIsThatOfClopperAndPearson() {
    assertThat(HitRateMonitor.lowerBound(0, 10, 0.025)).isZero();
    assertThat(HitRateMonitor.lowerBound(10, 10, 0.025))
        .isCloseTo(Math.pow(0.025, 0.1), within(1e-9));
    assertThat(HitRateMonitor.lowerBound(1, 10, 0.025))
        .isCloseTo(1 - Math.pow(0.975, 0.1), within(1e-9));
    assertThat(HitRateMonitor.lowerBound(10, 20, 0.025)).isCloseTo(0.272, within(5e-4));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new HitRateMonitor(1, 0.05))
        .hasMessage(
            "Monitor makes no sense: reference=1.0, alpha=0.05. Give both between 0 and 1.");
    assertThatThrownBy(() -> HitRateMonitor.lowerBound(3, 2, 0.05))
        .hasMessage("No such wins: wins=3, count=2. Give 0 to count.");
  }
}
