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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalCheckTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String root = "";

  @BeforeEach
  void write() {
    MutableMarket market = new MutableMarket(Instrument.equity("SPY"));
    Journal journal = new Journal(market, bytes::write, RecordLevel.EACH);
    journal.header(0, new RunHeader("m", "s", "papertape", List.of("SPY"), 100));
    for (int i = 0; i < 4; i++) {
      journal.hold(0, new Reason(0, "no-signal"), new String[] {"x"}, new double[] {i}, 1);
    }
    root = journal.seal(true, 100, 100);
  }

  @Test
  void aWholeJournalHasTheRootItsRunEndedWith() throws IOException {
    assertThat(JournalCheck.of(new ByteArrayInputStream(bytes.toByteArray())))
        .isEqualTo(new JournalCheck(6, root, List.of()));
  }

  @Test
  void everyFlippedBitBreaksTheChainOrChangesTheRoot() throws IOException {
    byte[] whole = bytes.toByteArray();
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) bit;
        JournalCheck found = JournalCheck.of(new ByteArrayInputStream(changed));
        assertThat(found.isWhole() && found.root().equals(root)).as("byte %d", at).isFalse();
      }
    }
  }

  @Test
  void everyCutIsFound() throws IOException {
    byte[] whole = bytes.toByteArray();
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream cut = new ByteArrayInputStream(whole, 0, length);
      assertThat(JournalCheck.of(cut).breaks())
          .as("length %d", length)
          .extracting(Break::fault)
          .containsAnyOf(Fault.NOT_ENDED, Fault.NOT_SEALED);
    }
  }

  @Test
  void theFaultSaysWhatWasDone() throws IOException {
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 2, 3);
    List<String> changed = new ArrayList<>(lines);
    changed.set(2, changed.get(2).replace("1.0", "9.0"));
    List<String> added = new ArrayList<>(lines);
    added.add(lines.getLast());

    assertThat(breaks(swapped))
        .contains(new Break(2, Fault.OUT_OF_PLACE), new Break(3, Fault.OUT_OF_PLACE));
    assertThat(breaks(changed))
        .containsExactly(new Break(3, Fault.CHAIN_BROKEN), new Break(5, Fault.SEAL_DISAGREES));
    assertThat(breaks(added)).containsExactly(new Break(6, Fault.AFTER_THE_SEAL));
    assertThat(breaks(List.of("", "nonsense")))
        .containsExactly(
            new Break(0, Fault.NO_ENTRY),
            new Break(1, Fault.NO_ENTRY),
            new Break(1, Fault.NOT_SEALED));
  }

  private static List<Break> breaks(List<String> lines) throws IOException {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return JournalCheck.of(new ByteArrayInputStream(text)).breaks();
  }
}
