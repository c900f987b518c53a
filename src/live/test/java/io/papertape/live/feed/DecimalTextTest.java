package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00000000, 0",
    "-0, 0",
    "1, 100000000",
    "-1.5, -150000000",
    "61837.63000000, 6183763000000",
    "0.1, 10000000",
    "1e-08, 1",
    "1E-8, 1",
    "1.5e+3, 150000000000",
    "0.000000010000000000, 1",
    "000123, 12300000000",
    ".5, 50000000",
    "9999999999.99999999, 999999999999999999",
    "12345678900000000000e-15, 1234567890000",
    "0e999999999, 0"
  })
  void readsAPriceDigitByDigit(String text, long expected) {
    assertThat(DecimalText.price(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "e5", "1e", "1e+", "1.2.3", "+1", "1 ", "NaN", "0x1", "1_0", "١"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> DecimalText.price(text))
        .isInstanceOf(FrameException.class)
        .hasMessage("Not a number: text=" + text + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000000", "1e10", "1e999999999", "99999999999999999999999"})
  void refusesWhatIsOutOfRange(String text) {
    assertThatThrownBy(() -> DecimalText.price(text))
        .isInstanceOf(FrameException.class)
        .hasMessage(
            "Number out of range: text="
                + text
                + ". Prices and quantities must be below 10^10, volumes of bars below 10^18.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000000001", "1e-9", "1.123456789", "1e-999999999"})
  void refusesAPriceWithMoreThanEightDecimals(String text) {
    assertThatThrownBy(() -> DecimalText.price(text))
        .isInstanceOf(FrameException.class)
        .hasMessage("Price has more than 8 decimals: text=" + text + ". Books are kept to 10^-8.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "12.5, 1250000000, 1",
    "9999999999.99999999, 999999999999999999, 1",
    "0.000000001, 1, 1",
    "12345678901.23456785, 123456789012345679, 10",
    "13000000000000, 130000000000000000, 10000",
    "1.3e13, 130000000000000000, 10000",
    "999999999999999999, 999999999999999999, 100000000"
  })
  void readsAVolumeInTheFinestStepsThatHoldIt(String text, long count, long step) {
    assertThat(DecimalText.volume(text)).isEqualTo(new Volume(count, step));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e18", "1e999999999"})
  void refusesAVolumeThatNoStepHolds(String text) {
    assertThatThrownBy(() -> DecimalText.volume(text)).isInstanceOf(FrameException.class);
    assertThatThrownBy(() -> DecimalText.volume("-" + text)).isInstanceOf(FrameException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.123456785, 112345679",
    "1.123456784999, 112345678",
    "0.000000014, 1",
    "0.000000015, 2",
    "1234567890.12345678901, 123456789012345679",
    "1234567890.12345678499, 123456789012345678",
    "0, 0",
    "-0.00, 0"
  })
  void roundsAQuantityHalfAwayFromZero(String text, long expected) {
    assertThat(DecimalText.quantity(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000000001", "1e-20", "1e-999999999"})
  void aQuantityAboveZeroNeverBecomesZero(String text) {
    assertThat(DecimalText.quantity(text)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-0.0000000001"})
  void refusesANegativeQuantity(String text) {
    assertThatThrownBy(() -> DecimalText.quantity(text))
        .isInstanceOf(FrameException.class)
        .hasMessage("Quantity is negative: text=" + text + ".");
  }

  @Test
  void agreesWithExactDecimalArithmeticOnRandomTexts() {
    SplittableRandom random = new SplittableRandom(4);
    int inRange = 0;
    for (int i = 0; i < 100_000; i++) {
      String text = randomNumber(random);
      BigDecimal exact = new BigDecimal(text).movePointRight(FixedPoint.DECIMALS);
      BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_UP);
      boolean fits = rounded.compareTo(BigDecimal.valueOf(FixedPoint.LIMIT)) < 0;
      if (fits) {
        inRange++;
        long expected = rounded.signum() == 0 && exact.signum() > 0 ? 1 : rounded.longValue();
        assertThat(DecimalText.quantity(text)).as(text).isEqualTo(expected);
      } else {
        assertThatThrownBy(() -> DecimalText.quantity(text)).isInstanceOf(FrameException.class);
      }
    }
    assertThat(inRange).isBetween(50_000, 99_000);
  }

  private static String randomNumber(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    digits(text, random, 1 + random.nextInt(11));
    if (random.nextBoolean()) {
      digits(text.append('.'), random, 1 + random.nextInt(14));
    }
    if (random.nextInt(4) == 0) {
      text.append('e').append(random.nextInt(-12, 8));
    }
    return text.toString();
  }

  private static void digits(StringBuilder text, SplittableRandom random, int count) {
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
    }
  }
}
