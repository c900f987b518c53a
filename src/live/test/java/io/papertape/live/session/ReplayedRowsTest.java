package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.TickWriter;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a replay of quotes or trade ticks tells that is made again over a store that has changed.
class ReplayedRowsTest {
  @TempDir private Path home;

  @BeforeEach
  void fill() {
    generate(7, 2_000, DataSetWriter.Mode.CREATE);
  }

  private DataStore store() {
    return DataStore.in(new Workspace(home));
  }

  private void generate(long seed, int quotes, DataSetWriter.Mode mode) {
    new SyntheticQuotes(seed, "AAA", quotes, 1).generate(store(), "ticks", mode);
  }

  private ReplayFeeds feeds() {
    return new ReplayFeeds(new Workspace(home), System::nanoTime);
  }

  private static DataSelection all(String resolution) {
    return new DataSelection(
        "ticks",
        List.of("AAA"),
        Resolution.parse(resolution),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private PreparedFeed again(PreparedFeed first, String resolution) {
    return feeds().again(first.text(), all(resolution), first.instruments(), first.replayed());
  }

  private static List<String> told(PreparedFeed prepared) throws InterruptedException {
    List<String> events = new ArrayList<>();
    CountDownLatch end = new CountDownLatch(1);
    FeedSink sink =
        new FeedSink() {
          @Override
          public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
            events.add(event.toString());
          }

          @Override
          public void quarantined(
              int instrument, FeedEvent.OfMarket event, HealthReason reason, long nanos) {}

          @Override
          public void noBars(int instrument, long afterNanos, long beforeNanos) {}

          @Override
          public void input(TapeEvent.InputChange change) {}

          @Override
          public void broke(String why) {
            events.add(why);
            end.countDown();
          }

          @Override
          public void ended() {
            end.countDown();
          }
        };
    try (LiveFeed feed = prepared.feed()) {
      feed.start(sink, Long.MIN_VALUE);
      end.await();
    }
    return events;
  }

  /// The bar of the last minute too is that of the rows from then.
  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void rowsAddedSinceAreNotTold(String resolution) throws Exception {
    PreparedFeed first = feeds().prepare("replay:ticks@0", all(resolution));
    List<String> then = told(first);
    generate(7, 5_000, DataSetWriter.Mode.REPLACE);
    assertThat(told(again(first, resolution))).isEqualTo(then).hasSizeGreaterThan(2_000);
  }

  @Test
  void aRowAddedAtTheTimeOfTheLastIsNotToldEither() throws Exception {
    PreparedFeed first = feeds().prepare("replay:ticks@0", all("trade"));
    List<String> then = told(first);
    try (DataSetWriter writer = store().writer("ticks", DataSetWriter.Mode.APPEND)) {
      Origin origin = new Origin("UTC", "start", List.of(), List.of());
      TickWriter out = writer.ticks(Instrument.crypto("AAA"), Resolution.TRADE, origin);
      out.trade(first.replayed().getFirst().lastNanos(), 10_000_000_000L, 100_000_000L);
      writer.commit();
    }
    assertThat(store().get("ticks").get("AAA", Resolution.TRADE).rows()).isEqualTo(2_001);
    assertThat(told(again(first, "trade"))).isEqualTo(then);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void otherRowsAreRefusedWithBothHashes(String resolution) {
    PreparedFeed first = feeds().prepare("replay:ticks@0", all(resolution));
    first.feed().close();
    generate(8, 2_000, DataSetWriter.Mode.REPLACE);
    assertThatThrownBy(() -> again(first, resolution))
        .isInstanceOf(ChangedDataException.class)
        .hasMessageStartingWith(
            "Replayed data have changed since the session began: dataSet=ticks, symbol=AAA,"
                + " resolution="
                + resolution)
        .hasMessageContaining("hashThen=" + first.replayed().getFirst().hash() + ", hashNow=");
  }
}
