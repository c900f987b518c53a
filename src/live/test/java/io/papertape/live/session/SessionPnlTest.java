package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a session has gained, told the same whether it was interrupted or not.
class SessionPnlTest {
  private static final int BARS = 4_000;
  private static final long MINUTE = 60_000_000_000L;
  private static final long ROOM = 240_000;
  private static final long TICK_NANOS = 50_000;

  @TempDir private Path home;
  private final List<SnapshotNote> notes = new ArrayList<>();
  private final AtomicLong ticks = new AtomicLong();
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));
  private final List<BarColumns> bars =
      List.of(MadeMinutes.walk(1, BARS), MadeMinutes.walk(2, BARS));

  private ReplayFeed feed() {
    return new ReplayFeed(instruments, bars, List.of(), List.of(), 0, System::nanoTime);
  }

  private SessionFolder folder(String under) {
    List<TapeInstrument> taped =
        instruments.stream()
            .map(one -> new TapeInstrument(one, "replay", one.symbol(), MINUTE))
            .toList();
    SessionManifest manifest =
        MadeManifest.of("crosses", "replay:made", feed().startNanos(), taped);
    return SessionFolder.create(new Workspace(home.resolve(under)), manifest, home);
  }

  private SessionStatus live(SessionFolder folder, Disk tape, SnapshotPlan plan)
      throws InterruptedException {
    return new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(tape, folder.record()),
            Crosses::new,
            plan,
            feed(),
            () -> ticks.addAndGet(TICK_NANOS),
            SessionListener.NONE)
        .start()
        .await(120_000)
        .orElseThrow();
  }

  private SnapshotPlan plan() {
    return new SnapshotPlan(300, 0, Runnable::run, notes::add);
  }

  private SessionStatus twin() throws InterruptedException {
    SessionFolder folder = folder("twin");
    SessionStatus end = live(folder, folder.tape(), SnapshotPlan.NONE);
    assertThat(end.state()).isEqualTo(State.STOPPED);
    return end;
  }

  private SessionStatus recovered(SnapshotPlan plan) throws InterruptedException {
    SessionFolder folder = folder("halted");
    Disk full = CrashingDisk.withRoomFor(ROOM, folder.tape());
    SessionStatus halted = live(folder, full, plan);
    assertThat(halted.state()).isEqualTo(State.HALTED);
    assertThat(halted.pnl().orElseThrow().realised()).isNotZero();
    new HaltFile(folder.record()).clear();
    return live(folder, folder.tape(), plan);
  }

  @Test
  void itIsWhatEquityHasGainedToTheLastDigit() throws Exception {
    SessionStatus end = twin();
    SessionPnl pnl = end.pnl().orElseThrow();

    assertThat(end.fills()).isGreaterThan(100);
    assertThat(pnl.realised() + pnl.unrealised() - pnl.feesPaid())
        .isEqualTo(end.equity() - Assumptions.papertape().cash());
    assertThat(pnl.instruments()).hasSize(2).allMatch(one -> one.feesPaid() > 0);
    assertThat(pnl.peakEquity()).isGreaterThanOrEqualTo(end.equity());
    assertThat(pnl.deepestDrawdown()).isPositive().isGreaterThanOrEqualTo(pnl.drawdown());
    assertThat(pnl.dayStartEquity()).isNotEqualTo(Assumptions.papertape().cash());
  }

  @Test
  void aRecoveryBySnapshotShowsWhatTheUninterruptedTwinShows() throws Exception {
    SessionStatus end = recovered(plan());

    assertThat(notes).anyMatch(one -> one.kind() == SnapshotNote.Kind.RESUMED);
    assertThat(end.pnl()).isEqualTo(twin().pnl());
  }

  @Test
  void aRecoveryByTapeShowsWhatTheUninterruptedTwinShows() throws Exception {
    assertThat(recovered(SnapshotPlan.NONE).pnl()).isEqualTo(twin().pnl());
  }
}
