package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final long DAY = 86_400_000_000_000L;

  private static SimulatedDisk fiveDays() {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {})) {
      for (int day = 0; day < 5; day++) {
        writer.append(RandomTape.at(RandomTape.START + day * DAY));
      }
    }
    return disk;
  }

  @Test
  void rolledFilesOlderThanTheDaysKeptGo() {
    SimulatedDisk disk = fiveDays();

    assertThat(new Retention(2).apply(disk, LocalDate.parse("2026-11-29")))
        .containsExactly("2026-11-25.tape", "2026-11-26.tape");
    assertThat(disk.names())
        .containsExactly("2026-11-27.tape", "2026-11-28.tape", "2026-11-29.tape");
    assertThat(SimulatedDisk.read(disk)).hasSize(3);
    try (TapeReader reader = TapeReader.open(disk)) {
      assertThat(reader.isFromStart()).isFalse();
      assertThat(reader.moments()).isEqualTo(2);
    }
  }

  @Test
  void aFileOfSeveralDaysStaysUntilTheLastOfThemIsOld() {
    SimulatedDisk disk = new SimulatedDisk();
    try (TapeWriter writer =
        TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {}, 1_000_000)) {
      writer.append(RandomTape.at(RandomTape.START));
      writer.append(RandomTape.at(RandomTape.START + 3 * DAY));
    }
    try (TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {})) {
      writer.append(RandomTape.at(RandomTape.START + 4 * DAY));
    }
    assertThat(disk.names()).containsExactly("2026-11-25.tape", "2026-11-29.tape");
    assertThat(new Retention(2).expired(disk, LocalDate.parse("2026-11-30"))).isEmpty();
    assertThat(new Retention(2).expired(disk, LocalDate.parse("2026-12-01")))
        .containsExactly("2026-11-25.tape");
  }

  @Test
  void theFileThatIsWrittenStaysHoweverOldItIs() {
    SimulatedDisk disk = fiveDays();

    new Retention(1).apply(disk, LocalDate.parse("2030-01-01"));

    assertThat(disk.names()).containsExactly("2026-11-29.tape");
  }

  @Test
  void nothingGoesWhenAllIsKept() {
    assertThat(Retention.ALL.expired(fiveDays(), LocalDate.parse("2200-01-01"))).isEmpty();
  }

  @Test
  void lessThanADayIsRefused() {
    assertThatThrownBy(() -> new Retention(0))
        .hasMessage("Tape would be deleted while it is written: days=0. Keep 1 or more.");
  }

  @Test
  void itIsWrittenInDaysOrForever() {
    assertThat(Retention.parse("90d")).isEqualTo(new Retention(90)).hasToString("90d");
    assertThat(Retention.parse("forever")).isEqualTo(Retention.ALL).hasToString("forever");
    for (String wrong : new String[] {"90", "0d", "-1d", "d", "1w", "999999d", ""}) {
      assertThatThrownBy(() -> Retention.parse(wrong))
          .hasMessage(
              "Not a retention: retain=%s. Write days, such as 90d, or forever.".formatted(wrong));
    }
  }
}
