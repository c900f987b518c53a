package io.papertape.workspace.lean;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The tickers of one company over time.
///
/// A ticker file holds every company that ever used the ticker; a map file says which days of
/// which ticker files are one company. Its first line only gives the first day.
final class MapFile {
  private MapFile() {}

  static List<TickerUse> read(Path file) {
    List<TickerUse> uses = new ArrayList<>();
    LocalDate from = null;
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank()) {
          continue;
        }
        String[] cells = line.strip().split(",", -1);
        LocalDate date = date(file, line, cells);
        if (from == null) {
          from = date;
        } else {
          uses.add(new TickerUse(cells[1], new DateRange(from, date)));
          from = date.plusDays(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Map file cannot be read: file=" + file + ".", e);
    }
    return uses;
  }

  private static LocalDate date(Path file, String line, String[] cells) {
    try {
      if (cells.length >= 2) {
        return LocalDate.parse(cells[0], DateTimeFormatter.BASIC_ISO_DATE);
      }
    } catch (DateTimeException e) {
      throw malformed(file, line, e);
    }
    throw malformed(file, line, null);
  }

  private static WorkspaceException malformed(Path file, String line, Exception cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        "Map file is malformed: file=%s, text=%s. A line is date,ticker or date,ticker,exchange."
            .formatted(file.getFileName(), line),
        cause);
  }
}
