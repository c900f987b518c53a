package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays of data that lack something decide what a backtest of them decides.
class ReplayedGapsTest {
  private static final int BARS = 300;
  private static final long MINUTE = 60_000_000_000L;

  @TempDir private Path home;
  private final List<Instrument> instruments =
      List.of(Instrument.crypto("AAA"), Instrument.crypto("BBB"));

  private SessionManifest manifest(long startNanos) {
    return new SessionManifest(
        1,
        1,
        "test",
        "crosses",
        new TreeMap<>(),
        new TreeMap<>(),
        "replay:made",
        Optional.empty(),
        startNanos,
        startNanos,
        instruments.stream()
            .map(one -> new TapeInstrument(one, "replay", one.symbol(), MINUTE))
            .toList(),
        Assumptions.papertape(),
        RiskLimits.NONE,
        SequencerSettings.DEFAULT,
        SessionManifest.Recovery.RESUME);
  }

  private List<String> session(List<BarColumns> bars) throws Exception {
    ReplayFeed feed = new ReplayFeed(instruments, bars, List.of(), List.of(), 0, System::nanoTime);
    SessionFolder folder =
        SessionFolder.create(
            new Workspace(home), manifest(feed.startNanos()), home.resolve("crosses"));
    SessionStatus end =
        new PaperSession(
                folder.id(),
                folder.manifest(),
                SessionDisks.of(folder),
                new Crosses(),
                feed,
                System::nanoTime,
                SessionListener.NONE)
            .start()
            .await(60_000)
            .orElseThrow();
    assertThat(end.halt()).isEmpty();
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
    return decided(Files.readAllLines(folder.journal()));
  }

  private List<String> backtest(List<BarColumns> bars) {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    Simulation simulation =
        Simulation.of(new Crosses())
            .named("crosses")
            .under(Assumptions.papertape())
            .manifest("test")
            .journal(journal::write, RecordLevel.EACH);
    for (int i = 0; i < instruments.size(); i++) {
      simulation.on(instruments.get(i), bars.get(i));
    }
    simulation.run();
    return decided(journal.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /// What was decided, without chain, header and end.
  private static List<String> decided(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.contains("\"kind\":\"header\"") && !line.contains("run-ended"))
        .filter(line -> !line.contains("\"kind\":\"seal\"") && !line.contains("\"operator\""))
        .filter(line -> !line.contains("market-gap"))
        .map(line -> line.substring(line.indexOf("\"kind\"")))
        .map(line -> line.replaceAll("\"cause\":-?\\d+,?", ""))
        .toList();
  }

  /// At the end of a replay its clock stands at its last event, and no grace is over.
  @Test
  void theLastBarIsToldThoughAnotherInstrumentHasNone() throws Exception {
    List<BarColumns> bars =
        List.of(MadeMinutes.walk(1, BARS), MadeMinutes.walk(2, BARS).slice(0, BARS - 1));
    assertThat(session(bars)).isEqualTo(backtest(bars)).hasSizeGreaterThan(BARS);
  }
}
