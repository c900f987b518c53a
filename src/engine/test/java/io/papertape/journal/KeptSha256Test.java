package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeptSha256Test {
  private final KeptSha256 kept = new KeptSha256();
  private final byte[] out = new byte[Sha256.LENGTH];

  @Test
  void itIsSha256() {
    kept.update(new byte[] {'a', 'b', 'c'}, 0, 3);
    kept.finish(out);
    assertThat(HexFormat.of().formatHex(out))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anyBytesInAnyPiecesGiveWhatJavasOwnGives() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length = 0; length < 700; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      int at = 0;
      while (at < length) {
        int part = Math.min(length - at, 1 + random.nextInt(150));
        kept.update(bytes, at, part);
        at += part;
      }
      kept.finish(out);
      assertThat(HexFormat.of().formatHex(out)).isEqualTo(Sha256.hex(bytes));
    }
  }
}
