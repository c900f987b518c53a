package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.AssetClass;
import io.papertape.market.BarColumns;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an import that goes on with a stored series takes from it.
class AppendImportTest {
  private static final String FIRST =
      "date,open,high,low,close\n2024-03-08,1,1,1,1\n2024-03-09,1,1,1,1\n";
  private static final String NEXT =
      "date,open,high,low,close\n2024-03-11,1,1,1,1\n2024-03-12,1,1,1,1\n";

  @TempDir private Path folder;
  private Workspace workspace;

  @BeforeEach
  void storeACoinThatItsNameDoesNotTell() throws IOException {
    workspace = new Workspace(folder.resolve("home"));
    imported(coin(), Mode.CREATE, FIRST);
  }

  @Test
  void laterBarsHaveTheSessionsOfTheStoredCalendar() throws IOException {
    ImportReport report = imported(CsvFixtures.symbol("FOO"), Mode.APPEND, NEXT);

    assertThat(report.findings()).isEmpty();
    assertThat(report.assumptions().getFirst()).contains("times year-month-day, zone Z, stamped");
    assertThat(spans(report))
        .endsWith(
            "2024-03-11T00:00:00Z/2024-03-12T00:00:00Z",
            "2024-03-12T00:00:00Z/2024-03-13T00:00:00Z");
  }

  @Test
  void soHaveThoseOfAFileWithASymbolColumn() throws IOException {
    ImportReport report =
        imported(
            CsvOptions.detected(),
            Mode.APPEND,
            "date,symbol,open,high,low,close\n2024-03-11,FOO,1,1,1,1\n2024-03-12,FOO,1,1,1,1\n");

    assertThat(spans(report)).endsWith("2024-03-12T00:00:00Z/2024-03-13T00:00:00Z");
  }

  @Test
  void anOptionThatSaysWhatIsStoredIsTaken() throws IOException {
    ImportReport report = imported(coin(), Mode.APPEND, NEXT);

    assertThat(report.accepted()).isEqualTo(2);
  }

  @Test
  void anOptionThatContradictsWhatIsStoredIsRefused() {
    assertRefused(
        options(Optional.of(AssetClass.FX), Optional.empty(), Optional.empty()),
        "like=fx, stored=crypto. Leave --like out");
    assertRefused(
        options(Optional.empty(), Optional.of("EUR"), Optional.empty()),
        "currency=EUR, stored=USD. Leave --currency out");
    assertRefused(
        options(Optional.empty(), Optional.empty(), Optional.of("NYSE")),
        "calendar=NYSE, stored=24/7. Leave --calendar out");
    assertThat(DataStore.in(workspace).get("set").series().getFirst().rows()).isEqualTo(2);
  }

  @Test
  void quotesAreRefusedLikewise() throws IOException {
    String header = "time,bid,ask\n";
    imported(coin(), Mode.APPEND, header + "2024-03-09T10:00:00Z,1,2\n");

    assertThatThrownBy(
            () ->
                imported(
                    options(Optional.empty(), Optional.empty(), Optional.of("NYSE")),
                    Mode.APPEND,
                    header + "2024-03-09T11:00:00Z,1,2\n"))
        .hasMessage(
            "Option contradicts what is stored: symbol=FOO, calendar=NYSE, stored=24/7. Leave"
                + " --calendar out, or import everything anew with --replace.");
  }

  private void assertRefused(CsvOptions options, String reason) {
    assertThatThrownBy(() -> imported(options, Mode.APPEND, NEXT))
        .isInstanceOfSatisfying(
            WorkspaceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .hasMessage(
            "Option contradicts what is stored: symbol=FOO, %s, or import everything anew with"
                    .formatted(reason)
                + " --replace.");
  }

  private ImportReport imported(CsvOptions options, Mode mode, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), text);
    return new CsvImport(workspace, options).run("set", mode, List.of(file));
  }

  private List<String> spans(ImportReport report) {
    DataSet set = report.dataSet();
    Series series = set.series().getFirst();
    BarColumns bars = DataStore.in(workspace).load(set, series);
    return IntStream.range(0, bars.size())
        .mapToObj(
            i ->
                Times.instant(bars.openTimeNanos()[i])
                    + "/"
                    + Times.instant(bars.closeTimeNanos()[i]))
        .toList();
  }

  private static CsvOptions coin() {
    return options(Optional.of(AssetClass.CRYPTO), Optional.of("USD"), Optional.empty());
  }

  private static CsvOptions options(
      Optional<AssetClass> like, Optional<String> currency, Optional<String> calendar) {
    return new CsvOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of("FOO"),
        like,
        currency,
        calendar,
        false,
        OptionalDouble.empty(),
        false);
  }
}
