package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions over made bars: as a backtest, verified from the tape, recovered, and commanded.
class PaperSessionTest {
  private static final int BARS = 2_000;
  private static final long MINUTE = 60_000_000_000L;

  @TempDir private Path home;
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));
  private final List<BarColumns> bars =
      List.of(MadeMinutes.walk(1, BARS), MadeMinutes.walk(2, BARS));

  private SessionManifest manifest() {
    List<TapeInstrument> taped = new ArrayList<>();
    for (Instrument one : instruments) {
      taped.add(new TapeInstrument(one, "replay", one.symbol(), MINUTE));
    }
    return MadeManifest.of("crosses", "replay:made", feed(0).startNanos(), taped);
  }

  private ReplayFeed feed(double speed) {
    return new ReplayFeed(instruments, bars, List.of(), List.of(), speed, System::nanoTime);
  }

  private SessionFolder folder(SessionManifest manifest) {
    return SessionFolder.create(new Workspace(home), manifest, home.resolve("crosses"));
  }

  private PaperSession session(SessionFolder folder, Strategy strategy, LiveFeed feed) {
    return new PaperSession(
        folder.id(),
        folder.manifest(),
        SessionDisks.of(folder),
        strategy,
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  private void runToItsEnd(SessionFolder folder) throws InterruptedException {
    assertThat(session(folder, new Crosses(), feed(0)).start().await(60_000)).isPresent();
  }

  private List<String> backtest(SessionManifest manifest) {
    return Decided.backtest(
        manifest,
        new Crosses(),
        simulation -> {
          for (int i = 0; i < instruments.size(); i++) {
            simulation.on(instruments.get(i), bars.get(i));
          }
        });
  }

  @Test
  void aSessionDecidesWhatABacktestOfItsDataDecides() throws Exception {
    SessionFolder folder = folder(manifest());
    SessionStatus end = session(folder, new Crosses(), feed(0)).start().await(60_000).orElseThrow();
    assertThat(end.halt()).isEmpty();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.dropped()).isEmpty();
    List<String> journal = Files.readAllLines(folder.journal());
    assertThat(Decided.session(folder))
        .isEqualTo(backtest(folder.manifest()))
        .hasSizeGreaterThan(BARS);
    assertThat(end.fills()).isGreaterThan(50);
    SessionVerifier.Comparison comparison = SessionVerifier.verify(folder, new Crosses());
    assertThat(comparison)
        .isEqualTo(
            new SessionVerifier.Comparison(
                journal.size(),
                end.moments(),
                0,
                0,
                0,
                true,
                Optional.empty(),
                new TapeExtent(end.moments(), 0, true, Optional.empty())));
  }

  @Test
  void aChangedEntryIsNamedWithBothSides() throws Exception {
    SessionFolder folder = folder(manifest());
    runToItsEnd(folder);
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.journal()));
    int at = 700;
    while (!lines.get(at).contains("\"kind\":\"hold\"")) {
      at++;
    }
    lines.set(at, lines.get(at).replace("\"kind\":\"hold\"", "\"kind\":\"told\""));
    Files.write(folder.journal(), lines);
    SessionVerifier.Parting parting =
        SessionVerifier.verify(folder, new Crosses()).parting().orElseThrow();
    assertThat(parting.seq()).isEqualTo(at);
    assertThat(parting.stored()).contains("\"kind\":\"told\"");
    assertThat(parting.replayed()).contains("\"kind\":\"hold\"");
  }

  @Test
  void aCutJournalLacksWhatFollowsFromTheTape() throws Exception {
    SessionFolder folder = folder(manifest());
    runToItsEnd(folder);
    List<String> lines = Files.readAllLines(folder.journal());
    Files.write(folder.journal(), lines.subList(0, 1_000));
    SessionVerifier.Comparison cut = SessionVerifier.verify(folder, new Crosses());
    assertThat(cut.isIdentical()).isFalse();
    assertThat(cut.isSealed()).isFalse();
    assertThat(cut.entries()).isEqualTo(1_000);
    assertThat(cut.missing()).isGreaterThan(2_000);
    assertThat(cut.lost()).isEqualTo(lines.size() - 1_000);
  }

  @Test
  void theOperatorPausesResumesAndStops() throws Exception {
    SessionFolder folder = folder(manifest());
    PaperSession session = session(folder, new Crosses(), feed(60_000));
    session.start();
    until(session, 100);
    session.command(Command.PAUSE, "ada", "lunch");
    until(session, State.PAUSED);
    session.command(Command.RESUME, "ada", "back");
    until(session, State.RUNNING);
    session.command(Command.STOP, "ada", "enough");
    SessionStatus end = session.await(10_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(Files.readString(folder.journal()))
        .contains("\"action\":\"pause\",\"who\":\"ada\",\"why\":\"lunch\"")
        .contains("\"action\":\"stop\"");
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void theKillSwitchWorksWhileAStrategyHangs() throws Exception {
    SessionFolder folder = folder(manifest());
    Crosses.Hanging hanging = new Crosses.Hanging(500);
    PaperSession session = session(folder, hanging, feed(0)).start();
    hanging.hangs.await();
    assertThat(session.kill("ada", "it hangs", true)).isEqualTo("halted");
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt()).get().asString().contains("kill-switch: ada: it hangs");
    assertThat(Files.readString(folder.path().resolve("record/halt.json"))).contains("ada");
  }

  private static void until(PaperSession session, int entries) throws InterruptedException {
    Patience.until("entries=" + entries, () -> session.status().entries() >= entries);
  }

  private static void until(PaperSession session, State state) throws InterruptedException {
    Patience.until("state=" + state, () -> session.status().state() == state);
  }

  @Test
  void aRecoveredSessionGoesOnWhereItsTapeEnds() throws Exception {
    SessionFolder folder = folder(manifest());
    CrashingDisk crashing = new CrashingDisk(folder.tape(), 3);
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            new SessionDisks(crashing, folder.record()),
            new Crosses(),
            feed(0),
            System::nanoTime,
            SessionListener.NONE);
    SessionStatus halted = session.start().await(60_000).orElseThrow();
    assertThat(halted.state()).isEqualTo(State.HALTED);
    assertThat(halted.halt()).get().asString().contains("disk-failed").contains("no space left");
    long before = Files.size(folder.journal());
    Files.delete(folder.path().resolve("record/halt.json"));
    SessionStatus end = session(folder, new Crosses(), feed(0)).start().await(60_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(Files.size(folder.journal())).isGreaterThan(before);
    assertThat(Files.readString(folder.journal())).contains("\"reason\":\"restart\"");
    SessionVerifier.Comparison comparison = SessionVerifier.verify(folder, new Crosses());
    assertThat(comparison.isIdentical()).isTrue();
    assertThat(comparison.isSealed()).isTrue();
    assertThat(Decided.session(folder))
        .filteredOn(line -> !line.contains("market-gap"))
        .isEqualTo(backtest(folder.manifest()));
  }
}
