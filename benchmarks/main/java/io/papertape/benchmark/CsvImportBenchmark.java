package io.papertape.benchmark;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.store.DataSetWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
/// hashes on disk) beside reading lines, splitting them and parsing `double`s into arrays.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(CsvImportBenchmark.ROWS)
public class CsvImportBenchmark {
  static final int ROWS = 1_000_000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Path folder;
  private Path file;
  private CsvImport csv;

  /// Writes the file once.
  @Setup(Level.Trial)
  public void write() throws IOException {
    folder = Files.createTempDirectory("papertape-benchmark");
    file = folder.resolve("SPY.csv");
    CsvFile.write(file, ROWS);
    csv = new CsvImport(new Workspace(folder.resolve("home")), utc());
  }

  /// Takes the file and the store away.
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  /// The import as `papertape data import` does it, store included.
  @Benchmark
  public Object importIntoTheStore() {
    return csv.run("bars", DataSetWriter.Mode.REPLACE, List.of(file));
  }

  /// What a script would do: no check, nothing exact, nothing on disk.
  @Benchmark
  public Object splitAndParseDoubles() throws IOException {
    long[] times = new long[ROWS];
    double[][] values = new double[5][ROWS];
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      lines.readLine();
      int row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        times[row] = LocalDateTime.parse(cells[0], TIME).toEpochSecond(ZoneOffset.UTC);
        for (int column = 0; column < 5; column++) {
          values[column][row] = Double.parseDouble(cells[column + 1]);
        }
        row++;
      }
    }
    return List.of(times, values);
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
