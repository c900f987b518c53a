package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.workspace.parquet.ParquetColumn;
import io.papertape.workspace.parquet.ParquetColumn.Kind;
import io.papertape.workspace.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `trials.parquet`: the columns of `trials.csv`, typed.
final class TrialParquet {
  private final List<Axis> axes;
  private final List<Trial> trials;
  private final List<String> figures;

  /// Of each axis.
  private final List<Kind> kinds;

  TrialParquet(List<Axis> axes, List<Trial> trials) {
    this.axes = axes;
    this.trials = trials;
    figures = TrialTable.figures(trials);
    kinds = axes.stream().map(TrialParquet::kind).toList();
  }

  void write(Path file) {
    try (ParquetWriter out = ParquetWriter.create(file, columns())) {
      for (int i = 0; i < trials.size(); i++) {
        row(out, i, trials.get(i));
      }
    }
  }

  private List<ParquetColumn> columns() {
    List<ParquetColumn> columns = new ArrayList<>();
    columns.add(ParquetColumn.of("trial", Kind.LONG));
    for (int i = 0; i < axes.size(); i++) {
      columns.add(ParquetColumn.of(axes.get(i).name(), kinds.get(i)));
    }
    columns.add(ParquetColumn.of("run", Kind.TEXT));
    columns.add(ParquetColumn.of("status", Kind.TEXT));
    columns.add(ParquetColumn.optional("final_equity", Kind.DECIMAL));
    columns.add(ParquetColumn.optional("fills", Kind.LONG));
    figures.forEach(
        name -> columns.add(ParquetColumn.optional(TrialTable.snake(name), Kind.DOUBLE)));
    return columns;
  }

  static Kind kind(Axis axis) {
    if (!axis.isNumber()) {
      return Kind.TEXT;
    }
    return axis.values().stream().allMatch(value -> value.matches("[+-]?[0-9]{1,18}"))
        ? Kind.LONG
        : Kind.DOUBLE;
  }

  /// What a trial has on an axis.
  static void value(ParquetWriter out, Axis axis, Trial trial) {
    value(out, kind(axis), axis, trial);
  }

  private static void value(ParquetWriter out, Kind kind, Axis axis, Trial trial) {
    String value = trial.parameters().get(axis.name());
    switch (kind) {
      case LONG -> out.number(Long.parseLong(value));
      case DOUBLE -> out.number(Double.parseDouble(value));
      case TEXT, DECIMAL, TIME -> out.text(value);
    }
  }

  private void row(ParquetWriter out, int index, Trial trial) {
    out.number(index + 1L);
    for (int i = 0; i < kinds.size(); i++) {
      value(out, kinds.get(i), axes.get(i), trial);
    }
    out.text(trial.run()).text(TrialTable.word(trial.status()));
    if (trial.isRun()) {
      out.number(trial.finalEquity()).number((long) trial.fills());
    } else {
      out.none().none();
    }
    for (String name : figures) {
      Optional<Measure> figure = trial.figure(name).filter(Measure::isPresent);
      if (figure.isPresent()) {
        out.number(figure.get().get());
      } else {
        out.none();
      }
    }
    out.endRow();
  }
}
