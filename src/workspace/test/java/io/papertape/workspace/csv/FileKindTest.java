package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // short files read better as lines joined
class FileKindTest {
  private static final String TEXT =
      "Date,Open,High,Low,Close\n2024-01-02,10,12,9,11\n2024-01-03,10,12,9,11\n";

  @TempDir private Path folder;

  @Test
  void utf16IsNamedWithItsWayOut() throws IOException {
    String message =
        "File is UTF-16 text: file=%s, firstBytes=%s. Save it as UTF-8, for example with iconv"
            + " -f UTF-16 -t UTF-8.";
    Path file = folder.resolve("a.csv");
    String little = message.formatted(file, "FF FE");
    assertRefused(file, ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE), little);
    String big = message.formatted(file, "FE FF");
    assertRefused(file, TEXT.getBytes(StandardCharsets.UTF_16), big);
    String unmarked = message.formatted(file, "44 00");
    assertRefused(file, TEXT.getBytes(StandardCharsets.UTF_16LE), unmarked);
  }

  @Test
  void whatIsNoTextIsNamed() throws IOException {
    Path file = folder.resolve("b.csv");
    assertNoCsv(file, "ARROW1\u0000".getBytes(StandardCharsets.UTF_8), "an Arrow file");
    assertNoCsv(file, "<!DOCTYPE html><p>no".getBytes(StandardCharsets.UTF_8), "a web page");
    assertNoCsv(file, CsvFixtures.zip("[Content_Types].xml,xl", "x"), "an Excel workbook");
    byte[] binary = {'a', 'b', 1, 2, 3, 4, 5, 6, 7};
    assertNoCsv(file, binary, "a binary file, byte 01 at 2");
    assertNoCsv(file, new byte[2 << 20], "a binary file, byte 00 at 0");
    assertNoCsv(file, CsvFixtures.gzip("PAR1 and so on"), "a Parquet file");
  }

  @Test
  void utf8WithItsMarkIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "\uFEFF" + TEXT);
    assertThat(run(file).accepted()).isEqualTo(2);
  }

  @Test
  void decimalCommasAndThousandsSeparatorsAreNamed() throws IOException {
    String row = "\n2024-01-02;%s;12;9;11\n";
    String header = "Date;Open;High;Low;Close";
    Path file = folder.resolve("d.csv");
    for (String[] one :
        new String[][] {
          {"10,5", "a decimal comma; write a decimal point"},
          {"1,234", "a comma; write a decimal point, and no thousands separators"},
          {"1,234.50", "thousands separators; leave them out"},
          {"1 234", "thousands separators; leave them out"},
          {"1,234,567", "thousands separators; leave them out"},
          {
            "1.234,50",
            "thousands separators and a decimal comma; write a decimal point and no separators"
          },
        }) {
      Files.writeString(file, header + row.formatted(one[0]));
      assertThatThrownBy(() -> run(file))
          .hasMessage(
              ("No row could be used: accepted=0, rejected=1, first=line 2: open cannot be read: "
                      + "%s (%s), rejectFile=%s. Check the columns and formats; the store is as it"
                      + " was.")
                  .formatted(one[0], one[1], workspace().rejects().resolve("d.csv")));
    }
  }

  @Test
  void decimalCommasInEveryPriceDoNotHideTheDelimiter() throws IOException {
    Path file = folder.resolve("e.csv");
    Files.writeString(file, "Date;Open;High;Low;Close\n2024-01-02;10,5;12,5;9,5;11,5\n");
    assertThatThrownBy(() -> run(file))
        .hasMessageContaining("open cannot be read: 10,5 (a decimal comma; write a decimal point)");

    Files.writeString(file, "Date,Open,High,Low,Close\n2024-01-02,10,5,12,5,9,5,11,5\n");
    assertThatThrownBy(() -> run(file))
        .hasMessage(
            ("Rows do not have the named columns: file=%s, named=5, firstRow=9, row=2024-01-02,"
                    + "10,5,12,5,9,5,11,5. Write numbers with a point, not with a"
                    + " decimal comma.")
                .formatted(file));
  }

  private void assertNoCsv(Path file, byte[] bytes, String found) throws IOException {
    String message = "File is no CSV: file=%s, found=%s. Export it as CSV in UTF-8.";
    assertRefused(file, bytes, message.formatted(file, found));
  }

  private void assertRefused(Path file, byte[] bytes, String message) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> run(file)).isInstanceOf(WorkspaceException.class).hasMessage(message);
    assertThat(DataStore.in(workspace()).names()).isEmpty();
  }

  private ImportReport run(Path file) {
    return new CsvImport(workspace(), CsvOptions.detected())
        .run(CsvImport.defaultName(file), Mode.CREATE, List.of(file));
  }

  private Workspace workspace() {
    return new Workspace(folder.resolve("home"));
  }
}
