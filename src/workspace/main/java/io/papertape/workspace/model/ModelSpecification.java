package io.papertape.workspace.model;

import io.papertape.model.Feature;
import io.papertape.model.ModelKind;
import io.papertape.model.Scaler;
import io.papertape.model.Target;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `papertape model fit` is to learn: the file `model.yaml` of a strategy folder.
///
/// @param lambda  penalties to choose from, ascending; one is taken as it is
/// @param folds   spans that are forecast in the choice of the penalty
/// @param holdout last share of the rows, kept out of that choice
/// @param symbols instruments in their order; empty: all of the data set
public record ModelSpecification(
    ModelKind kind,
    List<Feature> features,
    Scaler.Method scaler,
    Target target,
    List<Double> lambda,
    int folds,
    double holdout,
    Optional<String> dataSet,
    List<String> symbols,
    Resolution resolution,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    long seed) {

  /// Name of the file within a strategy folder.
  public static final String FILE = "model.yaml";

  private static final List<String> KEYS =
      List.of(
          "kind",
          "features",
          "scaler",
          "target",
          "lambda",
          "folds",
          "holdout",
          "data",
          "symbols",
          "resolution",
          "from",
          "to",
          "seed");
  private static final List<Double> GRID = List.of(0.001, 0.01, 0.1, 1.0, 10.0);

  public ModelSpecification {
    features = List.copyOf(features);
    lambda = List.copyOf(lambda);
    symbols = List.copyOf(symbols);
  }

  /// Reads the file of a strategy folder.
  public static ModelSpecification read(Path strategy) {
    FlatYaml yaml = FlatYaml.read(strategy.resolve(FILE), KEYS);
    ModelKind kind = yaml.one("kind", ModelKind::parse).orElseThrow(() -> yaml.missing("kind"));
    List<Feature> features = yaml.all("features", Feature::parse);
    if (features.isEmpty()) {
      throw yaml.missing("features");
    }
    List<Double> grid = yaml.all("lambda", ModelSpecification::penalty);
    return new ModelSpecification(
        kind,
        features,
        yaml.one("scaler", ModelSpecification::method).orElse(Scaler.Method.STANDARD),
        yaml.one("target", Target::parse).orElseThrow(() -> yaml.missing("target")),
        kind == ModelKind.LINEAR ? List.of(0.0) : ascending(grid.isEmpty() ? GRID : grid),
        yaml.one("folds", text -> whole(text, 1, 100)).orElse(5),
        yaml.one("holdout", ModelSpecification::share).orElse(0.2),
        yaml.one("data", text -> text),
        yaml.all("symbols", text -> text),
        yaml.one("resolution", Resolution::parse).orElse(Resolution.DAY),
        yaml.one("from", ModelSpecification::date),
        yaml.one("to", ModelSpecification::date),
        yaml.one("seed", Long::parseLong).orElse(1L));
  }

  private static List<Double> ascending(List<Double> grid) {
    for (int i = 1; i < grid.size(); i++) {
      if (grid.get(i) <= grid.get(i - 1)) {
        throw WorkspaceException.configuration(
            "Penalties are out of order: lambda=%s. Write them ascending, each once."
                .formatted(grid));
      }
    }
    return grid;
  }

  private static double penalty(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1e9)) {
      throw new IllegalArgumentException("Give a number from 0 to 1e9.");
    }
    return value;
  }

  private static double share(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0.05 && value <= 0.5)) {
      throw new IllegalArgumentException("Give a share from 0.05 to 0.5.");
    }
    return value;
  }

  private static int whole(String text, int least, int most) {
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new IllegalArgumentException("Give %d to %d.".formatted(least, most));
    }
    return value;
  }

  static Scaler.Method method(String text) {
    return switch (text) {
      case "standard" -> Scaler.Method.STANDARD;
      case "robust" -> Scaler.Method.ROBUST;
      default -> throw new IllegalArgumentException("Use standard or robust.");
    };
  }

  /// Name of a scaler in files.
  static String text(Scaler.Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Give a date such as 2015-12-31.", e);
    }
  }
}
