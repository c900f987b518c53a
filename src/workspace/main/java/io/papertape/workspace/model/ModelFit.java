package io.papertape.workspace.model;

import io.papertape.journal.RunHeader;
import io.papertape.journal.Sha256;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.model.Baseline;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.FitFigures;
import io.papertape.model.FittedModel;
import io.papertape.model.LambdaSearch;
import io.papertape.model.ShiftTest;
import io.papertape.model.SplitSteps;
import io.papertape.model.Training;
import io.papertape.model.TrainingRows;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
  public record Result(CoefficientVersion version, TrainingRecord record) {}

  /// Fits to a window of a data set.
  ///
  /// @param id      name of the version to be
  /// @param command the command line, for the manifest
  public Result run(String id, String dataSet, TrainingWindow window, long seed, String command) {
    DataSet set = store.get(dataSet);
    List<Series> series = chosen(set);
    List<BarColumns> bars = new ArrayList<>();
    List<CorporateActions> actions = new ArrayList<>();
    List<TrainingRecord.SymbolBars> described = new ArrayList<>();
    for (Series one : series) {
      BarColumns inside = store.loadIntact(set, one).between(window.fromNanos(), window.toNanos());
      CorporateActions known = known(set.actions(one.symbol()), inside);
      requireSplitsAreKnown(one.symbol(), inside, new SplitSteps(inside, known));
      bars.add(inside);
      actions.add(known);
      described.add(
          new TrainingRecord.SymbolBars(
              one.symbol(), inside.size(), DataStore.contentHash(inside), splits(known)));
    }
    try {
      TrainingRows rows =
          TrainingRows.of(specification.features(), specification.target(), bars, actions);
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
    CoefficientVersion version =
        new CoefficientVersion(
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

  /// The splits between the first and the last bar; later ones were not known in the window.
  private static CorporateActions known(CorporateActions all, BarColumns bars) {
    return bars.size() == 0
        ? CorporateActions.none(all.symbol())
        : new CorporateActions(
            all.symbol(),
            all.between(bars.openTimeNanos()[0], bars.closeTimeNanos()[bars.size() - 1]).stream()
                .filter(CorporateAction.Split.class::isInstance)
                .toList());
  }

  private static String splits(CorporateActions known) {
    return known.actions().stream()
        .map(split -> split.exDate() + " " + ActionText.value(split))
        .collect(Collectors.joining(", "));
  }

  /// A split that is not stored would teach the model a fall that no holder had.
  private static void requireSplitsAreKnown(String symbol, BarColumns bars, SplitSteps splits) {
    for (int i = 1; i < bars.size(); i++) {
      double gap = bars.open()[i] * splits.sharesForOne(i - 1, i) / bars.close()[i - 1];
      if (gap > LARGEST_GAP || gap < 1 / LARGEST_GAP) {
        throw WorkspaceException.data(
            ("Price jumps as a split does: symbol=%s, time=%s, close=%s, open=%s."
                    + " If it is one, add it with papertape data import-actions; else leave the"
                    + " symbol out, or choose a window without it.")
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
      lines.append(bars.hash());
      lines.append(bars.splits().isEmpty() ? "" : " " + bars.splits()).append('\n');
    }
    return Sha256.hex(lines.toString().getBytes(StandardCharsets.UTF_8));
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
