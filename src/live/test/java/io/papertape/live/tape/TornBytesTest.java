package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornBytesTest {
  private static final String DAY = "2026-11-25.tape";

  @TempDir private Path home;

  private static Optional<String> kept(Disk disk, int offset) throws IOException {
    try (DiskFile file = disk.open(DAY)) {
      return TornBytes.keep(disk, new TapeCut(DAY, offset, file.size() - offset, "made"), file);
    }
  }

  private static List<String> torn(Disk disk) throws IOException {
    return disk.names().stream().filter(name -> name.contains(".torn-")).toList();
  }

  @Test
  void whatIsKeptIsDurableBeforeAnythingIsCut() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put(DAY, new byte[] {1, 2, 3, 0, 5, 0});

    assertThat(kept(disk, 2)).contains(DAY + ".torn-2");

    SimulatedDisk left = disk.afterPowerCut(new RandomOfAllLost());
    assertThat(left.bytes(DAY + ".torn-2")).containsExactly(3, 0, 5, 0);
  }

  /// Nothing that was not durable stays.
  private static final class RandomOfAllLost implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }
  }

  @Test
  void zerosAreNotKept() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put(DAY, Arrays.copyOf(new byte[] {1, 2}, 200_000));

    assertThat(kept(disk, 2)).isEmpty();
    assertThat(kept(disk, 200_000)).isEmpty();
    assertThat(torn(disk)).isEmpty();
  }

  /// The process ended between the copy and the cut.
  @Test
  void whatIsThereAlreadyIsNotCopiedAgainAndNothingElseIsOverwritten() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put(DAY, new byte[] {1, 2, 3, 4});
    kept(disk, 2);
    assertThat(kept(disk, 2)).contains(DAY + ".torn-2");

    disk.put(DAY, new byte[] {1, 2, 3, 5});
    assertThat(kept(disk, 2)).contains(DAY + ".torn-2.1");
    assertThat(kept(disk, 2)).contains(DAY + ".torn-2.1");

    assertThat(torn(disk)).containsExactly(DAY + ".torn-2", DAY + ".torn-2.1");
    assertThat(disk.bytes(DAY + ".torn-2")).containsExactly(3, 4);
    assertThat(disk.bytes(DAY + ".torn-2.1")).containsExactly(3, 5);
  }

  @Test
  void aFullDiskTakesNoPartOfThemAndNothingIsCut() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {});
    writer.append(RandomTape.at(RandomTape.START));
    writer.commit();
    byte[] torn = Arrays.copyOf(disk.bytes(DAY), disk.bytes(DAY).length - 1);
    disk.put(DAY, torn);
    disk.capacity(torn.length + 5);

    assertThatThrownBy(() -> TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {}))
        .hasMessageContaining("No space left on device");

    assertThat(disk.bytes(DAY)).isEqualTo(torn);
    assertThat(torn(disk)).isEmpty();
  }

  @Test
  void ofManyTheNewestStay() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    for (int offset = 1; offset <= 120; offset++) {
      byte[] bytes = new byte[offset + 1];
      bytes[offset] = 1;
      disk.put(DAY, bytes);
      kept(disk, offset);
    }

    assertThat(torn(disk))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(105, 120).mapToObj(n -> DAY + ".torn-" + n).toList());
    assertThat(Retention.files(disk)).containsExactly(DAY);
  }

  @Test
  void manyBytesPushOutTheOldestButNeverTheNewest() throws IOException {
    Disk disk = FolderDisk.in(home);
    for (int mebibytes : new int[] {4, 8, 6, 20}) {
      byte[] bytes = new byte[(mebibytes << 20) + mebibytes];
      Arrays.fill(bytes, (byte) 7);
      Files.write(home.resolve(DAY), bytes);
      kept(disk, mebibytes);
      try (Stream<Path> files = Files.list(home)) {
        long all =
            files
                .filter(one -> one.toString().contains(".torn-"))
                .mapToLong(one -> one.toFile().length())
                .sum();
        assertThat(all)
            .isBetween((long) mebibytes << 20, Math.max(18L << 20, (long) mebibytes << 20));
      }
    }
    assertThat(torn(disk)).containsExactly(DAY + ".torn-20");
  }

  @Test
  void theyGoWithTheirTape() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.put(DAY, new byte[] {1, 2, 3, 4});
    kept(disk, 2);
    disk.put("2026-11-26.tape", new byte[] {1});
    disk.put("2026-11-26.tape.torn-7", new byte[] {1});

    Retention.delete(disk, List.of(DAY));

    assertThat(disk.names()).containsExactly("2026-11-26.tape", "2026-11-26.tape.torn-7");
  }
}
