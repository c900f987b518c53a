package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers read eight bytes at a time against [BigDecimal], over millions of seeded texts.
class PlainNumberTest {
  private static final int TEXTS = 1_000_000;
  private static final String ENDS = ",;|\t\n\r x\"\u00e9-/:";
  private static final Pattern PLAIN = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final int MOST_WHOLE_DIGITS = 10;

  private final byte[] bytes = new byte[256];

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 8})
  void everyTextReadsAsTheExactDecimalSays(int units) {
    SplittableRandom random = new SplittableRandom(units);
    PlainNumber number = new PlainNumber(units, MOST_WHOLE_DIGITS);
    String text = "1";
    int taken = 0;
    for (int i = 0; i < TEXTS; i++) {
      text = next(text, random);
      long expected = expected(text, units);
      int from = random.nextInt(9);
      char end = ENDS.charAt(random.nextInt(ENDS.length()));
      int after = read(number, from, text, end);
      boolean right =
          expected < 0
              ? after < 0 || after < from + text.length() // stops before the text's end
              : after == from + text.length() && number.value() == expected;
      if (!right) {
        fail("text=%s, end=%s, after=%d, value=%d", text, end, after - from, number.value());
      }
      taken += expected < 0 ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(TEXTS / 4);
  }

  /// The value in units, or -1 if the text is not to be taken.
  private static long expected(String text, int units) {
    if (!PLAIN.matcher(text).matches()) {
      return -1;
    }
    int whole = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
    int decimals = Math.max(0, text.length() - whole - 1);
    BigDecimal value = new BigDecimal(text).movePointRight(units).stripTrailingZeros();
    boolean refused =
        whole > MOST_WHOLE_DIGITS
            || value.scale() > 0
            || (decimals > units && whole + decimals > 18);
    return refused ? -1 : value.longValueExact();
  }

  /// Mostly a number written like the one before, so that the remembered shape is used and left.
  private static String next(String before, SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> digits(random, random.nextInt(1, 13));
      case 1 -> digits(random, random.nextInt(1, 9)) + "." + digits(random, random.nextInt(1, 10));
      case 2 -> digits(random, random.nextInt(0, 5)) + "." + digits(random, random.nextInt(0, 4));
      case 3 -> "0".repeat(random.nextInt(1, 9)) + digits(random, random.nextInt(0, 4));
      case 4 -> digits(random, 2) + "." + digits(random, 2) + "0".repeat(random.nextInt(0, 12));
      case 5 -> odd(before, random);
      default -> likeBefore(before, random);
    };
  }

  private static String digits(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  private static String likeBefore(String before, SplittableRandom random) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        text.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return text.toString();
  }

  /// A sign, an exponent, a second point or any byte, somewhere in the text.
  private static String odd(String before, SplittableRandom random) {
    StringBuilder text = new StringBuilder(before);
    String odd = "+-.eE,/:; \u0001\u00b0";
    text.insert(random.nextInt(text.length() + 1), odd.charAt(random.nextInt(odd.length())));
    return text.length() > 30 ? "1" : text.toString();
  }

  private int read(PlainNumber number, int from, String text, char end) {
    byte[] written = (text + end + "7.7").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(written, 0, bytes, from, written.length);
    return number.read(bytes, from);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "00012.50, 1250000000",
    "0.00000001, 1",
    "9999999999.99999999, 999999999999999999",
    "12345678, 1234567800000000",
    "1.1000000000, 110000000",
    "5., ",
    ".5, ",
    "-1, ",
    "+1, ",
    "1e2, ",
    "'', ",
    "0.000000001, ",
    "10000000000, ",
    "123456789012345678901, ",
    "1.0000000000000000000, ",
  })
  void knownNumbersAndKnownRefusals(String text, Long value) {
    PlainNumber number = new PlainNumber(8, MOST_WHOLE_DIGITS);
    int after = read(number, 0, text, ',');
    // "1e2" is read up to its "e", where a row then misses its delimiter.
    Optional<Long> read = after == text.length() ? Optional.of(number.value()) : Optional.empty();
    assertThat(read).isEqualTo(Optional.ofNullable(value));
  }

  @Test
  void decimalsAreThoseOfTheText() {
    PlainNumber number = new PlainNumber(8, MOST_WHOLE_DIGITS);
    for (String text : new String[] {"1.50", "2.50", "25", "42314.00000000", "1"}) {
      assertThat(read(number, 0, text, ',')).isEqualTo(text.length());
      int point = text.indexOf('.');
      assertThat(number.decimals()).isEqualTo(point < 0 ? 0 : text.length() - point - 1);
    }
  }

  @Test
  void eightDigitsAreOneNumber() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1_000_000; i++) {
      String text = digits(random, 8);
      long word = EightDigits.word(text.getBytes(StandardCharsets.ISO_8859_1), 0);
      assertThat(EightDigits.value(word) == Long.parseLong(text)).as(text).isTrue();
      assertThat(EightDigits.others(word) == 0).as(text).isTrue();
    }
  }

  @Test
  void everyByteThatIsNoDigitIsSeen() {
    for (int b = 0; b < 256; b++) {
      for (int at = 0; at < 8; at++) {
        byte[] text = "00000000".getBytes(StandardCharsets.ISO_8859_1);
        text[at] = (byte) b;
        boolean digit = b >= '0' && b <= '9';
        int count = EightDigits.count(EightDigits.word(text, 0));
        assertThat(count).as("byte %d at %d", b, at).isEqualTo(digit ? 8 : at);
      }
    }
  }
}
