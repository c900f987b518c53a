package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.run.StoredEntry;
import io.papertape.workspace.run.StoredJournal;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A session refuses what a backtest on the same instrument refuses for its value.
class MinimumNotionalSessionTest extends StagedSessions {
  private static final String SYMBOL = "SYN2";
  private static final List<String> KINDS = List.of("order", "veto", "fill");

  /// Of ten units at half of the closes.
  private long halfOfTheOrders() {
    long[] closes = store().load("days", SYMBOL, Resolution.DAY).close().clone();
    Arrays.sort(closes);
    return 10 * closes[closes.length / 2];
  }

  private DataStore store() {
    return DataStore.in(new Workspace(first));
  }

  private void describe(long minNotional) {
    Series one = store().get("days").get(SYMBOL, Resolution.DAY);
    Instrument least = one.instrument().withMinNotional(minNotional);
    try (DataSetWriter writer = store().writer("days", DataSetWriter.Mode.APPEND)) {
      writer.series(least, Resolution.DAY, one.origin()).describe(least, one.origin());
      writer.commit();
    }
  }

  private RunFolder backtest() {
    StatedStrategy strategy = new StatedStrategy("crosses", Crosses::new, Map.of());
    return new Backtest(new Workspace(first))
        .run(RunPlan.of(strategy).on(strategy.data("days")), RunProgress.SILENT)
        .folder();
  }

  private static HostedSession ended(HostedSession session) throws InterruptedException {
    Patience.until("end", () -> session.status().state().isOver());
    session.awaitRest();
    return session;
  }

  private static List<String> story(StoredJournal journal) {
    List<String> story = new ArrayList<>();
    for (long seq = 0; seq < journal.size(); seq++) {
      StoredEntry entry = journal.get(seq);
      if (KINDS.contains(entry.kind())) {
        story.add(
            "%s %s %s %s %s"
                .formatted(
                    entry.time(),
                    entry.kind(),
                    entry.text("side"),
                    entry.text("reason"),
                    entry.text("price")));
      }
    }
    return story;
  }

  @Test
  void aSessionAndABacktestRefuseTheSameOrders() throws Exception {
    describe(halfOfTheOrders());
    List<String> run = story(StoredJournal.of(backtest()));
    assertThat(run).anyMatch(line -> line.contains(" veto buy below-min-notional"));
    assertThat(run).anyMatch(line -> line.contains(" order buy"));
    assertThat(run).noneMatch(line -> line.contains(" veto sell"));

    HostedSession session = ended(sessions(first).start(plan("crosses", "replay:days:SYN2@0")));

    SessionFolder folder = session.folder();
    assertThat(story(StoredJournal.of(folder.id(), folder.journal()))).isEqualTo(run);
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
    assertThat(folder.manifest().instruments().getFirst().instrument().minNotional())
        .isEqualTo(halfOfTheOrders());
  }

  @Test
  void anInstrumentWithoutALeastValueIsKeptAsEver() throws Exception {
    HostedSession session = ended(sessions(first).start(plan("crosses", "replay:days:SYN2@0")));

    assertThat(new String(session.folder().manifest().bytes(), StandardCharsets.UTF_8))
        .doesNotContain("minNotional");
  }

  @Test
  void aSessionLikeARunSaysThatItsOrdersHaveAnotherLeastValue() throws Exception {
    RunFolder run = backtest();
    describe(5 * FixedPoint.ONE);

    HostedSession session =
        ended(sessions(first).start(plan("crosses", "replay:days:SYN2@0").like(run.id())));

    assertThat(session.startNotes())
        .containsExactly("Instrument differs from the run's: symbol=SYN2, minNotional=5 (run: 0).");
  }
}
