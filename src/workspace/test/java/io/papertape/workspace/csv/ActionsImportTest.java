package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsImportTest {
  private static final String HEADER = "symbol,ex_date,kind,ratio,amount\n";

  @TempDir private Path folder;
  private Workspace workspace;

  /// A share that falls from 100 to 25 on 2024-01-04 as a 4:1 split makes it.
  @BeforeEach
  void importBars() throws IOException {
    workspace = new Workspace(folder.resolve("home"));
    Path bars =
        Files.writeString(
            folder.resolve("ACME.csv"),
            """
            Date,Open,High,Low,Close,Volume
            2024-01-02,100,100,100,100,5
            2024-01-03,100,100,100,100,5
            2024-01-04,25,25,25,25,5
            2024-01-05,25,25,25,25,5
            """);
    new CsvImport(workspace, CsvOptions.detected()).run("us", Mode.CREATE, List.of(bars));
  }

  @Test
  void readsSplitsAndDividends() throws IOException {
    ActionsImport.Report report =
        run(HEADER + "ACME,2024-01-04,split,4:1,\nACME,2024-01-05,Dividend,,0.125\n");

    assertThat(report.actions()).isEqualTo(2);
    assertThat(report.findings()).isEmpty();
    assertThat(texts(report.dataSet()))
        .containsExactly("2024-01-04 split 4:1", "2024-01-05 dividend 0.125");
  }

  @Test
  void oneValueColumnIsEnoughAndAWholeRatioIsNewForOne() throws IOException {
    assertThat(texts(run("kind,symbol,ex_date,ratio\nsplit,ACME,2024-01-04,4\n").dataSet()))
        .containsExactly("2024-01-04 split 4:1");
  }

  @Test
  void actionsOfQuotesAreStoredAndHeldAgainstNothing() throws IOException {
    Origin origin = new Origin("UTC", "start", List.of(), List.of());
    try (DataSetWriter writer = DataStore.in(workspace).writer("us", Mode.APPEND)) {
      writer
          .ticks(Instrument.equity("QUOT"), Resolution.QUOTE, origin)
          .quote(1, FixedPoint.ofUnits(99), 0, FixedPoint.ofUnits(100), 0);
      writer.commit();
    }
    ActionsImport.Report report = run(HEADER + "QUOT,2024-01-04,split,4:1,\n");
    assertThat(report.findings()).containsExactly("QUOT has no bars to hold its actions against");
  }

  @Test
  void exportedActionsComeBack() throws IOException {
    String text =
        HEADER
            + "ACME,2023-05-02,split,1:20,\nACME,2024-01-04,split,4:1,\n"
            + "ACME,2024-01-05,dividend,,0.125\n";
    DataSet set = run(text).dataSet();
    assertThat(ActionsImport.csv(set.actions())).isEqualTo(text);
  }

  @Test
  void actionsThatDoNotGoWithTheBarsAreFindings() throws IOException {
    ActionsImport.Report report =
        run(
            HEADER
                + "ACME,2024-01-03,split,2:1,\n"
                + "ACME,2024-01-05,dividend,,25\n"
                + "ACME,2024-01-06,dividend,,1\n");
    assertThat(report.findings())
        .containsExactly(
            "ACME 2024-01-03 split 2:1: the price moved by a factor of 1.000 there, as if the bars"
                + " were adjusted already",
            "ACME 2024-01-05 dividend 25: not below the close before it",
            "ACME 2024-01-06 dividend 1: no session of NYSE on that day");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AMD,2024-01-04,split,4:1,|No such symbol: dataSet=us, symbol=AMD. It holds: ACME 1d.",
        "ACME,04.01.2024,split,4:1,|Text '04.01.2024' could not be parsed at index 0.",
        "ACME,2024-01-04,merger,4:1,|A merger has no ratio.",
        "ACME,2024-01-04,spinoff,,1|Unknown kind: kind=spinoff. Use split or dividend.",
        "ACME,2024-01-04,split,4/1,|Not a ratio: ratio=4/1. Write new for old shares, such as 4:1"
            + " or 1:20.",
        "ACME,2024-01-04,split,0:1,|Split has no ratio: exDate=2024-01-04, numerator=0,"
            + " denominator=1. Both are above zero.",
        "ACME,2024-01-04,split,3:3,|Split changes nothing: ratio=3:3. Leave it out.",
        "ACME,2024-01-04,split,4:1,2|A split has no amount.",
        "ACME,2024-01-04,dividend,,0|Dividend pays nothing: exDate=2024-01-04, amountPerShare=0. It"
            + " is above zero.",
        "ACME,2024-01-04,dividend,,0.123456789|Not a fixed-point number: text=0.123456789. At most"
            + " 8 decimals and below 10^10.",
        "ACME,2024-01-04,dividend,,|Not a fixed-point number: text=. At most 8 decimals and below"
            + " 10^10.",
        "ACME,2024-01-04,split|3 columns instead of 5.",
      })
  void badLineIsAnErrorAndTheStoreStays(String line, String reason) throws IOException {
    String hash = DataStore.in(workspace).get("us").hash();
    Path file = write(HEADER + "ACME,2024-01-05,dividend,,0.125\n" + line + "\n");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Corporate action cannot be used: file=%s, line=3, text=%s, reason=%s The "
                    + "store is as it was.")
                .formatted(file, line, reason));
    assertThat(DataStore.in(workspace).get("us").hash()).isEqualTo(hash);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path noHeader = write("ACME,2024-01-04,split,4:1,\n");
    assertThatThrownBy(() -> run(noHeader))
        .hasMessage(
            ("Header does not fit: file=%s, header=ACME,2024-01-04,split,4:1,. Name "
                    + "symbol,ex_date,kind and ratio, amount or both.")
                .formatted(noHeader));
    Path empty = write(HEADER);
    assertThatThrownBy(() -> run(empty))
        .hasMessage(
            "File has no corporate actions: file=%s. A line is symbol,ex_date,kind,ratio or amount."
                .formatted(empty));
  }

  private static List<String> texts(DataSet set) {
    return set.actions("ACME").actions().stream().map(ActionText::of).toList();
  }

  private ActionsImport.Report run(String text) throws IOException {
    return run(write(text));
  }

  private ActionsImport.Report run(Path file) throws IOException {
    return new ActionsImport(workspace).run(file, "us", Mode.CREATE);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("actions.csv"), text);
  }
}
