package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // short files read better as lines joined
class CsvBadRowsTest {
  private static final String HEADER = "Date,Open,High,Low,Close,Volume\n";

  @TempDir private Path folder;

  @Test
  void everyBadRowIsRejectedWithItsLineAndReason() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), badRows());
    ImportReport report =
        new CsvImport(new Workspace(folder.resolve("home")), CsvOptions.detected())
            .run("bad", Mode.CREATE, List.of(file));

    assertThat(reasons(report))
        .containsExactly(
            "3 high is below low",
            "4 open is outside low and high",
            "5 close is outside low and high",
            "6 open is zero",
            "7 low is negative",
            "8 close cannot be read: NaN",
            "9 close is empty",
            "10 5 columns instead of 6",
            "11 duplicate time",
            "12 goes back in time",
            "13 time cannot be read: 2024-13-03",
            "14 volume is negative",
            "15 high is out of range: 99999999999",
            "16 volume is out of range: 99999999999999999999",
            "17 high has more than 8 decimals: 12.123456789",
            "18 time of day where the file's first row has only a date",
            "19 mixed zones: this time has an offset, the file's first has none",
            "20 quote is not closed",
            "48 cut short: 1 columns instead of 6 in the last line");
    assertThat(report.accepted()).isEqualTo(1 + 1 + 26);
    assertThat(report.rejected()).isEqualTo(19);
    assertThat(report.findings())
        .containsExactly(
            "bad.csv: the last line has no line end: the file, or its last number, may be cut"
                + " short",
            "bad.csv: 9 bars on days without a session of NYSE, first 2024-01-06T14:30:00Z; they"
                + " have its usual hours");
  }

  private static String badRows() {
    return HEADER
        + "2024-01-02,10,12,9,11,100\n"
        + "2024-01-03,10,8,9,11,100\n"
        + "2024-01-03,13,12,9,11,100\n"
        + "2024-01-03,10,12,9,8,100\n"
        + "2024-01-03,0,12,9,11,100\n"
        + "2024-01-03,10,12,-9,11,100\n"
        + "2024-01-03,10,12,9,NaN,100\n"
        + "2024-01-03,10,12,9,,100\n"
        + "2024-01-03,10,12,9,11\n"
        + "2024-01-02,10,12,9,11,100\n"
        + "2023-12-29,10,12,9,11,100\n"
        + "2024-13-03,10,12,9,11,100\n"
        + "2024-01-03,10,12,9,11,-1\n"
        + "2024-01-03,10,99999999999,9,11,1\n"
        + "2024-01-03,10,12,9,11,99999999999999999999\n"
        + "2024-01-03,10,12.123456789,9,11,1\n"
        + "2024-01-03 09:30,10,12,9,11,1\n"
        + "2024-01-03T09:30:00Z,10,12,9,11,1\n"
        + "\"2024-01-03,10,12,9,11,1\n"
        + "2024-01-04,\"10\",\"12\",9,11,1\n"
        + good(5, 31)
        + "2024-02-0";
  }

  private static List<String> reasons(ImportReport report) throws IOException {
    return Files.readAllLines(report.rejectFile().orElseThrow()).stream()
        .skip(1)
        .map(line -> line.split("\",\"|\",|,\"", -1))
        .map(cells -> cells[1] + " " + cells[2])
        .toList();
  }

  private static String good(int from, int before) {
    StringBuilder text = new StringBuilder();
    for (int day = from; day < before; day++) {
      text.append("2024-01-%02d,10,12,9,11,100\n".formatted(day));
    }
    return text.toString();
  }
}
