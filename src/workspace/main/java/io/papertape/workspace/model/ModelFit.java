package io.papertape.workspace.model;

import io.papertape.journal.RunHeader;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.model.Baseline;
import io.papertape.model.FitFigures;
import io.papertape.model.FittedModel;
import io.papertape.model.LambdaSearch;
import io.papertape.model.ModelVersion;
import io.papertape.model.ShiftTest;
import io.papertape.model.Training;
import io.papertape.model.TrainingRows;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Fits a model to stored data: the penalty is chosen by walking forward through all rows but the
/// holdout, the holdout is forecast once, then all rows are fitted with that penalty.
public final class ModelFit {
  private static final int SHIFTS = 999;
  private static final double LARGEST_GAP = 1.6;

  private final DataStore store;
  private final ModelSpecification specification;

  public ModelFit(DataStore store, ModelSpecification specification) {
    this.store = store;
    this.specification = specification;
  }

  /// A model as it was fitted, not yet on disk.
  public record Result(ModelVersion version, TrainingRecord record) {}

  /// Fits to a window of a data set.
  ///
  /// @param id      name of the version to be
  /// @param command the command line, for the manifest
  public Result run(String id, String dataSet, TrainingWindow window, long seed, String command) {
    DataSet set = store.get(dataSet);
    List<Series> series = chosen(set);
    List<BarColumns> bars = new ArrayList<>();
    List<TrainingRecord.SymbolBars> described = new ArrayList<>();
    for (Series one : series) {
      BarColumns inside = store.load(set, one).between(window.fromNanos(), window.toNanos());
      requireNoSplit(one.symbol(), inside);
      bars.add(inside);
      described.add(
          new TrainingRecord.SymbolBars(
              one.symbol(), inside.size(), DataStore.contentHash(inside)));
    }
    try {
      TrainingRows rows = TrainingRows.of(specification.features(), specification.target(), bars);
      return fit(id, dataSet, window, seed, command, series, described, rows);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Model cannot be fitted: dataSet=%s, from=%s, to=%s. %s"
              .formatted(dataSet, window.from(), window.to(), e.getMessage()),
          e);
    }
  }

  private Result fit(
      String id,
      String dataSet,
      TrainingWindow window,
      long seed,
      String command,
      List<Series> series,
      List<TrainingRecord.SymbolBars> described,
      TrainingRows rows) {
    Lab lab = new Lab(rows);
    Training training =
        new Training(
            dataSet,
            series.stream().map(Series::symbol).toList(),
            specification.resolution().toString(),
            window.fromNanos(),
            window.toNanos(),
            rows.size(),
            hash(described),
            seed);
    FittedModel fitted = lab.fit(rows);
    ModelVersion version =
        new ModelVersion(
            id,
            specification.features(),
            fitted.scaler(),
            fitted.coefficients(),
            specification.target(),
            training,
            new Baseline(
                lab.figures(fitted, rows, rows),
                lab.figures(lab.early, lab.held, lab.known),
                ShiftTest.of(lab.early.scores(lab.held), lab.held.targets(), SHIFTS, seed)));
    TrainingRecord record =
        new TrainingRecord(
            training,
            described,
            lab.choice,
            specification.folds(),
            specification.holdout(),
            RunHeader.SEMANTICS_VERSION,
            command);
    return new Result(version, record);
  }

  private List<Series> chosen(DataSet set) {
    List<Series> series =
        specification.symbols().isEmpty()
            ? set.series().stream()
                .filter(one -> one.resolution().equals(specification.resolution()))
                .toList()
            : specification.symbols().stream()
                .map(symbol -> set.get(symbol, specification.resolution()))
                .toList();
    if (series.isEmpty()) {
      throw WorkspaceException.data(
          "No series to fit: dataSet=%s, resolution=%s. papertape data show %s lists what there is."
              .formatted(set.name(), specification.resolution(), set.name()));
    }
    return series;
  }

  /// A split in raw prices would teach the model a fall that no holder had.
  private static void requireNoSplit(String symbol, BarColumns bars) {
    for (int i = 1; i < bars.size(); i++) {
      double gap = (double) bars.open()[i] / bars.close()[i - 1];
      if (gap > LARGEST_GAP || gap < 1 / LARGEST_GAP) {
        throw WorkspaceException.data(
            ("Price jumps as a split does: symbol=%s, time=%s, close=%s, open=%s."
                    + " Leave the symbol out, or choose a window without it.")
                .formatted(
                    symbol,
                    Times.instant(bars.openTimeNanos()[i]),
                    FixedPoint.format(bars.close()[i - 1]),
                    FixedPoint.format(bars.open()[i])));
      }
    }
  }

  private static String hash(List<TrainingRecord.SymbolBars> described) {
    StringBuilder lines = new StringBuilder();
    for (TrainingRecord.SymbolBars bars : described) {
      lines.append(bars.symbol()).append(' ').append(bars.bars()).append(' ');
      lines.append(bars.hash()).append('\n');
    }
    return Sha256Text.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The rows cut in two, the penalty chosen in the first part, and the model of that part.
  private final class Lab {
    private final TrainingRows known;
    private final TrainingRows held;
    private final LambdaSearch.Choice choice;
    private final FittedModel early;

    Lab(TrainingRows rows) {
      int cut = rows.cut(1 - specification.holdout());
      known = rows.knownBefore(cut);
      held = rows.slice(cut, rows.size());
      choice =
          LambdaSearch.search(
              specification.kind(),
              specification.scaler(),
              known,
              specification.lambda(),
              specification.folds());
      early = fit(known);
    }

    FittedModel fit(TrainingRows rows) {
      return FittedModel.fit(specification.kind(), specification.scaler(), rows, choice.lambda());
    }

    FitFigures figures(FittedModel model, TrainingRows rows, TrainingRows learned) {
      double sum = 0;
      for (double target : learned.targets()) {
        sum += target;
      }
      return FitFigures.of(
          model.scores(rows),
          rows.targets(),
          sum / learned.size(),
          specification.target().neutral());
    }
  }
}
