package io.papertape.experiment;

import io.papertape.performance.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Reads the known answers on overfitting.
final class OverfittingFiles {
  private static final Pattern INDICES =
      Pattern.compile(".*_bootstrap_indices_u16le_(\\d+)x(\\d+)\\.bin\\.gz");

  private OverfittingFiles() {}

  static Path folder() {
    return Oracles.folder().resolve("overfitting");
  }

  /// Names of all files, sorted.
  static List<String> names() {
    try (Stream<Path> found = Files.list(folder())) {
      return found.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(String name) {
    try {
      return (Map<String, Object>) Oracles.json(folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String[]> rows(String name) {
    try {
      return Oracles.rows(folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Numbers of a JSON array.
  static double[] numbers(Object array) {
    return ((List<?>) array).stream().mapToDouble(x -> (Double) x).toArray();
  }

  static TrialReturns returns(String name) {
    List<String[]> rows = rows(name);
    double[][] columns = new double[rows.getFirst().length][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = Oracles.column(rows, j);
    }
    return new TrialReturns(columns);
  }

  /// Recorded rows of each resample.
  static int[][] resamples(String name) {
    Matcher shape = INDICES.matcher(name);
    if (!shape.matches()) {
      throw new IllegalArgumentException("Not a file of resamples: name=%s.".formatted(name));
    }
    int[][] out = new int[Integer.parseInt(shape.group(1))][Integer.parseInt(shape.group(2))];
    ByteBuffer bytes = bytes(name);
    for (int[] resample : out) {
      for (int i = 0; i < resample.length; i++) {
        resample[i] = Short.toUnsignedInt(bytes.getShort());
      }
    }
    return out;
  }

  /// A matrix of doubles, column after column, less a constant.
  static TrialReturns columns(String name, int rows, int count, double less) {
    double[][] columns = new double[count][rows];
    ByteBuffer bytes = bytes(name);
    for (double[] column : columns) {
      for (int t = 0; t < rows; t++) {
        column[t] = bytes.getDouble() - less;
      }
    }
    return new TrialReturns(columns);
  }

  private static ByteBuffer bytes(String name) {
    try (var in = new GZIPInputStream(Files.newInputStream(folder().resolve(name)))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
