package io.papertape.workspace.lean;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// A factor file: rows in date order, the last a sentinel in the far future with factors of 1.
final class FactorFile {
  private FactorFile() {}

  static List<FactorRow> read(Path file) {
    List<FactorRow> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          rows.add(row(file, rows.size() + 1, line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Factor file cannot be read: file=" + file + ".", e);
    }
    for (int i = 1; i < rows.size(); i++) {
      if (!rows.get(i).date().isAfter(rows.get(i - 1).date())) {
        throw malformed(file, i + 1, "dates go back", null);
      }
    }
    return rows;
  }

  private static FactorRow row(Path file, int number, String line) {
    String[] cells = line.strip().split(",", -1);
    if (cells.length != 4) {
      throw malformed(file, number, line, null);
    }
    try {
      FactorRow row =
          new FactorRow(
              LocalDate.parse(cells[0], DateTimeFormatter.BASIC_ISO_DATE),
              new BigDecimal(cells[1]),
              new BigDecimal(cells[2]),
              new BigDecimal(cells[3]));
      if (row.priceFactor().signum() <= 0 || row.splitFactor().signum() <= 0) {
        throw malformed(file, number, line, null);
      }
      return row;
    } catch (NumberFormatException | DateTimeException e) {
      throw malformed(file, number, line, e);
    }
  }

  private static WorkspaceException malformed(Path file, int number, String text, Exception cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        ("Factor file is malformed: file=%s, line=%d, text=%s. A line is "
                + "date,priceFactor,splitFactor,referenceClose.")
            .formatted(file.getFileName(), number, text),
        cause);
  }
}
