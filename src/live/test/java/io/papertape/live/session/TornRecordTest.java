package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a kill or a loss of power has left at the end of a tape or a journal.
class TornRecordTest {
  private static final String TAPE = "2025-11-25.tape";

  @TempDir private Path home;
  private final List<SnapshotNote> notes = Collections.synchronizedList(new ArrayList<>());

  private PaperSession session(SessionFolder folder, ToldFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        Flips::new,
        new SnapshotPlan(0, 0, Runnable::run, notes::add),
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  /// As a kill leaves it: its last commit has no mark behind it.
  private SessionFolder killed() throws Exception {
    SessionFolder folder =
        SessionFolder.create(new Workspace(home.resolve("first")), ToldFeed.manifest(0), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session = session(folder, feed).start();
    feed.live();
    for (int i = 1; i <= 30; i++) {
      long at = ToldFeed.START + i * 1_000_000L;
      feed.now.set(at);
      feed.quote(i, at);
      int sent = i;
      Patience.until("it is on the record", () -> session.status().moments() > sent);
    }
    SessionFolder image = new SessionFolder(home.resolve("image").resolve(folder.id()));
    CopiedFolder.copy(folder.path(), image.path());
    session.haltFromOutside("session-broke", "as it was told to");
    session.awaitThread();
    return image;
  }

  /// The last commit of the tape is damaged, which looks like a torn one.
  @Test
  void whatARecoveryCutsIsKeptAndNamedWhereTheJournalProvesThatItWasDurable() throws Exception {
    SessionFolder image = killed();
    Path tape = image.path().resolve("tape").resolve(TAPE);
    byte[] bytes = Files.readAllBytes(tape);
    bytes[bytes.length - 5] ^= 1;
    Files.write(tape, bytes);

    SessionStatus end =
        session(image, new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND))
            .start()
            .await(60_000)
            .orElseThrow();

    assertThat(end.state()).isEqualTo(State.HALTED);
    List<String> torn =
        image.tape().names().stream().filter(name -> name.startsWith(TAPE + ".torn-")).toList();
    assertThat(torn).hasSize(1);
    String name = torn.getFirst();
    int offset = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    String cut =
        "file=%s, offset=%d, bytes=%d, problem=checksum of a record is wrong, movedTo=%s"
            .formatted(TAPE, offset, bytes.length - offset, name);
    assertThat(end.halt())
        .get()
        .asString()
        .startsWith("journal-beyond-tape: The journal goes on where the tape has ended; entries=")
        .endsWith(" replayed, cut off: " + cut + ".");
    assertThat(notes)
        .containsExactly(
            new SnapshotNote(Kind.CUT, "Tape was cut where it was not whole: " + cut + "."));
    assertThat(image.path().resolve("tape").resolve(name))
        .hasBinaryContent(Arrays.copyOfRange(bytes, offset, bytes.length));
    assertThat(SessionVerifier.verify(image, new Flips()).parting()).isPresent();
  }

  @Test
  void aTapeThatIsWholeIsNotCut() throws Exception {
    SessionFolder image = killed();
    goOn(image);
    assertThat(image.tape().names()).containsExactly(TAPE);
    assertThat(notes).isEmpty();
  }

  private void goOn(SessionFolder image) throws Exception {
    PaperSession again = session(image, new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND));
    again.start();
    Patience.until("it goes on", () -> again.isCaughtUp() || again.status().state().isOver());
    assertThat(again.status().halt()).isEmpty();
    again.command(Command.STOP, "test", "over");
    assertThat(again.await(60_000).orElseThrow().state()).isEqualTo(State.STOPPED);
  }

  /// Of an entry that was not synced the length was kept, and of its bytes nothing or the first.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void zerosInPlaceOfTheLastEntryAreNoDifference(boolean isAll) throws Exception {
    SessionFolder image = killed();
    byte[] journal = Files.readAllBytes(image.journal());
    List<String> lines = Files.readAllLines(image.journal());
    int lost = isAll ? lines.getLast().length() + 1 : 40;
    Arrays.fill(journal, journal.length - lost, journal.length, (byte) 0);
    Files.write(image.journal(), journal);

    SessionVerifier.Comparison found = SessionVerifier.verify(image, new Flips());
    assertThat(found.parting()).isEmpty();
    assertThat(found.missing()).isEqualTo(1);
    assertThat(found.entries()).isEqualTo(lines.size() - 1);
    assertThat(found.isIdentical()).isTrue();

    goOn(image);
    assertThat(Files.readAllLines(image.journal())).startsWith(lines.toArray(String[]::new));
    assertThat(SessionVerifier.verify(image, new Flips()).isIdentical()).isTrue();
  }

  /// The tape has nothing of what was to stand there, so it is no entry that is beyond the tape.
  @Test
  void zerosBehindTheLastEntryAreNoEntries() throws Exception {
    SessionFolder image = killed();
    byte[] journal = Files.readAllBytes(image.journal());
    Files.write(image.journal(), Arrays.copyOf(journal, journal.length + 100_000));

    SessionVerifier.Comparison found = SessionVerifier.verify(image, new Flips());
    assertThat(found.isIdentical()).isTrue();
    assertThat(found.missing()).isZero();

    goOn(image);
    assertThat(Files.readString(image.journal())).doesNotContain("\0");
    assertThat(SessionVerifier.verify(image, new Flips()).isIdentical()).isTrue();
  }

  @Test
  void zerosThatSomethingFollowsAreADifference() throws Exception {
    SessionFolder image = killed();
    byte[] journal = Files.readAllBytes(image.journal());
    byte[] longer = Arrays.copyOf(journal, journal.length + 100);
    longer[longer.length - 1] = '\n';
    Files.write(image.journal(), longer);

    assertThat(SessionVerifier.verify(image, new Flips()).parting()).isPresent();
  }

  @Test
  void aJournalOfZerosHasLostWhatWasDurable() throws Exception {
    SessionFolder image = killed();
    int entries = Files.readAllLines(image.journal()).size();
    Files.write(image.journal(), new byte[(int) Files.size(image.journal())]);

    SessionVerifier.Comparison found = SessionVerifier.verify(image, new Flips());
    assertThat(found.parting()).isEmpty();
    assertThat(found.entries()).isZero();
    assertThat(found.lost()).isBetween(entries - 2L, (long) entries);

    PaperSession again = session(image, new ToldFeed(ToldFeed.START + 60 * ToldFeed.SECOND));
    assertThat(again.start().await(60_000).orElseThrow().halt())
        .get()
        .asString()
        .startsWith("journal-lost: ");
  }
}
