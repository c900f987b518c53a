package io.papertape.benchmark;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.store.DataSetWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One million minute bars from CSV: a whole import (exact numbers, every check, columns and
/// hashes on disk) beside reading lines, splitting them and parsing numbers into arrays.
///
/// The alternative is at its best: one byte a character, a split at one character (which the JDK
/// does without a pattern), and a time read from its places without a formatter.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(CsvImportBenchmark.ROWS)
public class CsvImportBenchmark {
  static final int ROWS = 1_000_000;

  private static final int BUFFER_CHARS = 1 << 16;
  private static final long DAY_SECONDS = 86_400;

  private Path folder;
  private Path file;
  private Path home;

  /// Writes the file once.
  @Setup(Level.Trial)
  public void write() throws IOException {
    folder = Files.createTempDirectory("papertape-benchmark");
    file = folder.resolve("SPY.csv");
    home = folder.resolve("home");
    CsvFile.write(file, ROWS);
  }

  /// Takes the store away, so that each import finds an empty one.
  @TearDown(Level.Invocation)
  public void deleteStore() throws IOException {
    if (Files.exists(home)) {
      delete(home);
    }
  }

  /// Takes the file away.
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    delete(folder);
  }

  private static void delete(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  /// The import as `papertape data import` does it, store included, where there is one core: one
  /// thread reads the file.
  @Benchmark
  @Fork(
      value = 2,
      jvmArgs = {"-Xmx1g", "-XX:ActiveProcessorCount=1"})
  public Object importIntoTheStore() {
    return imported();
  }

  /// The same as it comes: two threads read the file where there are two cores.
  @Benchmark
  public Object importOnAllCores() {
    return imported();
  }

  private Object imported() {
    CsvImport csv = new CsvImport(new Workspace(home), utc());
    return csv.run("bars", DataSetWriter.Mode.CREATE, List.of(file));
  }

  /// What a script would do: no check, nothing exact, nothing on disk.
  @Benchmark
  public Object splitAndParseDoubles() throws IOException {
    long[] times = new long[ROWS];
    double[][] values = new double[5][ROWS];
    try (BufferedReader lines = lines()) {
      int row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        times[row] = seconds(cells[0]);
        for (int column = 0; column < 5; column++) {
          values[column][row] = Double.parseDouble(cells[column + 1]);
        }
        row++;
      }
    }
    return List.of(times, values);
  }

  /// The same with exact numbers: units of 10⁻⁸ through [BigDecimal].
  @Benchmark
  public Object splitAndParseDecimals() throws IOException {
    long[] times = new long[ROWS];
    long[][] values = new long[5][ROWS];
    try (BufferedReader lines = lines()) {
      int row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        times[row] = seconds(cells[0]);
        for (int column = 0; column < 5; column++) {
          values[column][row] =
              new BigDecimal(cells[column + 1]).movePointRight(8).longValueExact();
        }
        row++;
      }
    }
    return List.of(times, values);
  }

  private BufferedReader lines() throws IOException {
    Reader text = new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1);
    BufferedReader lines = new BufferedReader(text, BUFFER_CHARS);
    lines.readLine();
    return lines;
  }

  /// Seconds since 1970 of `2015-01-01 00:00:00` in UTC.
  private static long seconds(String time) {
    int year = Integer.parseInt(time, 0, 4, 10);
    int month = Integer.parseInt(time, 5, 7, 10);
    int day = Integer.parseInt(time, 8, 10, 10);
    int hour = Integer.parseInt(time, 11, 13, 10);
    int minute = Integer.parseInt(time, 14, 16, 10);
    int second = Integer.parseInt(time, 17, 19, 10);
    long date = LocalDate.of(year, month, day).toEpochDay();
    return date * DAY_SECONDS + (hour * 60L + minute) * 60 + second;
  }

  private static CsvOptions utc() {
    CsvOptions none = CsvOptions.detected();
    return new CsvOptions(
        none.delimiter(),
        none.columns(),
        none.timeFormat(),
        Optional.of(ZoneId.of("UTC")),
        none.stampAtEnd(),
        none.resolution(),
        none.symbol(),
        none.like(),
        none.currency(),
        none.calendar(),
        none.strict(),
        none.maxMove(),
        none.round());
  }
}
