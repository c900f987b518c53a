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
final class SweepParquet {
  private final SweepResult result;
  private final List<String> figures;

  /// Of each axis.
  private final List<Kind> kinds;

  SweepParquet(SweepResult result) {
    this.result = result;
    figures = SweepTable.figures(result);
    kinds = result.plan().space().axes().stream().map(SweepParquet::kind).toList();
  }

  void write(Path file) {
    try (ParquetWriter out = ParquetWriter.create(file, columns())) {
      for (int i = 0; i < result.trials().size(); i++) {
        row(out, i, result.trials().get(i));
      }
    }
  }

  private List<ParquetColumn> columns() {
    List<ParquetColumn> columns = new ArrayList<>();
    columns.add(ParquetColumn.of("trial", Kind.LONG));
    List<Axis> axes = result.plan().space().axes();
    for (int i = 0; i < axes.size(); i++) {
      columns.add(ParquetColumn.of(axes.get(i).name(), kinds.get(i)));
    }
    columns.add(ParquetColumn.of("run", Kind.TEXT));
    columns.add(ParquetColumn.of("status", Kind.TEXT));
    columns.add(ParquetColumn.of("final_equity", Kind.DECIMAL));
    columns.add(ParquetColumn.of("fills", Kind.LONG));
    figures.forEach(
        name -> columns.add(ParquetColumn.optional(SweepTable.snake(name), Kind.DOUBLE)));
    return columns;
  }

  private static Kind kind(Axis axis) {
    if (!axis.isNumber()) {
      return Kind.TEXT;
    }
    return axis.values().stream().allMatch(value -> value.matches("[+-]?[0-9]{1,18}"))
        ? Kind.LONG
        : Kind.DOUBLE;
  }

  private void row(ParquetWriter out, int index, Trial trial) {
    out.number(index + 1L);
    for (int i = 0; i < kinds.size(); i++) {
      String value = trial.parameters().get(result.plan().space().axes().get(i).name());
      switch (kinds.get(i)) {
        case LONG -> out.number(Long.parseLong(value));
        case DOUBLE -> out.number(Double.parseDouble(value));
        case TEXT, DECIMAL, TIME -> out.text(value);
      }
    }
    out.text(trial.run()).text(SweepTable.word(trial.status()));
    out.number(trial.finalEquity()).number((long) trial.fills());
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
