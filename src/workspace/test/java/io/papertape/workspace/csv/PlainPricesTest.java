package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Four prices at once against [BigDecimal], over seeded texts.
class PlainPricesTest {
  private static final int TEXTS = 1_000_000;
  private static final Pattern PLAIN =
      Pattern.compile("(?=[\\d.]{1,19}$)\\d{1,10}(?:\\.\\d{1,8}0*)?");
  private static final String NASTY = "+-.eE/:; \u0001\u00b0\n\u00ff";

  private final byte[] bytes = new byte[256];
  private final long[][] columns = new long[4][2];
  private final PlainPrices prices = new PlainPrices((byte) ',', columns);

  @Test
  void everyTextReadsAsTheExactDecimalsSay() {
    SplittableRandom random = new SplittableRandom(4);
    String[] texts = {"1.00", "2.00", "3.00", "4.00"};
    int taken = 0;
    int refused = 0;
    for (int i = 0; i < TEXTS; i++) {
      for (int k = 0; k < texts.length; k++) {
        texts[k] = next(texts[Math.max(0, k - 1)], random);
      }
      String line = String.join(",", texts) + ",";
      int after = read(line);
      boolean isPlain = true;
      for (String text : texts) {
        isPlain &= PLAIN.matcher(text).matches();
      }
      if (after >= 0 != isPlain || (isPlain && !isRight(texts, after, line))) {
        fail("line=%s, after=%d", line, after);
      }
      taken += isPlain ? 1 : 0;
      refused += isPlain ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(TEXTS / 4);
    assertThat(refused).isGreaterThan(TEXTS / 20);
  }

  private boolean isRight(String[] texts, int after, String line) {
    boolean right = after == line.length() - 1;
    for (int k = 0; k < columns.length; k++) {
      long expected = new BigDecimal(texts[k]).movePointRight(8).longValueExact();
      right &= columns[k][1] == expected;
    }
    return right;
  }

  @Test
  void everyByteThatIsNotExpectedIsSeen() {
    String line = "10.25,10.75,10.00,10.50,";
    for (int at = 0; at < line.length(); at++) {
      for (int b = 0; b < 256; b++) {
        assertThat(read(line)).isEqualTo(line.length() - 1);
        bytes[at] = (byte) b;
        String changed = new String(bytes, 0, line.length(), StandardCharsets.ISO_8859_1);
        String[] texts = changed.split(",", -1);
        boolean isPlain = texts.length == 5;
        for (int i = 0; i < 4 && isPlain; i++) {
          isPlain = PLAIN.matcher(texts[i]).matches();
        }
        int after = prices.read(bytes, 0, line.length(), 1);
        assertThat(after == line.length() - 1).as("byte %d at %d", b, at).isEqualTo(isPlain);
        if (isPlain) {
          assertThat(isRight(texts, after, line)).as("byte %d at %d", b, at).isTrue();
        }
      }
    }
  }

  @Test
  void theTextEndsWhereItEnds() {
    String line = "10.25,10.75,10.00,10.50,";
    read(line);
    bytes[17] = '\n'; // the fourth price is of an older text
    assertThat(prices.read(bytes, 0, 17, 1)).isEqualTo(-1);
  }

  @Test
  void decimalsAreTheMostSinceTheyWereForgotten() {
    read("1.25,1.75,1.0000,1.50,");
    assertThat(prices.decimals()).isEqualTo(4);
    prices.forgetDecimals();
    read("1.25,1.75,1.00,1.50,");
    assertThat(prices.decimals()).isEqualTo(2);
    read("1.25,1.75,1.00,1.50,");
    prices.forgetDecimals();
    read("1.25,1.75,1.00,1.50,");
    assertThat(prices.decimals()).isEqualTo(2);
  }

  private int read(String line) {
    byte[] written = (line + "9\n").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(written, 0, bytes, 0, written.length);
    return prices.read(bytes, 0, written.length - 1, 1);
  }

  /// Mostly a price written like the one before, so that the remembered way is used and left.
  private static String next(String before, SplittableRandom random) {
    return switch (random.nextInt(60)) {
      case 0 -> digits(random, random.nextInt(1, 11));
      case 1 -> digits(random, random.nextInt(1, 9)) + "." + digits(random, random.nextInt(1, 9));
      case 2 -> digits(random, random.nextInt(1, 5)) + "." + digits(random, 2);
      case 3 -> odd(before, random);
      case 4 -> digits(random, random.nextInt(0, 4)) + "." + digits(random, random.nextInt(0, 3));
      default -> alike(PLAIN.matcher(before).matches() ? before : "12.50", random);
    };
  }

  private static String digits(SplittableRandom random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  private static String alike(String before, SplittableRandom random) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        text.setCharAt(i, (char) ('0' + random.nextInt(10)));
      }
    }
    return text.toString();
  }

  private static String odd(String before, SplittableRandom random) {
    StringBuilder text = new StringBuilder(before);
    char odd = NASTY.charAt(random.nextInt(NASTY.length()));
    text.insert(random.nextInt(text.length() + 1), odd);
    return text.length() > 20 ? "1" : text.toString();
  }
}
