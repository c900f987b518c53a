package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {
  private static final List<Feature> FEATURES =
      List.of(
          Feature.parse("return(2)"), Feature.parse("rank(return(1))"), Feature.parse("rsi(5)"));
  private static final long DAY = 86_400_000_000_000L;

  @Test
  void theTargetStartsAtTheNextOpenAndTheLastRowsAreDropped() {
    BarColumns bars =
        MadeBars.flat(new double[] {10, 11, 12, 15, 18, 9}, new long[] {1, 1, 1, 1, 1, 1});
    TrainingRows rows =
        TrainingRows.of(
            List.of(Feature.parse("return(1)")), Target.parse("return(2)"), List.of(bars));

    // Row of bar 1: bought at 12, the open of bar 2, worth 15 at the close of bar 3.
    assertThat(rows.targets()).containsExactly(0.25, 0.2, -0.5);
    assertThat(rows.timeNanos()).containsExactly(2 * DAY, 3 * DAY, 4 * DAY);
    assertThat(rows.knownNanos()).containsExactly(4 * DAY, 5 * DAY, 6 * DAY);
    assertThat(rows.features()[0]).containsExactly(0.1);
  }

  @Test
  void upIsOneOnlyIfThePriceRose() {
    BarColumns bars = MadeBars.flat(new double[] {10, 10, 11, 11, 11, 5}, new long[6]);
    TrainingRows rows =
        TrainingRows.of(List.of(Feature.parse("return(1)")), Target.parse("up(2)"), List.of(bars));

    assertThat(rows.targets()).containsExactly(0, 0, 0);
    assertThat(
            TrainingRows.of(
                    List.of(Feature.parse("return(1)")),
                    Target.parse("up(1)"),
                    List.of(MadeBars.walk(1, 40)))
                .targets())
        .contains(0, 1);
  }

  /// The same shares, quoted raw across a 2:1 split ahead of bar 40, give the same rows.
  @Test
  void aSplitChangesNoRow() {
    BarColumns whole = MadeBars.walk(3, 80);
    BarColumns raw = MadeBars.walk(3, 80);
    for (int i = 0; i < 40; i++) {
      raw.open()[i] *= 2;
      raw.high()[i] *= 2;
      raw.low()[i] *= 2;
      raw.close()[i] *= 2;
    }
    CorporateActions split =
        new CorporateActions(
            "A", List.of(new CorporateAction.Split(LocalDate.EPOCH, 40 * DAY, 2, 1)));
    Target target = Target.parse("return(3)");
    TrainingRows expected = TrainingRows.of(FEATURES, target, List.of(whole));
    TrainingRows rows = TrainingRows.of(FEATURES, target, List.of(raw), List.of(split));

    assertThat(rows.targets()).containsExactly(expected.targets(), within(1e-12));
    for (int row = 0; row < rows.size(); row++) {
      assertThat(rows.features()[row]).containsExactly(expected.features()[row], within(1e-9));
    }
    TrainingRows unaware = TrainingRows.of(FEATURES, target, List.of(raw));
    assertThat(Arrays.stream(unaware.targets()).min().orElseThrow()).isLessThan(-0.4);
  }

  /// Whatever comes later, a row that exists stays as it was.
  @Test
  void cuttingTheFutureChangesNoRowBeforeIt() {
    List<BarColumns> whole = List.of(MadeBars.walk(1, 80), MadeBars.walk(2, 80));
    TrainingRows all = TrainingRows.of(FEATURES, Target.parse("return(3)"), whole);
    for (int size = 12; size < 80; size += 7) {
      int kept = size;
      List<BarColumns> cut = whole.stream().map(bars -> bars.slice(0, kept)).toList();
      TrainingRows some = TrainingRows.of(FEATURES, Target.parse("return(3)"), cut);
      assertThat(some.size()).isEqualTo(2 * (size - 5 - 3));
      for (int row = 0; row < some.size(); row++) {
        assertThat(some.features()[row]).containsExactly(all.features()[row]);
        assertThat(some.targets()[row]).isEqualTo(all.targets()[row]);
      }
    }
  }

  /// The features of a row do not move when every later bar does.
  @Test
  void changingTheFutureChangesNoFeature() {
    BarColumns bars = MadeBars.walk(5, 60);
    TrainingRows before = TrainingRows.of(FEATURES, Target.parse("return(3)"), List.of(bars));
    for (int i = 30; i < 60; i++) {
      bars.close()[i] = bars.close()[i] * 3;
      bars.open()[i] = bars.open()[i] * 2;
    }
    TrainingRows after = TrainingRows.of(FEATURES, Target.parse("return(3)"), List.of(bars));

    for (int row = 0; before.timeNanos()[row] <= 30 * DAY; row++) {
      assertThat(after.features()[row]).containsExactly(before.features()[row]);
    }
    int last = before.size() - 1;
    assertThat(after.features()[last]).isNotEqualTo(before.features()[last]);
  }

  @Test
  void purgedRowsKnewTheirTargetInTime() {
    TrainingRows rows =
        TrainingRows.of(
            FEATURES,
            Target.parse("return(4)"),
            List.of(MadeBars.walk(1, 60), MadeBars.walk(2, 60)));
    int at = rows.cut(0.5);
    TrainingRows known = rows.knownBefore(at);

    assertThat(rows.timeNanos()[at - 1]).isLessThan(rows.timeNanos()[at]);
    assertThat(Arrays.stream(known.knownNanos()).max().orElseThrow())
        .isLessThanOrEqualTo(rows.timeNanos()[at]);
    // Targets end four bars later, so the three moments before the cut fall out, two rows each.
    assertThat(known.size()).isEqualTo(at - 6);
  }

  @Test
  void anInstrumentThatPausesHasNoRowMeanwhile() {
    BarColumns first = MadeBars.walk(1, 30);
    BarColumns second = MadeBars.walk(2, 30);
    BarColumns.Builder gap = new BarColumns.Builder();
    for (int i = 0; i < 30; i++) {
      if (i < 10 || i > 14) {
        gap.add(second.bar(i));
      }
    }
    TrainingRows rows =
        TrainingRows.of(FEATURES, Target.parse("return(1)"), List.of(first, gap.build()));

    assertThat(rows.size()).isEqualTo(2 * 24 - 5);
    int paused = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.timeNanos()[row] > 10 * DAY && rows.timeNanos()[row] <= 15 * DAY) {
        assertThat(rows.features()[row][1]).isZero();
        paused++;
      }
    }
    assertThat(paused).isEqualTo(5);
  }
}
