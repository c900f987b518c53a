package io.papertape.oracle;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.LongColumn;
import io.papertape.market.Times;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Bars of the reference inputs: `time,open,high,low,close,volume`. Times are taken as UTC; a bar
/// lasts until the next one would begin.
public final class SharedBars {
  private static final long MINUTE = 60_000_000_000L;
  private static final long DAY = 24 * 60 * MINUTE;

  private SharedBars() {}

  public static BarColumns read(Path file) {
    List<String> lines = SharedFiles.lines(file);
    int size = lines.size() - 1;
    LongColumn[] columns = new LongColumn[7];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = new LongColumn(size);
    }
    for (int i = 1; i <= size; i++) {
      String[] cells = lines.get(i).split(",", -1);
      columns[0].add(time(cells[0]));
      for (int c = 1; c <= 4; c++) {
        columns[c + 1].add(FixedPoint.parse(cells[c]));
      }
      columns[6].add(Math.round(Double.parseDouble(cells[5].isEmpty() ? "0" : cells[5])));
    }
    long step = step(columns[0]);
    for (int i = 0; i < size; i++) {
      columns[1].add(columns[0].get(i) + step);
    }
    return new BarColumns(
        size,
        columns[0].toArray(),
        columns[1].toArray(),
        columns[2].toArray(),
        columns[3].toArray(),
        columns[4].toArray(),
        columns[5].toArray(),
        columns[6].toArray());
  }

  /// Daily bars of several instruments in one file: `symbol,time,open,high,low,close,volume`.
  public static SortedMap<String, BarColumns> readMany(Path file) {
    SortedMap<String, BarColumns.Builder> builders = new TreeMap<>();
    for (String line : SharedFiles.lines(file).subList(1, SharedFiles.lines(file).size())) {
      String[] cells = line.split(",", -1);
      long open = time(cells[1]);
      builders
          .computeIfAbsent(cells[0], _ -> new BarColumns.Builder())
          .add(
              new Bar(
                  open,
                  open + DAY,
                  FixedPoint.parse(cells[2]),
                  FixedPoint.parse(cells[3]),
                  FixedPoint.parse(cells[4]),
                  FixedPoint.parse(cells[5]),
                  Long.parseLong(cells[6])));
    }
    SortedMap<String, BarColumns> columns = new TreeMap<>();
    builders.forEach((symbol, builder) -> columns.put(symbol, builder.build()));
    return columns;
  }

  private static long step(LongColumn times) {
    long least = DAY;
    for (int i = 1; i < times.size(); i++) {
      least = Math.min(least, times.get(i) - times.get(i - 1));
    }
    return least;
  }

  private static long time(String text) {
    if (text.matches("\\d{10,}")) {
      return Long.parseLong(text) * 1_000_000L;
    }
    LocalDateTime local =
        text.length() == 10
            ? LocalDate.parse(text).atStartOfDay()
            : LocalDateTime.parse(text.replace(' ', 'T'));
    return Times.nanos(local.toInstant(ZoneOffset.UTC));
  }
}
