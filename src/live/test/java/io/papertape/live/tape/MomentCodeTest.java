package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentCodeTest {
  @Test
  void whatIsWrittenIsReadForAnyNumbers() {
    RandomTape tape = new RandomTape(new SplittableRandom(7));
    MutableBytes bytes = new MutableBytes();
    for (int i = 0; i < 20_000; i++) {
      TapeMoment moment = tape.next(1_000_000);
      bytes.truncate(0);
      MomentCode.write(moment, bytes);

      TapeMoment read = MomentCode.read(new ByteSource(bytes.array(), 0, bytes.size()));

      assertThat(read).isEqualTo(moment);
    }
  }

  @Test
  void aMomentCutShortIsNoMoment() {
    MutableBytes bytes = new MutableBytes();
    MomentCode.write(RandomTape.at(RandomTape.START), bytes);
    for (int end = 0; end < bytes.size(); end++) {
      ByteSource cut = new ByteSource(bytes.array(), 0, end);

      assertThat(catchFailure(cut)).isTrue();
    }
  }

  private static boolean catchFailure(ByteSource source) {
    try {
      MomentCode.read(source);
      return false;
    } catch (IllegalArgumentException _) {
      return true;
    }
  }
}
