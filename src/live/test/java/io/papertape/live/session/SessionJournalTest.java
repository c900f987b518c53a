package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.FolderDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionJournalTest {
  private static final List<String> LINES = List.of("{first}", "{second}", "{third}");

  @TempDir private Path home;
  private Path file;
  private Disk disk;

  @BeforeEach
  void writeAJournal() throws IOException {
    disk = FolderDisk.in(home);
    file = home.resolve(SessionJournal.NAME);
    Files.writeString(file, String.join("\n", LINES) + "\n");
  }

  private List<String> again() throws IOException {
    try (SessionJournal journal = SessionJournal.open(disk, true)) {
      for (String line : LINES) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        journal.write(bytes, 0, bytes.length);
      }
      assertThat(journal.isCaughtUp()).isTrue();
      return journal.commit();
    }
  }

  private void change(int at, byte... to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    System.arraycopy(to, 0, bytes, at, to.length);
    Files.write(file, bytes);
  }

  @Test
  void zerosThatALossOfPowerHasLeftAreWrittenAnew() throws IOException {
    change(10, new byte[4]);

    assertThat(again()).containsExactly("{second}", "{third}");
    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
  }

  @Test
  void zerosBehindTheLastEntryAreCut() throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 200_000));

    assertThat(again()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(String.join("\n", LINES) + "\n");
  }

  @Test
  void whatStandsBehindZerosMustStillBeTheSame() throws IOException {
    change(10, new byte[4]);
    change(20, (byte) 'X');

    assertThatThrownBy(this::again)
        .isInstanceOf(SessionDivergence.class)
        .hasMessageContaining("entry=2");
  }

  @Test
  void aLastLineThatWasCutIsWrittenAnew() throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 21));

    assertThat(again()).containsExactly("{third}");
    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
  }
}
