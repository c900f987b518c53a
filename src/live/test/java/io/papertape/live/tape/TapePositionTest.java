package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.TapeEvent.ClockReading;
import io.papertape.market.Instrument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tape of three days, read from every place at which it was durable.
class TapePositionTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final List<TapeInstrument> INSTRUMENTS =
      List.of(new TapeInstrument(Instrument.crypto("AAA"), "test", "AAA", 0));

  @TempDir private Path folder;
  private final List<TapePosition> positions = new ArrayList<>();

  private Disk disk() throws Exception {
    return FolderDisk.in(folder.resolve("tape"));
  }

  private void write() throws Exception {
    try (TapeWriter tape = TapeWriter.open(disk(), "one", INSTRUMENTS, _ -> {})) {
      for (int hour = 0; hour < 72; hour++) {
        tape.append(new TapeMoment(hour * HOUR + 1, List.of(new ClockReading(hour * HOUR))));
        if (hour % 5 < 2) {
          tape.commit();
          positions.add(tape.position());
        }
      }
    }
  }

  private static List<Long> times(TapeReader tape) {
    List<Long> times = new ArrayList<>();
    for (Optional<TapeMoment> one = tape.next(); one.isPresent(); one = tape.next()) {
      times.add(one.get().timeNanos());
    }
    return times;
  }

  @Test
  void whatFollowsIsReadAndChecked() throws Exception {
    write();
    List<Long> all;
    try (TapeReader tape = TapeReader.open(disk())) {
      all = times(tape);
    }
    assertThat(all).hasSize(72);
    assertThat(positions).hasSize(30);
    for (TapePosition one : positions) {
      try (TapeReader tape = TapeReader.open(disk(), one)) {
        assertThat(tape.moments()).isEqualTo(one.moments());
        assertThat(times(tape)).isEqualTo(all.subList((int) one.moments(), 72));
        assertThat(tape.moments()).isEqualTo(72);
      }
    }
  }

  @Test
  void aTapeThatHasLostItIsDamaged() throws Exception {
    write();
    TapePosition last = positions.getLast();
    Path file = folder.resolve("tape").resolve(last.file());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) last.offset() - 1));
    Disk disk = disk();
    assertThatThrownBy(() -> TapeReader.open(disk, last))
        .isInstanceOf(TapeDamageException.class)
        .hasMessageContaining("file was longer");
    Files.delete(file);
    assertThatThrownBy(() -> TapeReader.open(disk, last))
        .isInstanceOf(TapeDamageException.class)
        .hasMessageContaining("file is missing");
  }
}
