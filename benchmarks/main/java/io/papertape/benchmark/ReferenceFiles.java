package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// The reference inputs beside the project, whose answers others have computed; read where they
/// are, never copied. `-Dpapertape.oracles=…` names another folder of the same layout.
final class ReferenceFiles {
  static final long NANOS_PER_MINUTE = 60_000_000_000L;
  static final long NANOS_PER_DAY = 24 * 60 * NANOS_PER_MINUTE;

  private ReferenceFiles() {}

  static boolean hasMinutes() {
    return Files.isRegularFile(folder().resolve("w1.csv.gz"));
  }

  static boolean hasDays() {
    return Files.isRegularFile(folder().resolve("w2.csv.gz"));
  }

  private static Path folder() {
    String named = System.getProperty("papertape.oracles", "");
    Path root = Path.of(System.getProperty("papertape.root", "."));
    Path oracles = named.isEmpty() ? root.resolve("../shared/oracles") : Path.of(named);
    return oracles.resolve("workloads");
  }

  /// `time,open,high,low,close,volume`, the time in milliseconds at the bar's start.
  ///
  /// @param most bars to read at most
  static BarColumns minutes(int most) {
    Rows rows = new Rows();
    try (BufferedReader lines = open("w1.csv.gz")) {
      lines.readLine();
      String line = lines.readLine();
      while (line != null && rows.size < most) {
        int comma = line.indexOf(',');
        long start = Long.parseLong(line, 0, comma, 10) * 1_000_000;
        rows.add(start, start + NANOS_PER_MINUTE, line, comma + 1);
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reference file cannot be read: file=w1.csv.gz.", e);
    }
    return rows.columns();
  }

  /// `symbol,date,open,high,low,close,volume`, sorted by symbol and date.
  static SortedMap<String, BarColumns> days() {
    SortedMap<String, Rows> rows = new TreeMap<>();
    try (BufferedReader lines = open("w2.csv.gz")) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        long start = LocalDate.parse(line.substring(comma + 1, comma + 11)).toEpochDay();
        rows.computeIfAbsent(line.substring(0, comma), _ -> new Rows())
            .add(start * NANOS_PER_DAY, (start + 1) * NANOS_PER_DAY, line, comma + 12);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reference file cannot be read: file=w2.csv.gz.", e);
    }
    SortedMap<String, BarColumns> columns = new TreeMap<>();
    rows.forEach((symbol, one) -> columns.put(symbol, one.columns()));
    return columns;
  }

  private static BufferedReader open(String name) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(folder().resolve(name)), 1 << 16),
            StandardCharsets.US_ASCII),
        1 << 16);
  }

  /// Rows of one instrument while they are read.
  static final class Rows {
    private final List<long[]> columns = new ArrayList<>();
    private int size;

    Rows() {
      for (int c = 0; c < 7; c++) {
        columns.add(new long[4096]);
      }
    }

    private void add(long start, long end, String line, int from) {
      String[] cells = line.substring(from).split(",", -1);
      add(
          start,
          end,
          FixedPoint.parse(cells[0]),
          FixedPoint.parse(cells[1]),
          FixedPoint.parse(cells[2]),
          FixedPoint.parse(cells[3]),
          Long.parseLong(cells[4]));
    }

    void add(long... values) {
      if (size == columns.getFirst().length) {
        columns.replaceAll(column -> Arrays.copyOf(column, size * 2));
      }
      for (int c = 0; c < values.length; c++) {
        columns.get(c)[size] = values[c];
      }
      size++;
    }

    BarColumns columns() {
      columns.replaceAll(column -> Arrays.copyOf(column, size));
      return new BarColumns(
          size,
          columns.get(0),
          columns.get(1),
          columns.get(2),
          columns.get(3),
          columns.get(4),
          columns.get(5),
          columns.get(6));
    }
  }
}
