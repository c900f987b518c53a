package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SmallRationalTest {
  @Test
  void findsTheFractionOfSmallestTermsBetweenTwoBounds() {
    assertThat(between("3.1", "3.2")).isEqualTo(new SmallRational(19, 6));
    assertThat(between("0.3", "0.4")).isEqualTo(new SmallRational(1, 3));
    assertThat(between("1", "2")).isEqualTo(new SmallRational(3, 2));
    assertThat(between("2.5", "3.5")).isEqualTo(new SmallRational(3, 1));
    assertThat(between("3.141592", "3.141593")).isEqualTo(new SmallRational(355, 113));
    assertThat(between("0", "0.25")).isEqualTo(new SmallRational(1, 5));
  }

  @Test
  void theFactorsOfApplesSplitsStandForWholeRatios() {
    // 1/112, 1/56, 1/28, 1/4, as printed.
    assertThat(split("0.00892857", "0.01785710")).isEqualTo(new SmallRational(1, 2));
    assertThat(split("0.01785710", "0.03571430")).isEqualTo(new SmallRational(1, 2));
    assertThat(split("0.03571430", "0.25")).isEqualTo(new SmallRational(1, 7));
    assertThat(split("0.25", "1")).isEqualTo(new SmallRational(1, 4));
  }

  @Test
  void aReverseSplitIsAboveOne() {
    assertThat(split("20", "1")).isEqualTo(new SmallRational(20, 1));
    assertThat(split("13.333300", "20")).isEqualTo(new SmallRational(2, 3));
    assertThat(split("10.66670000", "13.333300")).isEqualTo(new SmallRational(4, 5));
  }

  @Test
  void aRatioThatIsNotSmallBringsItsDigitsBack() {
    SmallRational found = split("0.997307", "1");
    assertThat(found.isSmall()).isFalse();
    assertThat((double) found.numerator() / found.denominator()).isBetween(0.9973065, 0.9973075);
  }

  @Test
  void boundsInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> between("2", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No fraction between the bounds: low=2, high=1. Order them.");
  }

  private static SmallRational between(String low, String high) {
    return SmallRational.between(new BigDecimal(low), new BigDecimal(high));
  }

  private static SmallRational split(String before, String after) {
    BigDecimal factor = new BigDecimal(after);
    return SmallRational.ofSplit(new BigDecimal(before), factor, factor);
  }
}
