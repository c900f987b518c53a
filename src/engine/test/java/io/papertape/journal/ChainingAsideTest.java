package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A second thread gives the bytes and the root that one gives, and hides no failure.
class ChainingAsideTest {
  private static final String[] NAMES = {"sma(10)"};
  private static final Reason UP = new Reason(1, "crossed-up");

  private final MutableMarket market = new MutableMarket(Instrument.equity("SPY"));

  /// Writes decisions, one of them far longer than a batch.
  private String record(Journal journal, int entries) {
    for (int i = 0; i < entries; i++) {
      market.beginMoment(i);
      if (i == 1_500) {
        journal.operator("pause", "somebody", "x".repeat(700_000));
      }
      journal.decision(0, UP, NAMES, new double[] {i / 7.0}, 1, false);
    }
    return journal.seal(true, entries, 1);
  }

  @Test
  void bytesAndRootAreThoseOfOneThread() {
    for (int entries : new int[] {0, 1, 1_400, 1_501, 40_000}) {
      ByteArrayOutputStream here = new ByteArrayOutputStream();
      ByteArrayOutputStream aside = new ByteArrayOutputStream();
      String root = record(new Journal(market, here::write, RecordLevel.EACH), entries);
      try (Journal journal = Journal.hashedAside(market, aside::write, RecordLevel.EACH)) {
        assertThat(record(journal, entries)).isEqualTo(root);
      }
      assertThat(aside.toByteArray()).isEqualTo(here.toByteArray());
    }
  }

  @Test
  void aRunOfFewEntriesNeedsNoThread() {
    List<Thread> threads = new ArrayList<>();
    JournalSink sink = (_, _, _) -> threads.add(Thread.currentThread());
    record(Journal.hashedAside(market, sink, RecordLevel.EACH), 100);
    assertThat(threads).hasSize(101).containsOnly(Thread.currentThread());
    threads.clear();
    record(Journal.hashedAside(market, sink, RecordLevel.EACH), 40_000);
    assertThat(threads.stream().distinct()).hasSize(2);
    assertThat(threads.getFirst().isAlive()).isFalse();
  }

  @Test
  void whatTheSinkCannotTakeIsThrownAndNothingFollowsIt() {
    for (int good : new int[] {0, 10, 5_000, 39_999}) {
      List<Integer> taken = new ArrayList<>();
      JournalSink sink =
          (_, _, length) -> {
            if (taken.size() == good) {
              throw new UncheckedIOException(new IOException("disk full"));
            }
            taken.add(length);
          };
      try (Journal journal = Journal.hashedAside(market, sink, RecordLevel.EACH)) {
        assertThatThrownBy(() -> record(journal, 40_000))
            .isInstanceOf(UncheckedIOException.class)
            .hasRootCauseMessage("disk full");
        assertThatThrownBy(() -> journal.seal(false, 0, 0))
            .isInstanceOf(UncheckedIOException.class);
      }
      assertThat(taken).hasSize(good);
    }
  }

  @Test
  void aJournalThatIsNotSealedLeavesNoThreadBehind() {
    List<Thread> threads = new ArrayList<>();
    JournalSink sink = (_, _, _) -> threads.add(Thread.currentThread());
    try (Journal journal = Journal.hashedAside(market, sink, RecordLevel.EACH)) {
      for (int i = 0; i < 4_000; i++) {
        journal.decision(0, UP, NAMES, new double[] {i}, 1, false);
      }
    }
    assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    assertThat(threads.getFirst().isAlive()).isFalse();
  }

  @Test
  void anInterruptIsKeptAndNoEntryIsLost() {
    ByteArrayOutputStream here = new ByteArrayOutputStream();
    ByteArrayOutputStream aside = new ByteArrayOutputStream();
    record(new Journal(market, here::write, RecordLevel.EACH), 40_000);
    Thread.currentThread().interrupt();
    record(Journal.hashedAside(market, aside::write, RecordLevel.EACH), 40_000);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(aside.toByteArray()).isEqualTo(here.toByteArray());
  }
}
