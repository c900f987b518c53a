package io.papertape.live.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.journal.RunHeader;
import io.papertape.live.session.SessionStatus.State;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the host of sessions says of those that it has not taken up yet or cannot take up or read,
/// and what it keeps of those that have ended.
class TakenUpSessionsTest extends StagedSessions {
  private static final String GONE = "java.lang.NoClassDefFoundError: Gone";

  @Test
  void whatIsStillToBeTakenUpIsNotShownAsHalted() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", "replay:days@60x"));
    HostedSession session = host.list().getFirst();
    assertThat(session.status().state()).isEqualTo(State.RECOVERING);
    assertThat(session.status().halt()).isEmpty();
    host.recover();
    assertThat(session.isRunning()).isTrue();
  }

  @Test
  void whatTurnsUpAfterTheRecoveryIsSaidNotToRun() throws Exception {
    PaperSessions host = sessions(home.resolve("second"));
    host.recover();
    afterACrash(plan("crosses", "replay:days@60x"));
    assertThat(host.list().getFirst().status().halt())
        .contains("not-here: another process runs it, or nobody does.");
  }

  @Test
  void anErrorInOneSessionLeavesTheOthersAlone() throws Exception {
    PaperSessions host =
        afterACrash(
            plan("crosses", "replay:days:SYN2@60x"),
            plan("bad", "replay:days@60x"),
            plan("crosses", "replay:days:SYN3@60x"));
    wrapping.set(
        strategy -> {
          if (strategy.name().equals("bad")) {
            throw new NoClassDefFoundError("Gone");
          }
          return strategy;
        });
    host.recover();
    for (HostedSession one : host.list()) {
      boolean isBad = one.manifest().strategy().equals("bad");
      assertThat(one.isRunning()).isEqualTo(!isBad);
      assertThat(one.status().halt())
          .isEqualTo(isBad ? Optional.of("cannot-recover: " + GONE) : Optional.empty());
    }
  }

  @Test
  void whatIsUnreadableIsSaidOnlyWhileItIsThere() throws Exception {
    PaperSessions host = sessions(first);
    Path broken = Files.createDirectories(first.resolve("sessions/0123456789abcdef"));
    Files.writeString(broken.resolve("session.json"), "{");
    host.list();
    assertThat(host.unreadable()).containsOnlyKeys("0123456789abcdef");
    Files.move(broken, home.resolve("aside"));
    host.list();
    assertThat(host.unreadable()).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsNotKeptInMemory() throws Exception {
    PaperSessions host = sessions(first);
    HostedSession session = begun(host, plan("crosses", "replay:days@60x"));
    WeakReference<PaperSession> life = new WeakReference<>(session.session().orElseThrow());
    host.stop(session, "ada", "enough");
    session.awaitRest();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.status().entries()).isPositive();
    Patience.until(
        "its life is forgotten",
        () -> {
          System.gc();
          return life.get() == null;
        });
  }

  /// Of the seal that a killed process wrote, the system may have more than the disk: what is
  /// written again, a sync writes.
  @Test
  void aSealIsWrittenAgainBeforeTheLedgerVouchesForIt() throws Exception {
    HostedSession ended = sessions(first).start(plan("crosses", "replay:days@0"));
    ended.awaitRest();
    Path journal = ended.folder().journal();
    byte[] sealed = Files.readAllBytes(journal);
    Files.delete(first.resolve("ledger/ledger.jsonl"));
    Files.setLastModifiedTime(journal, FileTime.fromMillis(0));

    sessions(first).recover();

    assertThat(notices)
        .contains(
            "Session %s was sealed and not in the ledger; it is entered as it is now"
                .formatted(ended.id()));
    assertThat(Files.getLastModifiedTime(journal).toMillis()).isPositive();
    assertThat(Files.readAllBytes(journal)).isEqualTo(sealed);
  }

  @Test
  void whatCannotBeReadForAWhileIsHaltedForThatWhileOnly() throws Exception {
    HostedSession ended = sessions(first).start(plan("crosses", "replay:days@0"));
    ended.awaitRest();
    PaperSessions host = sessions(first);
    HostedSession session = host.find(ended.id());
    Path journal = session.folder().journal();
    Files.move(journal, home.resolve("aside"));
    host.checkSeals();
    assertThat(session.status().halt())
        .get()
        .asString()
        .startsWith("not-as-sealed: it cannot be read, ");
    Files.move(home.resolve("aside"), journal);
    host.checkSeals();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.status().halt()).isEmpty();
    assertThat(notices).contains("Session %s can be read again".formatted(session.id()));
  }

  /// The folder of a session as another version of the program has left it.
  private SessionFolder ofAnotherEngine(SessionFolder folder, String key, int then, int now)
      throws IOException {
    String text = Files.readString(folder.path().resolve("session.json"));
    String there = "\"%s\":%d".formatted(key, now);
    byte[] other = text.replace(there, "\"%s\":%d".formatted(key, then)).getBytes(UTF_8);
    Path path = folder.path().resolveSibling(SessionManifest.read(other).id());
    Files.move(folder.path(), path);
    Files.write(path.resolve("session.json"), other);
    return new SessionFolder(path);
  }

  @Test
  void whatAnotherEngineBeganIsNoDivergence() throws Exception {
    int now = RunHeader.SEMANTICS_VERSION;
    PaperSessions host = afterACrash(plan("crosses", "replay:days@60x"));
    Path path = home.resolve("second/sessions").resolve(hosts.getFirst().list().getFirst().id());
    SessionFolder folder = ofAnotherEngine(new SessionFolder(path), "semantics", now - 1, now);
    String why =
        ("Session was begun with another engine: session=%s, semantics=%d, this program has %d. Use"
                + " the program that it was begun with, or start a new session.")
            .formatted(folder.id(), now - 1, now);
    host.recover();
    assertThat(host.find(folder.id()).status().halt()).contains("cannot-recover: " + why);
    assertThat(isHalted(host.find(folder.id()))).isFalse();
    assertThatThrownBy(() -> SessionVerifier.verify(folder, new Crosses())).hasMessage(why);
  }

  @Test
  void whatALaterProgramBeganIsNotTakenUp() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", "replay:days@60x"));
    Path path = home.resolve("second/sessions").resolve(hosts.getFirst().list().getFirst().id());
    SessionFolder folder = ofAnotherEngine(new SessionFolder(path), "telling", 3, 2);
    String why =
        ("Session was begun with a later program: session=%s, telling=3, this program knows 2. Use"
                + " the program that it was begun with, or start a new session.")
            .formatted(folder.id());
    host.recover();
    assertThat(host.find(folder.id()).status().halt()).contains("cannot-recover: " + why);
    assertThatThrownBy(() -> SessionVerifier.verify(folder, new Crosses())).hasMessage(why);
  }
}
