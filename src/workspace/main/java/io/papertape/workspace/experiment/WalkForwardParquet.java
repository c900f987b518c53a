package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import io.papertape.workspace.parquet.ParquetColumn;
import io.papertape.workspace.parquet.ParquetColumn.Kind;
import io.papertape.workspace.parquet.ParquetWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tables of a walk-forward, typed: the columns are those of the CSV.
final class WalkForwardParquet {
  private WalkForwardParquet() {}

  static void windows(WalkForwardResult result, Path file) {
    List<String> names = WalkForwardTable.shown(result.objective());
    List<Axis> axes = result.plan().space().axes();
    List<ParquetColumn> columns = new ArrayList<>();
    columns.add(ParquetColumn.of("window", Kind.LONG));
    columns.add(ParquetColumn.of("train", Kind.TEXT));
    columns.add(ParquetColumn.of("test", Kind.TEXT));
    axes.forEach(axis -> columns.add(ParquetColumn.optional(axis.name(), TrialParquet.kind(axis))));
    columns.add(ParquetColumn.optional("run", Kind.TEXT));
    for (String name : names) {
      columns.add(ParquetColumn.optional("in_" + TrialTable.snake(name), Kind.DOUBLE));
      columns.add(ParquetColumn.optional("out_" + TrialTable.snake(name), Kind.DOUBLE));
    }
    try (ParquetWriter out = ParquetWriter.create(file, columns)) {
      for (int i = 0; i < result.windows().size(); i++) {
        Window window = result.windows().get(i);
        out.number(i + 1L)
            .text(WalkForwardTable.days(result, window.choice().fold().train()))
            .text(WalkForwardTable.days(result, window.choice().fold().test()));
        Optional<Trial> trial = window.trial().map(result.trials()::get);
        for (Axis axis : axes) {
          if (trial.isPresent()) {
            TrialParquet.value(out, axis, trial.get());
          } else {
            out.none();
          }
        }
        trial.map(Trial::run).ifPresentOrElse(out::text, out::none);
        for (String name : names) {
          figure(out, window.inSample(), name);
          figure(out, window.outOfSample(), name);
        }
        out.endRow();
      }
    }
  }

  private static void figure(ParquetWriter out, List<Measure> figures, String name) {
    Optional<Measure> figure = SliceFigures.figure(figures, name).filter(Measure::isPresent);
    if (figure.isPresent()) {
      out.number(figure.get().get());
    } else {
      out.none();
    }
  }

  static void equity(WalkForwardResult result, History history, Path file) {
    List<ParquetColumn> columns =
        List.of(
            ParquetColumn.of("time", Kind.TIME),
            ParquetColumn.of("equity", Kind.DOUBLE),
            ParquetColumn.optional("return", Kind.DOUBLE),
            ParquetColumn.optional("window", Kind.LONG));
    double[] levels = history.levels();
    int[] windows = WalkForwardTable.windowOfEach(result, history);
    try (ParquetWriter out = ParquetWriter.create(file, columns)) {
      out.number(history.endNanos()[0]).number(levels[0]).none().none().endRow();
      for (int i = 0; i < windows.length; i++) {
        out.number(history.endNanos()[i + 1])
            .number(levels[i + 1])
            .number(history.returns()[i])
            .number((long) windows[i])
            .endRow();
      }
    }
  }

  static void paths(WalkForwardResult result, Path file) {
    List<ParquetColumn> columns = new ArrayList<>(List.of(ParquetColumn.of("time", Kind.TIME)));
    List<double[]> levels = result.paths().stream().map(History::levels).toList();
    for (int i = 0; i < levels.size(); i++) {
      columns.add(ParquetColumn.of("path_" + (i + 1), Kind.DOUBLE));
    }
    long[] times = result.paths().getFirst().endNanos();
    try (ParquetWriter out = ParquetWriter.create(file, columns)) {
      for (int t = 0; t < times.length; t++) {
        out.number(times[t]);
        for (double[] path : levels) {
          out.number(path[t]);
        }
        out.endRow();
      }
    }
  }
}
