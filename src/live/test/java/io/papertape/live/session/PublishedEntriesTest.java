package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedEntriesTest {
  @TempDir private Path folder;

  @Test
  void aLongJournalIsReadAnywhereAndLittleOfItIsRemembered() throws IOException {
    List<String> lines = IntStream.range(0, 5_000).mapToObj(i -> "é".repeat(i % 7) + i).toList();
    Path journal = Files.write(folder.resolve("journal"), lines);
    PublishedEntries entries = new PublishedEntries(journal, 4, 16);
    assertThat(entries.read(-1, 5_000, 5_000)).isEqualTo(lines);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      int after = random.nextInt(-1, 5_000);
      int to = Math.min(5_000, after + 11);
      assertThat(entries.read(after, 10, 5_000)).isEqualTo(lines.subList(after + 1, to));
    }
    for (int after = 100; after < 4_990; after += 7) {
      assertThat(entries.read(after, 7, 5_000)).isEqualTo(lines.subList(after + 1, after + 8));
    }
    assertThat(entries.remembered()).isLessThanOrEqualTo(16);
  }
}
