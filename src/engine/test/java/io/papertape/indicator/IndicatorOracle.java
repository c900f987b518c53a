package io.papertape.indicator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Known answers that lie beside the project; tests skip where they are absent.
final class IndicatorOracle {
  private static final long MINUTE = 60_000_000_000L;

  private IndicatorOracle() {}

  static Path folder() {
    Path folder =
        Path.of(System.getProperty("papertape.root", "."), "..", "shared", "oracles").normalize();
    assumeTrue(Files.isDirectory(folder), "Known answers are absent: ../shared/oracles");
    return folder;
  }

  /// Rows of a CSV file, header first; empty cells are kept.
  static List<String[]> rows(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      List<String[]> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          rows.add(line.strip().split(",", -1));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The bars of an input file.
  static BarColumns input(String dataset) {
    return bars(rows(folder().resolve("inputs/" + dataset + ".csv.gz")));
  }

  /// Bars from rows with a header, one a minute: the close stands in for prices the table lacks,
  /// 0
  /// for its volume.
  static BarColumns bars(List<String[]> rows) {
    int close = index(rows, "close", -1);
    int open = index(rows, "open", close);
    int high = index(rows, "high", close);
    int low = index(rows, "low", close);
    int volume = index(rows, "volume", -1);
    int size = rows.size() - 1;
    long[][] columns = new long[7][size];
    for (int i = 0; i < size; i++) {
      String[] row = rows.get(i + 1);
      columns[0][i] = i * MINUTE;
      columns[1][i] = (i + 1) * MINUTE;
      columns[2][i] = FixedPoint.parse(row[open]);
      columns[3][i] = FixedPoint.parse(row[high]);
      columns[4][i] = FixedPoint.parse(row[low]);
      columns[5][i] = FixedPoint.parse(row[close]);
      columns[6][i] = volume < 0 ? 0 : new BigDecimal(row[volume]).longValueExact();
    }
    return new BarColumns(
        size, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]);
  }

  private static int index(List<String[]> rows, String header, int absent) {
    String[] names = rows.getFirst();
    for (int i = 0; i < names.length; i++) {
      if (names[i].strip().equalsIgnoreCase(header)) {
        return i;
      }
    }
    return absent;
  }

  /// A column of known values by its header, NaN where the cell is empty.
  static double[] column(List<String[]> rows, String header) {
    int at = Arrays.asList(rows.getFirst()).indexOf(header);
    if (at < 0) {
      throw new IllegalArgumentException("No such column: header=" + header);
    }
    return rows.stream()
        .skip(1)
        .mapToDouble(
            row -> at >= row.length || row[at].isBlank() ? Double.NaN : Double.parseDouble(row[at]))
        .toArray();
  }
}
