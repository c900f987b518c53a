package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.strategy.Context;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.RunBars;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    return MadeManifest.of("turns", feed.text(), feed.startNanos(), feed.instruments());
  }

  private List<String> backtest(SessionManifest manifest, Resolution resolution) {
    RunBars market = RunBars.load(new Workspace(home), all(resolution));
    return Decided.backtest(
        manifest,
        new Turns(),
        simulation ->
            simulation
                .on(manifest.instruments().getFirst().instrument(), market.bars().getFirst())
                .ticks(market.quoteHistories().getFirst(), market.tradeHistories().getFirst()));
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
    assertThat(Decided.session(folder))
        .isEqualTo(backtest(folder.manifest(), resolution))
        .hasSizeGreaterThan(QUOTES);
    assertThat(end.fills()).isGreaterThan(100);
    SessionVerifier.Comparison again = SessionVerifier.verify(folder, new Turns());
    assertThat(again.isIdentical()).isTrue();
    assertThat(again.isSealed()).isTrue();
  }
}
