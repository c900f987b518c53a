package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The folder of a session that has not ended is gone when the service starts: it was deleted, or
/// its disk is not mounted.
class LostFolderTest extends StagedSessions {
  private PaperSessions host;
  private Path folder;
  private Path elsewhere;
  private String id;

  @BeforeEach
  void loseTheFolder() throws Exception {
    host = afterACrash(plan("crosses", "replay:days:SYN2@3600x"));
    folder = home.resolve("second/sessions");
    elsewhere = home.resolve("elsewhere");
    id = SessionFolder.ids(new Workspace(home.resolve("second"))).getFirst();
    Files.move(folder, elsewhere);
    notices.clear();
    host.recover();
  }

  private void bringBack() throws IOException {
    DurableFiles.deleteTree(folder);
    Files.move(elsewhere, folder);
  }

  private HostedSession only(PaperSessions of) {
    List<HostedSession> all = of.list();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void itIsListedAsHaltedWithTheWayOut() {
    HostedSession lost = only(host);
    assertThat(lost.id()).isEqualTo(id);
    assertThat(lost.manifest().strategy()).isEqualTo("crosses");
    assertThat(lost.status().state()).isEqualTo(State.HALTED);
    assertThat(lost.status().halt())
        .contains(
            ("folder-lost: sessions/%s is gone, and the session had not ended. Mount its disk or"
                    + " restore it, then papertape paper start --session %s; papertape paper stop"
                    + " %s gives it up.")
                .formatted(id, id, id));
    assertThat(notices)
        .containsOnlyOnce(
            "Session %s does not run: %s".formatted(id, lost.status().halt().orElseThrow()));
    assertThat(host.find(id.substring(0, 5))).isSameAs(lost);
    lost.readFigures();
    assertThat(folder).doesNotExist();
    assertThat(only(sessions(home.resolve("second"))).id()).isEqualTo(id);
  }

  @Test
  void itGoesOnOnceItsFolderIsBack() throws Exception {
    assertThatThrownBy(() -> host.goOn(id))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Session has lost its folder: session=" + id);
    assertThat(folder).doesNotExist();
    bringBack();
    assertThat(only(host).status().halt()).get().asString().startsWith("folder-back: ");
    host.goOn(id);
    assertThat(only(host).isRunning()).isTrue();
  }

  @Test
  void aRestartTakesItUpOnceItsFolderIsBack() throws Exception {
    bringBack();
    PaperSessions next = sessions(home.resolve("second"));
    next.recover();
    assertThat(only(next).isRunning()).isTrue();
  }

  @Test
  void oneThatTheOperatorGivesUpStaysEndedEvenIfItsFolderComesBack() throws Exception {
    host.stop(only(host), "ada", "its disk is dead");
    assertThat(only(host).status().state()).isEqualTo(State.STOPPED);
    PaperSessions next = sessions(home.resolve("second"));
    next.recover();
    assertThat(next.list()).isEmpty();

    bringBack();
    PaperSessions later = sessions(home.resolve("second"));
    later.recover();
    assertThat(only(later).status().state()).isEqualTo(State.STOPPED);
    assertThat(only(later).status().halt()).get().asString().contains("ada: its disk is dead");
  }

  @Test
  void aKillSaysThatNothingKeepsItFromGoingOn() throws Exception {
    List<PaperSessions.Killed> killed = host.kill(Optional.empty(), "ada", "fire", false);
    assertThat(killed).hasSize(1);
    assertThat(killed.getFirst().outcome()).isEqualTo("not-killed");
    assertThat(killed.getFirst().problem())
        .contains(
            ("Session has lost its folder, so its kill cannot be durable: session=%s. papertape"
                    + " paper stop %s gives it up for good.")
                .formatted(id, id));
    assertThat(folder).doesNotExist();
  }

  @Test
  void oneThatHasEndedIsNotMissed() throws Exception {
    bringBack();
    PaperSessions next = sessions(home.resolve("second"));
    next.recover();
    next.stop(only(next), "ada", "enough");
    only(next).awaitRest();
    DurableFiles.deleteTree(folder);
    PaperSessions later = sessions(home.resolve("second"));
    later.recover();
    assertThat(later.list()).isEmpty();
  }
}
