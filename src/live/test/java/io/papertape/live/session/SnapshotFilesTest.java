package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.FolderDisk;
import io.papertape.live.tape.TapePosition;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A proof that hung at the end of one life goes on in the next, in the same folder.
class SnapshotFilesTest {
  @TempDir private Path home;

  private static Snapshot snapshot(long moments) {
    return new Snapshot(
        "code",
        "manifest",
        new TapePosition("2026-11-25.tape", 1, 1, moments, 1),
        1,
        1,
        "00".repeat(32),
        "00".repeat(32),
        new byte[] {1},
        new byte[] {2});
  }

  @Test
  void whoeverIsLeftBehindDoesNotDeleteTheDraftOfTheNextLife() throws IOException {
    Disk disk = FolderDisk.in(home);
    SnapshotFiles left = new SnapshotFiles(disk);
    left.draft(snapshot(1));
    SnapshotFiles next = new SnapshotFiles(disk);
    next.draft(snapshot(2));

    left.deleteDraft();
    next.keep(snapshot(2));

    assertThat(disk.names()).containsExactly("000000000000000002.snapshot");
  }

  /// Nor gives it a name, which only what has been proved may have.
  @Test
  void whoeverIsLeftBehindDoesNotKeepTheDraftOfTheNextLife() throws IOException {
    Disk disk = FolderDisk.in(home);
    SnapshotFiles left = new SnapshotFiles(disk);
    left.draft(snapshot(1));
    SnapshotFiles next = new SnapshotFiles(disk);
    next.draft(snapshot(2));

    try {
      left.keep(snapshot(1));
    } catch (IOException _) {
      // it finds nothing any more
    }

    assertThat(next.names()).isEmpty();
    next.keep(snapshot(2));
    assertThat(next.read(next.names().getFirst()).tape().moments()).isEqualTo(2);
  }

  @Test
  void whatAProcessThatWasKilledHasLeftGoesWithTheNextDraft() throws IOException {
    Disk disk = FolderDisk.in(home);
    disk.create("snapshot.draft").close();
    disk.create("snapshot-123456.draft").close();
    SnapshotFiles next = new SnapshotFiles(disk);
    next.draft(snapshot(2));
    next.keep(snapshot(2));

    assertThat(disk.names()).containsExactly("000000000000000002.snapshot");
  }
}
