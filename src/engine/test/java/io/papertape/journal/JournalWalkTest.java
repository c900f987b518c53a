package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.JournalCheck.Break;
import io.papertape.journal.JournalCheck.Fault;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalWalkTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JournalWalk walk = new JournalWalk();

  @BeforeEach
  void write() {
    MutableMarket market = new MutableMarket(Instrument.equity("SPY"));
    Journal journal = new Journal(market, bytes::write, RecordLevel.EACH);
    journal.header(0, new RunHeader("m", "s", "papertape", List.of("SPY"), 100));
    for (int i = 0; i < 4; i++) {
      journal.hold(0, new Reason(0, "no-signal"), new String[] {"x"}, new double[] {i}, 1);
    }
    journal.seal(true, 100, 100);
  }

  /// Takes the lines that begin in the first bytes.
  private void take(byte[] all, int most) {
    int from = 0;
    for (int at = 0; at < all.length && from < most; at++) {
      if (all[at] == '\n') {
        walk.take(all, from, at);
        from = at + 1;
      }
    }
  }

  @Test
  void linesInOneArrayGiveTheCheckOfTheWhole() throws IOException {
    byte[] all = bytes.toByteArray();
    take(all, all.length);
    assertThat(walk.check()).isEqualTo(JournalCheck.of(new ByteArrayInputStream(all)));
    assertThat(walk.check().isWhole()).isTrue();
    assertThat(walk.breaks()).isEmpty();
  }

  @Test
  void aJournalThatGrowsHasNoBreaksAndNoSealYet() {
    byte[] all = bytes.toByteArray();
    take(all, all.length / 2);
    assertThat(walk.breaks()).isEmpty();
    assertThat(walk.check().breaks()).extracting(Break::fault).containsExactly(Fault.NOT_SEALED);
    assertThat(walk.check()).isEqualTo(walk.check());
  }

  @Test
  void aChangedLineIsFoundAtTheNext() {
    byte[] all = bytes.toByteArray();
    all[all.length / 2] ^= 1;
    take(all, all.length);
    assertThat(walk.breaks()).isNotEmpty();
    assertThat(walk.check().breaks()).startsWith(walk.breaks().toArray(new Break[0]));
  }
}
