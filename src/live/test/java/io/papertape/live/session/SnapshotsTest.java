package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.session.SnapshotNote.Kind;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.PassingDisk;
import io.papertape.strategy.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Sessions over made bars that recover by snapshot, and by tape when a snapshot will not do.
class SnapshotsTest extends StagedSnapshots {
  @Test
  void snapshotsLeaveNoTraceInTheJournal() throws Exception {
    SessionFolder with = folder("with");
    SessionFolder without = folder("without");
    live(with, with.tape(), Crosses::new, plan());
    live(without, without.tape(), Crosses::new, SnapshotPlan.NONE);
    assertThat(texts(Kind.KEPT)).isNotEmpty();
    assertThat(Files.readString(with.journal())).isEqualTo(Files.readString(without.journal()));
    assertThat(snapshots(with)).hasSizeBetween(1, 2);
    assertThat(snapshots(without)).isEmpty();
  }

  @Test
  void aRecoveryBeginsWithTheNewestSnapshot() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    assertThat(snapshots(folder)).hasSize(2);
    SessionStatus end = live(folder, folder.tape(), Crosses::new, plan());
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertThat(texts(Kind.REFUSED)).isEmpty();
    assertThat(texts(Kind.OFF)).isEmpty();
    assertThat(Files.readString(folder.journal())).contains("\"reason\":\"restart\"");
    assertIdentical(folder, new Crosses());
  }

  /// Who begins a session has made its manifest, with constants in it; all others have read it.
  @Test
  void aSnapshotOfTheProcessThatBeganTheSessionIsUsedByTheNext() throws Exception {
    SessionFolder folder = folder("began");
    Disk full = CrashingDisk.withRoomFor(ROOM, folder.tape());
    assertThat(live(folder, manifest(), full, Crosses::new, plan()).state())
        .isEqualTo(State.HALTED);
    new HaltFile(folder.record()).clear();
    live(folder, folder.tape(), Crosses::new, plan());
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertIdentical(folder, new Crosses());
  }

  @Test
  void aSessionThatHasStoppedKnowsItsStatusAfterARecovery() throws Exception {
    SessionFolder folder = folder("stopped");
    SessionStatus before = live(folder, folder.tape(), Crosses::new, plan());
    byte[] journal = Files.readAllBytes(folder.journal());
    for (SnapshotPlan plan : List.of(plan(), SnapshotPlan.NONE)) {
      SessionStatus after = live(folder, folder.tape(), Crosses::new, plan);
      assertThat(after.state()).isEqualTo(State.STOPPED);
      assertThat(after.equity()).isEqualTo(before.equity());
      assertThat(after.entries()).isEqualTo(before.entries());
      assertThat(Files.readAllBytes(folder.journal())).isEqualTo(journal);
    }
    assertThat(texts(Kind.RESUMED)).hasSize(1);
  }

  @Test
  void aDamagedSnapshotIsRefusedAndTheOneBeforeIsTaken() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    Path newest = snapshots(folder).getLast();
    changeByte(newest, 5_000);
    live(folder, folder.tape(), Crosses::new, plan());
    assertThat(texts(Kind.REFUSED))
        .containsExactly(
            "Snapshot is not used: file=%s, its checksum is wrong."
                .formatted(newest.getFileName()));
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertIdentical(folder, new Crosses());
  }

  @Test
  void withoutAGoodSnapshotTheTapeIsRunFromItsStart() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    for (Path one : snapshots(folder)) {
      changeByte(one, 300);
    }
    live(folder, folder.tape(), Crosses::new, plan());
    assertThat(texts(Kind.REFUSED)).hasSize(2);
    assertThat(texts(Kind.RESUMED)).isEmpty();
    assertIdentical(folder, new Crosses());
  }

  @Test
  void aStrategyThatIsNoLongerTheSameIsLedBackToTheTape() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    SessionStatus end = live(folder, folder.tape(), Other::new, plan());
    assertThat(texts(Kind.REFUSED)).hasSize(2).allMatch(text -> text.contains("began otherwise"));
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.halt()).get().asString().contains("journal-diverges");
  }

  /// Trades on other bars.
  private static final class Other extends Crosses {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) % 3 == 0) {
        super.onBar(context, instrument);
      }
    }
  }

  @Test
  void aJournalThatWasChangedBeforeTheSnapshotHaltsTheSession() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    String text = Files.readString(folder.journal());
    int at = text.indexOf("\"kind\":\"fill\"");
    changeByte(folder.journal(), text.substring(0, at).getBytes(StandardCharsets.UTF_8).length + 9);
    SessionStatus end = live(folder, folder.tape(), Crosses::new, plan());
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.halt()).get().asString().contains("journal-diverges").contains("root");
  }

  @Test
  void aJournalThatCannotBeReadBeforeTheSnapshotIsNotSealed() throws Exception {
    SessionFolder folder = halted(Crosses::new);
    changeByte(folder.journal(), 3_000);
    Disk record = new UnreadAgain(folder.record(), Integer.MAX_VALUE);
    SessionStatus end = recovered(folder, record);
    assertThat(texts(Kind.RESUMED)).hasSize(1);
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.halt()).contains("disk-failed: too many open files");
    assertThat(IdleStatus.isSealed(folder)).isFalse();
  }

  @Test
  void aJournalThatCanBeReadAtTheSecondTryIsLookedAtBeforeTheSeal() throws Exception {
    SessionFolder changed = halted(Crosses::new);
    changeByte(changed.journal(), 3_000);
    SessionStatus end = recovered(changed, new UnreadAgain(changed.record(), 1));
    assertThat(end.halt()).get().asString().contains("journal-diverges").contains("root");
    assertThat(IdleStatus.isSealed(changed)).isFalse();
  }

  @Test
  void aSoundJournalThatCanBeReadAtTheSecondTryIsSealed() throws Exception {
    SessionFolder sound = halted(Crosses::new);
    SessionStatus end = recovered(sound, new UnreadAgain(sound.record(), 1));
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(texts(Kind.FAILED)).containsExactly("Snapshot failed: too many open files");
    assertIdentical(sound, new Crosses());
  }

  private SessionStatus recovered(SessionFolder folder, Disk record) throws InterruptedException {
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(folder.tape(), record),
            Crosses::new,
            plan(),
            feed(),
            () -> ticks.addAndGet(TICK_NANOS),
            SessionListener.NONE)
        .start()
        .await(120_000)
        .orElseThrow();
  }

  /// A disk whose journal cannot be opened so many times after the session itself has it open.
  private static final class UnreadAgain extends PassingDisk {
    private static final int OF_SESSION = 4; // its end, for each of two snapshots, and to write

    private final int refusals;
    private int opened;

    UnreadAgain(Disk real, int refusals) {
      super(real);
      this.refusals = refusals;
    }

    @Override
    public DiskFile open(String name) throws IOException {
      if (name.equals(SessionJournal.NAME)) {
        opened++;
        if (opened > OF_SESSION && opened - OF_SESSION <= refusals) {
          throw new IOException("too many open files");
        }
      }
      return super.open(name);
    }
  }

  /// Holds what cannot be kept.
  private static final class Random extends Crosses {
    private final SplittableRandom dice = new SplittableRandom(7);

    @Override
    public void onBar(Context context, int instrument) {
      if (dice.nextInt(3) > 0) {
        super.onBar(context, instrument);
      }
    }
  }

  @Test
  void aStrategyThatCannotBeKeptRecoversByItsTapeAndSaysSoOnce() throws Exception {
    SessionFolder folder = halted(Random::new);
    assertThat(snapshots(folder)).isEmpty();
    assertThat(notes).hasSize(1);
    assertThat(notes.getFirst().text())
        .isEqualTo(
            "Snapshots are off: Field dice of Random is a java.util.SplittableRandom, of which"
                + " nothing is known. Recovery runs the tape from its start, 0 moments now.");
    live(folder, folder.tape(), Random::new, plan());
    assertIdentical(folder, new Random());
  }

  /// Trades at its first bars alone, and forgets how many there were.
  private static final class Forgetful extends Crosses {
    private transient int count;

    @Override
    public void onBar(Context context, int instrument) {
      count++;
      if (count < 500) {
        super.onBar(context, instrument);
      }
    }
  }

  @Test
  void aSnapshotThatForgetsAFieldIsDisprovedAndNeverUsed() throws Exception {
    SessionFolder folder = halted(Forgetful::new);
    assertThat(texts(Kind.OFF)).hasSize(1);
    assertThat(texts(Kind.OFF).getFirst()).contains("its twin has written another journal");
    assertThat(snapshots(folder)).isEmpty();
    live(folder, folder.tape(), Forgetful::new, plan());
    assertThat(texts(Kind.RESUMED)).isEmpty();
    assertIdentical(folder, new Forgetful());
  }
}
