package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.check.SessionCheck;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledSamplesTest {
  private static final BundledSamples BUNDLED =
      new BundledSamples(Path.of(System.getProperty("papertape.root")));

  @TempDir Path home;

  @Test
  void aSampleIsImportedWhenItIsFirstAskedFor() {
    Workspace workspace = new Workspace(home);
    assertThat(BUNDLED.provide(workspace, "synthetic-us"))
        .contains("Imported the bundled synthetic data set synthetic-us: series=8, bars=25035");
    assertThat(BUNDLED.provide(workspace, "synthetic-us")).isEmpty();
    assertThat(BUNDLED.provide(workspace, "no-such-set")).isEmpty();
  }

  @Test
  void theSamplesAreWhatTheirReadmeSaysMadeThem() {
    assertMadeBy("synthetic-us", new SyntheticMarket(2026, 8, 3130, Resolution.DAY));
    assertMadeBy("synthetic-minute", new SyntheticMarket(2027, 3, 20, Resolution.parse("1m")));
    assertThat(BUNDLED.names()).containsExactly("synthetic-minute", "synthetic-us");
  }

  private void assertMadeBy(String name, SyntheticMarket market) {
    Workspace imported = new Workspace(home.resolve("imported"));
    BUNDLED.provide(imported, name);
    DataStore generated = DataStore.in(new Workspace(home.resolve("generated")));
    DataSet made = market.generate(generated, name, DataSetWriter.Mode.CREATE);
    assertThat(DataStore.in(imported).get(name).series().stream().map(Series::hash))
        .containsExactlyElementsOf(made.series().stream().map(Series::hash).toList());
    assertThat(DataStore.in(imported).get(name).actions()).isEqualTo(made.actions());
    assertThat(made.actions("SYN1").actions()).hasSize(1);
  }

  @Test
  void everyBarLiesInASessionAndOnlyTheHaltIsMissing() {
    Workspace workspace = new Workspace(home);
    for (String name : BUNDLED.names()) {
      BUNDLED.provide(workspace, name);
      DataStore store = DataStore.in(workspace);
      DataSet set = store.get(name);
      for (Series series : set.series()) {
        TradingCalendar calendar = TradingCalendar.byName(series.instrument().calendar());
        SessionCheck check = SessionCheck.of(store.load(set, series), calendar);
        assertThat(check.outside()).as(series.symbol()).isZero();
        assertThat(check.missing()).isEqualTo(series.equals(set.series().getLast()) ? 5 : 0);
      }
    }
  }

  @Test
  void aDataSetOfOnesOwnComesFirst() {
    Workspace workspace = new Workspace(home);
    DataStore store = DataStore.in(workspace);
    DataSet own =
        new SyntheticMarket(1, 1, 5, Resolution.DAY)
            .generate(store, "synthetic-us", DataSetWriter.Mode.CREATE);
    assertThat(BUNDLED.provide(workspace, "synthetic-us")).isEmpty();
    assertThat(store.get("synthetic-us").hash()).isEqualTo(own.hash());
  }
}
