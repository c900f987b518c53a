package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.journal.Journal;
import io.papertape.journal.RecordLevel;
import io.papertape.journal.RunHeader;
import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunningAuditTest {
  private static final String NAME = "journal.jsonl";

  private final FaultyDevice device = new FaultyDevice(new World(0), new SplittableRandom(1));
  private final PublishedEntries published = new PublishedEntries();
  private final RunningAudit audit = new RunningAudit(published);
  private byte[] journal = {};
  private List<String> lines = List.of();

  @BeforeEach
  void run() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MutableMarket market = new MutableMarket(Instrument.equity("SPY"));
    Journal writer = new Journal(market, bytes::write, RecordLevel.EACH);
    writer.header(0, new RunHeader("m", "s", "papertape", List.of("SPY"), 100));
    for (int i = 0; i < 4; i++) {
      writer.hold(0, new Reason(0, "no-signal"), new String[] {"x"}, new double[] {i}, 1);
    }
    writer.seal(true, 100, 100);
    journal = bytes.toByteArray();
    lines = new String(journal, StandardCharsets.UTF_8).lines().toList();
  }

  private void write(int most) throws IOException {
    FaultyFolder record = device.record();
    try (DiskFile file = record.names().isEmpty() ? record.create(NAME) : record.open(NAME)) {
      int size = (int) file.size();
      file.write(ByteBuffer.wrap(journal, size, most - size), size);
      file.sync();
      record.syncFolder();
    }
    audit.take(record, NAME);
  }

  @Test
  void whatGrowsInPartsIsWhole() throws IOException {
    for (int most = 1; most < journal.length; most += 97) {
      write(most);
    }
    JournalAudit whole = audit.whole(journal, journal.length);
    assertThat(whole.entries()).isEqualTo(lines.size());
    assertThat(whole.isSealed()).isTrue();
  }

  @Test
  void aByteThatChangesAfterItWasReadIsFound() throws IOException {
    write(journal.length);
    int seal = journal.length - lines.getLast().length() - 1;
    for (int at = 0; at < seal; at++) {
      byte[] changed = journal.clone();
      changed[at] ^= 2;
      assertThatThrownBy(() -> require(audit.whole(changed, changed.length).isSealed(), "cut"))
          .as("byte %d", at)
          .isNotNull();
    }
    assertThatCode(() -> audit.whole(journal, journal.length)).doesNotThrowAnyException();
  }

  @Test
  void whatIsToldAfterItWasReadMustBeTheSame() throws IOException {
    write(journal.length);
    published.add(List.of(lines.get(1)));
    assertThatCode(() -> audit.whole(journal, journal.length)).doesNotThrowAnyException();
    published.add(List.of(lines.get(2).replace("hold", "held")));
    assertThatThrownBy(() -> audit.whole(journal, journal.length))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessage("Published entry was changed: seq=2");
  }

  @Test
  void whatWasToldAndIsNotThereIsFound() throws IOException {
    published.add(lines);
    int most = lines.getFirst().length() + 1;
    write(most);
    assertThatThrownBy(() -> audit.whole(journal, most))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessage(
            "Published entries are not in the journal: published=%d, entries=1", lines.size());
  }
}
