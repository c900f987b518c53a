package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction.Split;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.check.ActionCheck;
import io.papertape.workspace.check.SessionCheck;
import io.papertape.workspace.csv.ImportReport;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brings the real folder into the store; row counts and dates are those of the files.
class LeanImportTest {
  private static final List<String> FIVE = List.of("SPY", "AAPL", "IBM", "BAC", "IWM");

  @TempDir private Path home;
  private DataStore store;

  @BeforeEach
  void open() {
    store = DataStore.in(new Workspace(home));
  }

  @Test
  void fiveSharesComeWithTheirBarsAndActions() {
    ImportReport report = run("us", Mode.CREATE, FIVE, "1d");

    DataSet set = report.dataSet();
    assertThat(set.series().stream().map(s -> s.symbol() + " " + s.rows() + " " + firstDay(s)))
        .containsExactly(
            "AAPL 5849 1998-01-02",
            "BAC 5661 1998-10-01",
            "IBM 5849 1998-01-02",
            "IWM 5244 2000-05-26",
            "SPY 5849 1998-01-02");
    assertThat(report.accepted()).isEqualTo(5849 * 3 + 5661 + 5244);
    assertThat(report.findings())
        .containsExactly(
            "AAPL 2009-09-21T13:30:00Z: low 10.59 is a factor of 17.4 below open and close",
            "AAPL 2010-08-31T13:30:00Z: low 25.3 is a factor of 9.6 below open and close",
            "AAPL 2011-01-03T14:30:00Z: low 32.65 is a factor of 10.0 below open and close");
    assertThat(splits("AAPL")).containsExactly("2:1", "2:1", "7:1", "4:1");
    assertThat(splits("BAC")).containsExactly("2:1");
    assertThat(store.actions("us", "IBM").actions()).hasSize(94);
    assertThat(report.assumptions())
        .contains(
            "Lean folder: raw prices in US dollars, times in New York, daily bars from open to"
                + " close of the session, half days too",
            "IBM: map file: the company from 1998-01-02",
            "IBM: 1 split and 93 dividends recovered from 95 rows of the factor file, all of which"
                + " come back to their printed digits",
            "BAC: map file: the company from 1998-10-01, before that as nb");
    assertThat(set.get("SPY", Resolution.DAY).origin().sources().stream().map(s -> s.name()))
        .containsExactly("daily/spy.zip", "factor_files/spy.csv", "map_files/spy.csv");
  }

  @Test
  void realSharesHaveABarInEverySessionAndActionsThatFit() {
    DataSet set = run("us", Mode.CREATE, FIVE, "1d").dataSet();
    for (Series series : set.series()) {
      BarColumns bars = store.load(set, series);
      SessionCheck check = SessionCheck.of(bars, TradingCalendar.nyse());
      assertThat(check.sessions()).as(series.symbol()).isEqualTo(series.rows());
      assertThat(check.missing() + check.outside()).as(series.symbol()).isZero();
      assertThat(ActionCheck.of(bars, set.actions(series.symbol()), TradingCalendar.nyse()))
          .as(series.symbol())
          .isEmpty();
    }
  }

  @Test
  void minutesOfAllDaysBecomeOneSeries() {
    ImportReport report = run("minutes", Mode.CREATE, List.of("aapl"), "1m");

    Series series = report.dataSet().series().getFirst();
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    int expected =
        folder.minuteDays("aapl").stream().mapToInt(d -> folder.minutes("aapl", d).size()).sum();
    assertThat(folder.minuteDays("aapl")).hasSize(3);
    assertThat(series.rows()).isEqualTo(expected).isGreaterThan(3 * 390);
    assertThat(firstDay(series)).isEqualTo("2014-06-05");
    assertThat(series.origin().sources().getFirst().name()).isEqualTo("minute/aapl, 3 files");
  }

  @Test
  void hoursBecomeASeriesBesideTheDays() {
    run("us", Mode.CREATE, List.of("SPY"), "1d");
    DataSet set = run("us", Mode.APPEND, List.of("SPY"), "1h").dataSet();

    assertThat(set.get("SPY", Resolution.parse("1h")).rows()).isEqualTo(40_832);
    assertThat(set.get("SPY", Resolution.DAY).rows()).isEqualTo(5_849);
  }

  @Test
  void appendingTheSameFolderAddsNothing() {
    String hash = run("us", Mode.CREATE, List.of("AAPL"), "1d").dataSet().hash();
    ImportReport again = run("us", Mode.APPEND, List.of("AAPL"), "1d");

    assertThat(again.accepted()).isZero();
    assertThat(again.findings())
        .containsExactly("5849 bars not after the stored ones were left out");
    assertThat(again.dataSet().hash()).isEqualTo(hash);
  }

  @Test
  void factorsThatDoNotComeBackAreFindings() {
    ImportReport report = run("aig", Mode.CREATE, List.of("AIG"), "1d");
    assertThat(report.findings()).hasSize(5);
    assertThat(report.findings().getFirst())
        .isEqualTo("AIG 2009-05-05T13:30:00Z: high 20.98 is a factor of 12.2 above open and close");
    assertThat(report.findings().subList(1, 5)).allMatch(text -> text.startsWith("AIG: factor "));
  }

  @Test
  void theFolderOfEquitiesItselfWillDo() {
    LeanFolder inner = new LeanFolder(LeanReference.lean().resolve("equity/usa"));
    assertThat(inner.tickers()).contains("spy");
    assertThat(inner.name()).isEqualTo("lean");
  }

  @Test
  void unknownTickerNamesThoseThereAre() {
    LeanReference.lean(); // skips here; inside the assertion a skip would count as what was thrown
    assertThatThrownBy(() -> run("x", Mode.CREATE, List.of("SPY", "NOPE"), "1h"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "No such ticker: ticker=NOPE, resolution=1h. There are: aapl, aig, bac, ibm, spy.");
    assertThat(store.names()).isEmpty();
  }

  @Test
  void folderOfAnotherLayoutIsRefused() throws IOException {
    Path other = Files.createDirectories(home.resolve("other"));
    assertThatThrownBy(() -> new LeanFolder(other))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("No Lean data folder: folder=%s. Give the folder that contains equity/usa, "
                    + "or equity/usa itself.")
                .formatted(other));
  }

  @Test
  void emptyFolderAndOtherResolutionsAreRefused() throws IOException {
    Path usa = Files.createDirectories(home.resolve("lean/equity/usa"));
    LeanImport lean = new LeanImport(new Workspace(home), new LeanFolder(home.resolve("lean")));
    assertThatThrownBy(() -> lean.run("x", Mode.CREATE, List.of(), Resolution.DAY))
        .hasMessage(
            "No bars of the resolution: resolution=1d, folder=%s. Choose another --resolution."
                .formatted(usa.resolve("daily")));
    assertThatThrownBy(() -> lean.run("x", Mode.CREATE, List.of(), Resolution.parse("5m")))
        .hasMessage("A Lean folder is read at other resolutions: resolution=5m. Use 1d, 1h or 1m.");
  }

  private ImportReport run(String name, Mode mode, List<String> tickers, String resolution) {
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    return new LeanImport(new Workspace(home), folder)
        .run(name, mode, tickers, Resolution.parse(resolution));
  }

  private List<String> splits(String symbol) {
    return store.actions("us", symbol).actions().stream()
        .filter(Split.class::isInstance)
        .map(Split.class::cast)
        .map(split -> split.numerator() + ":" + split.denominator())
        .toList();
  }

  private static String firstDay(Series series) {
    return Times.instant(series.firstOpenNanos()).toString().substring(0, 10);
  }
}
