package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal of several MB that is lost and made anew: in pieces, never taken for whole before it
/// is, and published to nobody.
class RemadeJournalTest {
  private static final int BARS = 12_000;
  private static final int IN_THE_MIDDLE = 8_000;
  private static final long MINUTE = 60_000_000_000L;
  private static final Instrument AAA = Instrument.crypto("AAA");

  @TempDir private Path home;
  private final BarColumns bars = MadeMinutes.walk(1, BARS);
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private SessionFolder folder;
  private byte[] whole;
  private int last;

  /// Has something done in the middle, and decides the same.
  private final class Watched extends Crosses {
    private final Runnable act;

    Watched(Runnable act) {
      this.act = act;
    }

    @Override
    public void onBar(Context context, int instrument) {
      last = context.barIndex(0);
      if (last == IN_THE_MIDDLE) {
        act.run();
      }
      super.onBar(context, instrument);
    }
  }

  private ReplayFeed feed() {
    return new ReplayFeed(List.of(AAA), List.of(bars), List.of(), List.of(), 0, System::nanoTime);
  }

  private SessionStatus end(SessionFolder of, Runnable inTheMiddle) throws InterruptedException {
    PaperSession session =
        new PaperSession(
            of.id(),
            of.manifest(),
            SessionDisks.of(of),
            new Watched(inTheMiddle),
            feed(),
            System::nanoTime,
            (lines, _) -> told.addAll(lines));
    session.start();
    SessionStatus end = session.await(60_000).orElseThrow();
    session.awaitThread();
    return end;
  }

  /// A session that has ended, and whose journal is gone since.
  @BeforeEach
  void lose() throws Exception {
    SessionManifest manifest =
        MadeManifest.of(
            "crosses",
            "replay:made",
            feed().startNanos(),
            List.of(new TapeInstrument(AAA, "replay", "AAA", MINUTE)));
    folder = SessionFolder.create(new Workspace(home.resolve("a")), manifest, home);
    assertThat(end(folder, () -> {}).state()).isEqualTo(State.STOPPED);
    whole = Files.readAllBytes(folder.journal());
    assertThat(whole.length).isGreaterThan(3 * SessionJournal.MOST_UNSYNCED);
    assertThat(told).isNotEmpty();
    told.clear();
    Files.delete(folder.journal());
  }

  private static Path permission(SessionFolder of) {
    return of.path().resolve("record").resolve(RecordWitness.REMAKE);
  }

  private SessionFolder copied(String name) {
    try {
      SessionFolder copy = new SessionFolder(home.resolve(name).resolve(folder.id()));
      CopiedFolder.copy(folder.path(), copy.path());
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itIsMadeAnewInPiecesAndAgainIfItsProcessIsKilledMeanwhile() throws Exception {
    RecordWitness.put(folder.record(), RecordWitness.REMAKE);
    List<SessionFolder> killed = new ArrayList<>();

    SessionStatus end =
        end(
            folder,
            () -> {
              killed.add(copied("killed"));
              killed.add(copied("forbidden"));
            });

    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(folder.journal()).hasBinaryContent(whole);
    assertThat(permission(folder)).doesNotExist();
    assertThat(told).isEmpty();

    SessionFolder again = killed.getFirst();
    assertThat(permission(again)).exists();
    assertThat(Files.size(again.journal()))
        .isBetween((long) SessionJournal.MOST_UNSYNCED, whole.length - 1L);
    assertThat(IdleStatus.isSealed(again)).isFalse();
    assertThat(SessionVerifier.verify(again, new Crosses()).lost()).isPositive();
    assertThat(end(again, () -> {}).state()).isEqualTo(State.STOPPED);
    assertThat(again.journal()).hasBinaryContent(whole);
    assertThat(permission(again)).doesNotExist();
    assertThat(told).isEmpty();

    Files.delete(permission(killed.getLast()));
    assertThat(end(killed.getLast(), () -> {}).halt())
        .get()
        .asString()
        .startsWith("journal-lost: ");
  }

  @Test
  void oneThatMayNotBeMadeAnewIsMissedBeforeItFillsTheMemory() throws Exception {
    assertThat(end(folder, () -> {}).halt())
        .get()
        .asString()
        .startsWith(
            "journal-lost: Journal has lost what was durable: bytes=0, were durable: bytes=")
        .contains("bytes=%d, entries=".formatted(whole.length));
    assertThat(last).isLessThan(IN_THE_MIDDLE);
    assertThat(folder.journal()).isEmptyFile();
  }
}
