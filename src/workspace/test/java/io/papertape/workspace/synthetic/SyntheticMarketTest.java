package io.papertape.workspace.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.check.SeriesCheck;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticMarketTest {
  @TempDir private Path home;
  private DataStore store;

  @BeforeEach
  void open() {
    store = DataStore.in(new Workspace(home));
  }

  @Test
  void generatorGivesThePublishedSplitMixNumbers() {
    // First outputs for seed 1234567, as published with the reference implementation.
    SplitMix random = new SplitMix(1_234_567);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
  }

  @Test
  void sameSeedGivesTheSameBarsAndAnotherSeedOthers() {
    String hash = market(5).generate(store, "a", Mode.CREATE).hash();
    assertThat(market(5).generate(store, "b", Mode.CREATE).hash()).isEqualTo(hash);
    assertThat(market(6).generate(store, "c", Mode.CREATE).hash()).isNotEqualTo(hash);
  }

  @Test
  void marketHasFatTailsASplitAndAHalt() {
    DataSet set = market(5).generate(store, "a", Mode.CREATE);
    BarColumns first = store.load("a", "SYN1", Resolution.DAY);
    BarColumns last = store.load("a", "SYN3", Resolution.DAY);

    assertThat(set.series()).hasSize(3);
    assertThat(first.size()).isEqualTo(2_000);
    assertThat(last.size()).isEqualTo(1_995);
    double splitMove = (double) first.open()[800] / first.close()[799];
    assertThat(splitMove).isBetween(0.4, 0.6);
    assertThat(SeriesCheck.of(first).sound()).isTrue();
    assertThat(SeriesCheck.of(last).largestStepNanos()).isGreaterThan(7 * 86_400_000_000_000L);
    assertThat(kurtosis(store.load("a", "SYN2", Resolution.DAY))).isGreaterThan(4);
  }

  @Test
  void impossibleMarketIsRefused() {
    assertThatThrownBy(() -> new SyntheticMarket(1, 0, 5, Resolution.DAY))
        .hasMessage(
            "Market out of range: symbols=0, days=5, resolution=1d. Use 1 to 1000 symbols, 1 to"
                + " 20000 days and 1d or less.");
  }

  private static SyntheticMarket market(long seed) {
    return new SyntheticMarket(seed, 3, 2_000, Resolution.DAY);
  }

  private static double kurtosis(BarColumns bars) {
    double second = 0;
    double fourth = 0;
    for (int i = 1; i < bars.size(); i++) {
      double move = (double) bars.close()[i] / bars.close()[i - 1] - 1;
      second += move * move;
      fourth += move * move * move * move;
    }
    int n = bars.size() - 1;
    return fourth / n / (second / n * (second / n));
  }
}
