package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Quotes and trade ticks of the store, more than fit into one of its blocks of 4096 rows, as
/// sessions.
class StoredTicksReplayTest {
  private static final int QUOTES = 3 * 4096 + 1_000;

  @TempDir private Path home;
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

  /// Turns at trade ticks as at quotes.
  private static final class Turns extends Flips {
    @Override
    public void onTradeTick(Context context, int instrument) {
      onQuote(context, instrument);
    }
  }

  @BeforeEach
  void fill() {
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
    new SyntheticQuotes(7, "AAA", QUOTES, 1)
        .generate(DataStore.in(new Workspace(home)), "ticks", DataSetWriter.Mode.CREATE);
  }

  @AfterEach
  void leave() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  private static DataSelection all(Resolution resolution) {
    return new DataSelection(
        "ticks", List.of("AAA"), resolution, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static SessionManifest manifest(PreparedFeed feed) {
    return new SessionManifest(
        1,
        1,
        "test",
        "turns",
        new TreeMap<>(),
        new TreeMap<>(),
        feed.text(),
        Optional.empty(),
        feed.startNanos(),
        feed.startNanos(),
        feed.instruments(),
        Assumptions.papertape(),
        RiskLimits.NONE,
        SequencerSettings.DEFAULT,
        SessionManifest.Recovery.RESUME);
  }

  private List<String> backtest(SessionManifest manifest, Resolution resolution) {
    RunBars market = RunBars.load(new Workspace(home), all(resolution));
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    Simulation.of(new Turns())
        .named("turns")
        .under(manifest.assumptions())
        .manifest(manifest.hash())
        .journal(journal::write, RecordLevel.EACH)
        .on(manifest.instruments().getFirst().instrument(), market.bars().getFirst())
        .ticks(market.quoteHistories().getFirst(), market.tradeHistories().getFirst())
        .run();
    return decided(journal.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /// What was decided, without chain, header and end.
  private static List<String> decided(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.contains("\"kind\":\"header\"") && !line.contains("run-ended"))
        .filter(line -> !line.contains("\"kind\":\"seal\"") && !line.contains("\"operator\""))
        .map(line -> line.substring(line.indexOf("\"kind\"")))
        .map(line -> line.replaceAll("\"cause\":-?\\d+,?", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void aSessionDecidesWhatABacktestOfTheSameTicksDecides(String what) throws Exception {
    Resolution resolution = Resolution.parse(what);
    PreparedFeed feed =
        new ReplayFeeds(new Workspace(home), System::nanoTime)
            .prepare("replay:ticks@0", all(resolution));
    SessionFolder folder =
        SessionFolder.create(new Workspace(home), manifest(feed), home.resolve("turns"));
    assertThat(RunLikeness.ticks(folder.manifest())).contains(resolution);
    SessionStatus end =
        new PaperSession(
                folder.id(),
                folder.manifest(),
                SessionDisks.of(folder),
                new Turns(),
                feed.feed(),
                System::nanoTime,
                SessionListener.NONE)
            .start()
            .await(120_000)
            .orElseThrow();
    assertThat(end.halt()).isEmpty();
    assertThat(uncaught).isEmpty();
    assertThat(decided(Files.readAllLines(folder.journal())))
        .isEqualTo(backtest(folder.manifest(), resolution))
        .hasSizeGreaterThan(QUOTES);
    assertThat(end.fills()).isGreaterThan(100);
    SessionVerifier.Comparison again = SessionVerifier.verify(folder, new Turns());
    assertThat(again.isIdentical()).isTrue();
    assertThat(again.isSealed()).isTrue();
  }
}
