package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TornTapeTest {
  private static final String DAY_1 = "2026-11-25.tape";
  private static final String DAY_2 = "2026-11-26.tape";
  private static final long DAY = 86_400_000_000_000L;

  private static TapeWriter open(Disk disk) {
    return TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {});
  }

  /// Two files; the second has three batches of two moments, the last of them not closed.
  private static SimulatedDisk smallTape(List<TapeMoment> told) {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = open(disk);
    told.add(RandomTape.at(RandomTape.START + 1));
    writer.append(told.getLast());
    for (int i = 0; i < 6; i++) {
      told.add(RandomTape.at(RandomTape.START + DAY + i));
      writer.append(told.getLast());
      if (i % 2 == 1) {
        writer.commit();
      }
    }
    return disk;
  }

  private record Placed(int kind, int start, int end) {}

  private static List<Placed> records(byte[] bytes) throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put("x", bytes);
    List<Placed> records = new ArrayList<>();
    try (RecordReader reader = new RecordReader(disk.open("x"))) {
      int start = 0;
      while (reader.next()) {
        records.add(new Placed(reader.kind(), start, (int) reader.offset()));
        start = (int) reader.offset();
      }
      assertThat(reader.problem()).isEmpty();
    }
    return records;
  }

  @Test
  void aTapeTornAtAnyByteKeepsWhatIsWholeAndSaysWhatItCut() throws IOException {
    List<TapeMoment> told = new ArrayList<>();
    SimulatedDisk whole = smallTape(told);
    byte[] bytes = whole.bytes(DAY_2);
    List<Placed> records = records(bytes);
    for (int length = 0; length <= bytes.length; length++) {
      int left = length;
      int end = records.stream().mapToInt(Placed::end).filter(e -> e <= left).max().orElse(0);
      long moments =
          1
              + records.stream()
                  .filter(r -> r.kind() == RecordFrame.MOMENT && r.end() <= left)
                  .count();
      SimulatedDisk disk = new SimulatedDisk();
      disk.put(DAY_1, whole.bytes(DAY_1));
      disk.put(DAY_2, Arrays.copyOf(bytes, length));

      TapeWriter writer = open(disk);

      assertThat(writer.moments()).isEqualTo(moments);
      if (length == 0) {
        assertThat(writer.cuts()).containsExactly(new TapeCut(DAY_2, 0, 0, "file is empty"));
      } else if (length == end) {
        assertThat(writer.cuts()).isEmpty();
      } else {
        String kept = DAY_2 + ".torn-" + end;
        assertThat(writer.cuts())
            .containsExactly(
                new TapeCut(
                    DAY_2, end, length - end, "file ends within a record", Optional.of(kept)));
        assertThat(disk.bytes(kept)).isEqualTo(Arrays.copyOfRange(bytes, end, length));
      }
      TapeMoment more = RandomTape.at(RandomTape.START + DAY + 1_000);
      writer.append(more);
      writer.close();
      List<TapeMoment> expected = new ArrayList<>(told.subList(0, (int) moments));
      expected.add(more);
      assertThat(SimulatedDisk.read(disk)).isEqualTo(expected);
    }
  }

  @Test
  void aByteChangedAnywhereIsDamageWhereItWasDurableAndCutInTheLastBatch() throws IOException {
    List<TapeMoment> told = new ArrayList<>();
    SimulatedDisk whole = smallTape(told);
    byte[] bytes = whole.bytes(DAY_2);
    List<Placed> records = records(bytes);
    int lastBatch =
        records.stream().filter(r -> r.kind() == RecordFrame.MARK).toList().getLast().start();
    for (int at = 0; at < bytes.length; at++) {
      int changed = at;
      Placed record = records.stream().filter(r -> r.end() > changed).findFirst().orElseThrow();
      byte[] wrong = bytes.clone();
      wrong[at] ^= 0x10;
      SimulatedDisk disk = new SimulatedDisk();
      disk.put(DAY_1, whole.bytes(DAY_1));
      disk.put(DAY_2, wrong);
      if (record.start() < lastBatch) {
        assertThatThrownBy(() -> open(disk))
            .isInstanceOf(TapeDamageException.class)
            .hasMessageContaining(
                "Tape is damaged: file=2026-11-26.tape, offset=%d, ".formatted(record.start()));
        assertThatThrownBy(() -> SimulatedDisk.read(disk))
            .isInstanceOf(TapeDamageException.class)
            .hasMessageContaining("offset=%d, ".formatted(record.start()));
        assertThat(disk.bytes(DAY_2)).isEqualTo(wrong);
      } else {
        TapeWriter writer = open(disk);
        assertThat(writer.cuts()).hasSize(1);
        assertThat(writer.cuts().getFirst().offset()).isEqualTo(record.start());
        assertThat(writer.cuts().getFirst().bytes()).isEqualTo(bytes.length - record.start());
        assertThat(disk.bytes(writer.cuts().getFirst().movedTo().orElseThrow()))
            .isEqualTo(Arrays.copyOfRange(wrong, record.start(), wrong.length));
      }
    }
  }

  @Test
  void aByteChangedInAClosedTapeIsDamageUnlessItIsOfTheClosingMark() throws IOException {
    SimulatedDisk whole = new SimulatedDisk();
    try (TapeWriter writer = open(whole)) {
      writer.append(RandomTape.at(RandomTape.START));
    }
    byte[] bytes = whole.bytes(DAY_1);
    int closing = records(bytes).getLast().start();
    for (int at = 0; at < closing; at++) {
      byte[] wrong = bytes.clone();
      wrong[at] ^= 1;
      SimulatedDisk disk = new SimulatedDisk();
      disk.put(DAY_1, wrong);
      assertThatThrownBy(() -> open(disk)).isInstanceOf(TapeDamageException.class);
    }
  }

  @Test
  void whatAWriterAddsBehindAHalfRecordIsNoSignOfDamage() throws IOException {
    SimulatedDisk whole = smallTape(new ArrayList<>());
    byte[] bytes = whole.bytes(DAY_2);
    int half = records(bytes).get(2).start() + 3;
    SimulatedDisk disk = new SimulatedDisk();
    disk.put(DAY_2, Arrays.copyOf(bytes, half));
    try (RecordReader reader = new RecordReader(disk.open(DAY_2));
        Disk.DiskFile writer = disk.open(DAY_2)) {
      while (reader.next()) {
        // up to the half record
      }

      writer.write(ByteBuffer.wrap(bytes, half, bytes.length - half), half);

      assertThat(reader.problem()).contains("file ends within a record");
      assertThat(reader.wasDurable()).isFalse();
    }
  }

  @Test
  void whatWasCommittedSurvivesAnyLossOfPower() {
    int cuts = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomTape tape = new RandomTape(random);
      SimulatedDisk disk = new SimulatedDisk();
      List<TapeMoment> told = new ArrayList<>();
      long committed = 0;
      for (int life = 0; life < 3; life++) {
        TapeWriter writer = open(disk);
        assertThat(writer.moments()).isBetween(committed, (long) told.size());
        if (life > 0 && writer.moments() > 0) {
          assertThat(SimulatedDisk.read(disk)).isEqualTo(told.subList(0, (int) writer.moments()));
        }
        cuts += writer.cuts().size();
        told.subList((int) writer.moments(), told.size()).clear();
        committed = writer.moments();
        int steps = random.nextInt(30);
        for (int i = 0; i < steps; i++) {
          told.add(tape.next(DAY / 4));
          writer.append(told.getLast());
          if (random.nextInt(3) == 0) {
            writer.commit();
            committed = told.size();
          }
        }
        disk.failSync(disk.syncs());
        told.add(tape.next(DAY / 4));
        assertThatThrownBy(
                () -> {
                  writer.append(told.getLast());
                  writer.commit();
                })
            .isInstanceOf(TapeWriteException.class);
        disk = disk.afterPowerCut(random);
      }
    }
    assertThat(cuts).isGreaterThan(500);
  }
}
