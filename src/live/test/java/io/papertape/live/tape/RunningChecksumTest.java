package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class RunningChecksumTest {
  @Test
  void twoPartsGiveTheChecksumOfTheWhole() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length = 0; length < 3_000; length += 1 + length / 3) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      CRC32C whole = new CRC32C();
      whole.update(bytes);
      for (int at = 0; at <= length; at += 1 + random.nextInt(length + 1)) {
        CRC32C first = new CRC32C();
        first.update(bytes, 0, at);
        RunningChecksum rest = new RunningChecksum((int) first.getValue());
        rest.update(bytes, at, length - at);
        assertThat(rest.value()).isEqualTo((int) whole.getValue());
      }
    }
  }
}
