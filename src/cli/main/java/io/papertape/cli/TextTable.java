package io.papertape.cli;

import io.papertape.workspace.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns as wide as what is in them, so that a large number moves none out of its place.
final class TextTable {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /// One column.
  ///
  /// @param isNumber stands to the right
  /// @param rank     of columns for which there is no room, those of the highest rank go first; 0
  ///     stays
  record Column(String title, boolean isNumber, int rank) {
    static Column text(String title) {
      return new Column(title, false, 0);
    }

    static Column number(String title) {
      return new Column(title, true, 0);
    }

    Column optional(int newRank) {
      return new Column(title, isNumber, newRank);
    }
  }

  TextTable(Column... columns) {
    this.columns = List.of(columns);
    row(this.columns.stream().map(Column::title).toArray(String[]::new));
  }

  /// Adds a row, a cell for each column.
  void row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "Row has another length: cells=%d, columns=%d.".formatted(cells.length, columns.size()));
    }
    rows.add(Arrays.stream(cells).map(PlainText::of).toList());
  }

  /// The lines, the titles first.
  ///
  /// @param room columns of the terminal; what has a rank goes if there are too few
  List<String> lines(int room) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      shown.add(i);
    }
    while (shown.stream().mapToInt(i -> width(i) + GAP.length()).sum() - GAP.length() > room) {
      int last = shown.getFirst();
      for (int i : shown) {
        last = columns.get(i).rank() > columns.get(last).rank() ? i : last;
      }
      if (columns.get(last).rank() == 0) {
        break;
      }
      shown.remove((Integer) last);
    }
    return rows.stream().map(row -> line(row, shown)).toList();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String line(List<String> row, List<Integer> shown) {
    StringBuilder line = new StringBuilder();
    for (int i : shown) {
      String cell = row.get(i);
      String space = " ".repeat(width(i) - cell.length());
      line.append(line.isEmpty() ? "" : GAP);
      line.append(columns.get(i).isNumber() ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }
}
