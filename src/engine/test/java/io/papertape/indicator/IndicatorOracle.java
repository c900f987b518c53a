package io.papertape.indicator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.LongColumn;
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

  /// Columns `time,open,high,low,close,volume` of an input file as bars, one a minute.
  static BarColumns input(String dataset) {
    List<String[]> rows = rows(folder().resolve("inputs/" + dataset + ".csv.gz"));
    return bars(rows.subList(1, rows.size()), 1);
  }

  /// Bars from text rows whose open, high, low, close (and volume) start at a column.
  static BarColumns bars(List<String[]> rows, int firstColumn) {
    LongColumn[] columns = new LongColumn[7];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new LongColumn();
    }
    long minute = 60_000_000_000L;
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      columns[0].add(i * minute);
      columns[1].add((i + 1) * minute);
      for (int j = 0; j < 4; j++) {
        columns[2 + j].add(FixedPoint.parse(row[firstColumn + j]));
      }
      int volume = firstColumn + 4;
      boolean known = volume < row.length && row[volume].matches("[0-9.E+]+");
      columns[6].add(known ? new BigDecimal(row[volume]).longValue() : 0);
    }
    long[][] arrays = Arrays.stream(columns).map(LongColumn::toArray).toArray(long[][]::new);
    return new BarColumns(
        rows.size(), arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5], arrays[6]);
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
