package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeWriterTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final String DAY_1 = "2026-11-25.tape";
  private static final String DAY_2 = "2026-11-26.tape";

  private static TapeWriter open(Disk disk) {
    return TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {});
  }

  @Test
  void aTapeOfThreeDaysIsReadBackAcrossItsFiles(@TempDir Path folder) throws IOException {
    Disk disk = FolderDisk.in(folder.resolve("tapes").resolve("s1"));
    RandomTape random = new RandomTape(new SplittableRandom(1));
    List<TapeMoment> told = new ArrayList<>();
    List<String> rolled = new ArrayList<>();
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, rolled::add)) {
      for (int i = 0; i < 60; i++) {
        told.add(random.next(2 * HOUR));
        writer.append(told.getLast());
        if (i % 7 == 0) {
          writer.commit();
        }
      }
    }

    assertThat(SimulatedDisk.read(disk)).isEqualTo(told);
    assertThat(disk.names()).containsExactly(DAY_1, DAY_2, "2026-11-27.tape");
    assertThat(rolled).containsExactly(DAY_1, DAY_2);
    try (TapeReader second = TapeReader.ofRolled(disk, DAY_2)) {
      TapeMoment first = second.next().orElseThrow();
      assertThat(TapeFiles.date(first.timeNanos())).isEqualTo("2026-11-26");
      assertThat(second.isFromStart()).isFalse();
    }
  }

  @Test
  void theLeastValueOfOrdersIsInTheHeaderWhereThereIsOne() {
    List<TapeInstrument> least = new ArrayList<>(RandomTape.INSTRUMENTS);
    TapeInstrument one = least.getLast();
    least.set(
        least.size() - 1,
        new TapeInstrument(
            one.instrument().withMinNotional(5), one.venue(), one.venueSymbol(), one.barNanos()));
    for (List<TapeInstrument> told : List.of(RandomTape.INSTRUMENTS, least)) {
      MutableBytes bytes = new MutableBytes();
      TapeHeader header = new TapeHeader("s1", told, 7, TapeHeader.Previous.NONE);
      header.write(bytes);

      assertThat(TapeHeader.read(new ByteSource(bytes.array(), 0, bytes.size()))).isEqualTo(header);
      ByteSource from = new ByteSource(bytes.array(), 0, bytes.size());
      assertThat(from.getText()).isEqualTo("papertape tape");
      assertThat(from.getNumber()).isEqualTo(told == least ? 2 : 1);
    }
  }

  @Test
  void aTapeGoesOnWithTheLeastValuesItBeganWith() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeInstrument one = RandomTape.INSTRUMENTS.getFirst();
    List<TapeInstrument> least =
        List.of(
            new TapeInstrument(one.instrument().withMinNotional(5), "binance", "BTCUSDT", HOUR));
    for (int life = 0; life < 2; life++) {
      try (TapeWriter writer = TapeWriter.open(disk, "s1", least, _ -> {})) {
        writer.append(RandomTape.at(RandomTape.START + life));
      }
    }
    assertThat(SimulatedDisk.read(disk)).hasSize(2);
    List<TapeInstrument> without =
        List.of(new TapeInstrument(one.instrument(), "binance", "BTCUSDT", HOUR));
    assertThatThrownBy(() -> TapeWriter.open(disk, "s1", without, _ -> {}))
        .isInstanceOf(OtherTapeException.class);
  }

  @Test
  void daysThatHoldLittleShareAFileThatGoesOnAfterARestart() {
    SimulatedDisk disk = new SimulatedDisk();
    List<TapeMoment> told = new ArrayList<>();
    List<String> rolled = new ArrayList<>();
    int day = 0;
    for (int life = 0; life < 4; life++) {
      try (TapeWriter writer =
          TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, rolled::add, 2_000)) {
        for (int i = 0; i < 50; i++) {
          told.add(RandomTape.at(RandomTape.START + day++ * 24L * HOUR));
          writer.append(told.getLast());
          writer.commit();
        }
      }
    }
    assertThat(SimulatedDisk.read(disk)).isEqualTo(told);
    assertThat(disk.names()).hasSizeBetween(3, 10).hasSize(rolled.size() + 1);
    assertThat(rolled).allMatch(name -> disk.bytes(name).length >= 2_000);
  }

  @Test
  void aTapeGoesOnWhereItEnded() {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = open(disk)) {
      writer.append(RandomTape.at(RandomTape.START + 1));
    }
    try (TapeWriter writer = open(disk)) {
      assertThat(writer.moments()).isEqualTo(1);
      assertThat(writer.lastNanos()).isEqualTo(RandomTape.START + 1);
      assertThat(writer.cuts()).isEmpty();
      writer.append(RandomTape.at(RandomTape.START + 2));
      writer.append(RandomTape.at(RandomTape.START + 24 * HOUR));
    }

    assertThat(SimulatedDisk.read(disk))
        .extracting(TapeMoment::timeNanos)
        .containsExactly(RandomTape.START + 1, RandomTape.START + 2, RandomTape.START + 24 * HOUR);
  }

  @Test
  void oneCommitIsOneSyncHoweverMuchWasAppended() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    writer.append(RandomTape.at(RandomTape.START + 1));
    writer.commit();
    int before = disk.syncs();
    for (int i = 2; i < 100_000; i++) {
      writer.append(RandomTape.at(RandomTape.START + i));
    }

    writer.commit();
    writer.commit();

    assertThat(disk.syncs() - before).isEqualTo(1);
  }

  @Test
  void aMomentThatIsNotLaterIsRefusedAndLeavesTheTapeAsItWas() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    writer.append(RandomTape.at(RandomTape.START));

    assertThatThrownBy(() -> writer.append(RandomTape.at(RandomTape.START)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Moments do not rise: time=2026-11-25T00:00:00Z, previous=2026-11-25T00:00:00Z."
                + " Take them from a sequencer.");
    writer.close();
    assertThat(SimulatedDisk.read(disk)).hasSize(1);
  }

  @Test
  void afterASyncThatFailedNothingIsWrittenAnyMore() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    writer.append(RandomTape.at(RandomTape.START + 1));
    writer.commit();
    long durable = disk.bytes(DAY_1).length;
    disk.failSync(disk.syncs());
    writer.append(RandomTape.at(RandomTape.START + 2));
    String message =
        "Tape could not be made durable: file=2026-11-25.tape, durableBytes="
            + durable
            + ", problem=Input/output error. Nothing is written to it any more; halt the session,"
            + " make the disk well and start it again.";

    assertThatThrownBy(writer::commit).isInstanceOf(TapeWriteException.class).hasMessage(message);

    int operations = disk.operations();
    assertThatThrownBy(writer::commit).hasMessage(message);
    assertThatThrownBy(() -> writer.append(RandomTape.at(RandomTape.START + 3)))
        .hasMessage(message);
    writer.close();
    assertThat(writer.hasFailed()).isTrue();
    assertThat(disk.operations()).isEqualTo(operations);
  }

  @Test
  void aWriteThatIsRefusedEndsTheTapeToo() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    writer.append(RandomTape.at(RandomTape.START + 1));
    writer.commit();
    disk.failWritesFrom(0);
    writer.append(RandomTape.at(RandomTape.START + 2));

    assertThatThrownBy(writer::commit)
        .isInstanceOf(TapeWriteException.class)
        .hasMessageContaining("Tape could not be written: file=2026-11-25.tape")
        .hasMessageContaining("problem=Read-only file system");
    assertThatThrownBy(writer::commit).isInstanceOf(TapeWriteException.class);
  }

  @Test
  void aTapeIsOpenedWithItsOwnSessionAndInstruments() {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = open(disk)) {
      writer.append(RandomTape.at(RandomTape.START + 1));
    }

    assertThatThrownBy(() -> TapeWriter.open(disk, "s2", RandomTape.INSTRUMENTS, _ -> {}))
        .isInstanceOf(OtherTapeException.class)
        .hasMessage(
            "Tape belongs to another session or other instruments: file=2026-11-25.tape,"
                + " sessionId=s1, expected=s2. Put the session's own files back.");
  }

  @Test
  void anAbandonedTapeStaysAsItWasCommitted() {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    writer.append(RandomTape.at(RandomTape.START + 1));
    writer.commit();
    byte[] committed = disk.bytes(DAY_1);
    writer.append(RandomTape.at(RandomTape.START + 2));

    writer.abandon();
    writer.close();

    assertThat(disk.bytes(DAY_1)).isEqualTo(committed);
    assertThat(open(disk).moments()).isOne();
  }

  @Test
  void aMissingFileInTheMiddleIsDamage() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = open(disk)) {
      for (int day = 0; day < 3; day++) {
        writer.append(RandomTape.at(RandomTape.START + 24 * HOUR * day));
      }
    }
    disk.delete(DAY_2);

    assertThatThrownBy(() -> SimulatedDisk.read(disk))
        .isInstanceOf(TapeDamageException.class)
        .hasMessage(
            "Tape is damaged: file=2026-11-27.tape, offset=0, problem=does not continue"
                + " 2026-11-25.tape. Restore the file from a copy; what it had there was durable.");
  }

  @Test
  void aRolledFileCutAtARecordIsDamage() {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = open(disk)) {
      writer.append(RandomTape.at(RandomTape.START + 1));
      writer.append(RandomTape.at(RandomTape.START + 24 * HOUR));
    }
    byte[] whole = disk.bytes(DAY_1);
    int mark = RecordFrame.HEAD_BYTES + RecordFrame.MARK_BODY_BYTES;
    disk.put(DAY_1, java.util.Arrays.copyOf(whole, whole.length - mark));

    assertThatThrownBy(() -> SimulatedDisk.read(disk))
        .isInstanceOf(TapeDamageException.class)
        .hasMessageContaining("does not continue 2026-11-25.tape");
  }
}
