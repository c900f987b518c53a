package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaltFileTest {
  private static final Halt FULL =
      new Halt(RandomTape.START + 5, "disk-full", "Tape could not be written: No space left");

  @Test
  void aReasonIsWrittenAndReadBack(@TempDir Path folder) throws IOException {
    HaltFile file = new HaltFile(FolderDisk.in(folder));
    file.prepare();
    assertThat(file.read()).isEmpty();

    file.write(FULL);

    assertThat(file.read()).contains(FULL);
    assertThat(folder.resolve("halt.json"))
        .hasContent(
            "{\"time\":\"2026-11-25T00:00:00.000000005Z\",\"code\":\"disk-full\","
                + "\"detail\":\"Tape could not be written: No space left\"}");
    assertThat(folder.resolve("reserve")).doesNotExist();
  }

  @Test
  void theFirstReasonStays() throws IOException {
    HaltFile file = new HaltFile(new SimulatedDisk());
    file.prepare();
    file.write(FULL);

    file.write(new Halt(RandomTape.START + 9, "fsync-failed", "later"));

    assertThat(file.read()).contains(FULL);
  }

  @Test
  void aFullDiskTakesTheReasonInTheSpaceOfTheReserve() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    HaltFile halt = new HaltFile(disk);
    halt.prepare();
    TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {});
    disk.capacity(HaltFile.RESERVE_BYTES + 4_000);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                writer.append(RandomTape.at(RandomTape.START + i));
                writer.commit();
              }
            })
        .isInstanceOf(TapeWriteException.class)
        .hasMessageContaining("No space left on device");

    halt.write(FULL);

    SimulatedDisk after = disk.afterPowerCut(new SplittableRandom(3));
    assertThat(new HaltFile(after).read()).contains(FULL);
    assertThat(TapeWriter.open(after, "s1", RandomTape.INSTRUMENTS, _ -> {}).moments())
        .isGreaterThan(10);
  }

  @Test
  void withoutAReserveAFullDiskRefuses() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.capacity(10);

    assertThatThrownBy(() -> new HaltFile(disk).write(FULL))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  @Test
  void aCrashBeforeTheReasonHasItsNameLeavesNoReason() {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put("reserve", "{\"time\":".getBytes(StandardCharsets.UTF_8));
    HaltFile file = new HaltFile(disk);

    file.prepare();

    assertThat(file.read()).isEmpty();
    assertThat(disk.bytes("reserve")).hasSize(HaltFile.RESERVE_BYTES);
  }

  @Test
  void aHaltStaysIfThereIsNoRoomForTheReserve() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    HaltFile file = new HaltFile(disk);
    file.prepare();
    file.write(FULL);
    disk.capacity(4_000);

    assertThatThrownBy(file::clear).hasMessageContaining("No space left on device");

    assertThat(file.read()).contains(FULL);
  }

  @Test
  void aHaltThatIsClearedIsGoneAndTheReserveIsThereAgain() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    HaltFile file = new HaltFile(disk);
    file.prepare();
    file.write(FULL);

    file.clear();

    assertThat(file.read()).isEmpty();
    assertThat(disk.names()).containsExactly("reserve");
  }
}
