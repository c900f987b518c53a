package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedSessionTest {
  @TempDir private Path home;

  private HostedSession session() {
    SessionManifest manifest = MadeManifest.of("crosses", "replay:made", 1, List.of());
    return new HostedSession(
        SessionFolder.create(new Workspace(home), manifest, home), SessionStatus.starting());
  }

  @Test
  void whatBecomesOfSnapshotsIsToldExceptThatOneWasKept() {
    HostedSession session = session();
    session.noted(new SnapshotNote(Kind.RESUMED, "Recovery begins with one."));
    session.noted(new SnapshotNote(Kind.KEPT, "Snapshot at moment 1."));
    session.noted(new SnapshotNote(Kind.OFF, "Snapshots are off: why."));
    assertThat(session.recoveryNotes())
        .containsExactly("Recovery begins with one.", "Snapshots are off: why.");
  }

  @Test
  void onlyTheNewestTenNotesAreKept() {
    HostedSession session = session();
    for (int i = 1; i <= 12; i++) {
      session.noted(new SnapshotNote(Kind.FAILED, "Snapshot failed: " + i));
    }
    assertThat(session.recoveryNotes())
        .hasSize(10)
        .startsWith("Snapshot failed: 3")
        .endsWith("Snapshot failed: 12");
  }
}
