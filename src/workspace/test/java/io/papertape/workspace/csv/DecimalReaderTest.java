package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {
  private final DecimalReader reader = new DecimalReader();

  @ParameterizedTest
  @CsvSource({
    "1, 100000000",
    "0.1, 10000000",
    "-12.50, -1250000000",
    "+3., 300000000",
    ".5, 50000000",
    "1.2e-5, 1200",
    "1E3, 100000000000",
    "0.123456780000000000000000, 12345678",
    "9999999999.99999999, 999999999999999999",
  })
  void readsExactly(String text, long expected) {
    assertThat(read(text)).isTrue();
    assertThat(reader.scaled(8)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "NaN", "null", "1.2.3", "1,2", "0x1", "1 2", "∞", "--1"})
  void refusesWhatIsNoNumber(String text) {
    assertThat(read(text)).isFalse();
  }

  @Test
  void saysWhenDigitsWouldBeLost() {
    assertThat(read("0.123456789")).isTrue();
    assertThat(reader.scaled(8)).isEqualTo(DecimalReader.INEXACT);
    assertThat(reader.rounded()).isEqualTo(12_345_679);
    assertThat(read("397787.41249925003")).isTrue();
    assertThat(reader.rounded()).isEqualTo(39_778_741_249_925L);
    assertThat(read("1e30")).isTrue();
    assertThat(reader.scaled(8)).isEqualTo(DecimalReader.TOO_LARGE);
    assertThat(read("1e99999999")).isTrue();
    assertThat(reader.scaled(8)).isEqualTo(DecimalReader.TOO_LARGE);
    assertThat(read("1e-99999999")).isTrue();
    assertThat(reader.scaled(8)).isEqualTo(DecimalReader.INEXACT);
  }

  @Test
  void agreesWithBigDecimalOnRandomText() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 200_000; i++) {
      String text = randomNumber(random);
      BigDecimal expected = new BigDecimal(text).movePointRight(8);
      assertThat(read(text)).as(text).isTrue();
      boolean whole = expected.stripTrailingZeros().scale() <= 0;
      boolean fits = expected.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
      if (whole && fits) {
        assertThat(reader.scaled(8)).as(text).isEqualTo(expected.longValueExact());
      } else if (fits) {
        assertThat(reader.scaled(8)).as(text).isEqualTo(DecimalReader.INEXACT);
        assertThat(reader.rounded())
            .as(text)
            .isEqualTo(expected.setScale(0, RoundingMode.HALF_UP).longValueExact());
      } else {
        assertThat(reader.scaled(8)).as(text).isIn(DecimalReader.TOO_LARGE, DecimalReader.INEXACT);
      }
    }
  }

  private static String randomNumber(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    text.append(random.nextLong(0, 1L << random.nextInt(1, 40)));
    if (random.nextBoolean()) {
      text.append('.');
      for (int digits = random.nextInt(1, 14); digits > 0; digits--) {
        text.append(random.nextInt(10));
      }
    }
    return random.nextInt(10) == 0 ? text + "e" + random.nextInt(-4, 5) : text.toString();
  }

  private boolean read(String text) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 1, bytes.length - 1);
  }
}
