package io.papertape.workspace.model;

import io.papertape.journal.Sha256;
import io.papertape.market.Times;
import io.papertape.model.Baseline;
import io.papertape.model.CoefficientModel;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.Coefficients;
import io.papertape.model.Feature;
import io.papertape.model.FitFigures;
import io.papertape.model.LambdaSearch;
import io.papertape.model.ModelKind;
import io.papertape.model.Scaler;
import io.papertape.model.ShiftTest;
import io.papertape.model.Target;
import io.papertape.model.Training;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folder of one model version, such as `strategies/ridge/models/0001`.
public final class ModelFolder {
  /// Hashes of the files of a version as they were fitted; decides nothing, so it is no source.
  public static final String SEAL = "fitted.sha256";

  static final String MODEL = "model.json";
  static final String TRAINING = "training.json";
  static final String BASELINE = "baseline.json";

  private ModelFolder() {}

  /// The versions below `models` of a strategy folder, in the order of their names.
  public static List<Path> versions(Path strategy) {
    Path models = strategy.resolve("models");
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(models)) {
      return entries.filter(path -> Files.exists(path.resolve(MODEL))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first name of four digits after those that are taken.
  public static String nextId(Path strategy) {
    int last = 0;
    for (Path version : versions(strategy)) {
      String name = version.getFileName().toString();
      last = Math.max(last, name.matches("[0-9]{4}") ? Integer.parseInt(name) : 0);
    }
    return String.format(Locale.ROOT, "%04d", last + 1);
  }

  /// Reads a version; every key must be there, none may be unknown.
  public static StoredModel read(Path folder) {
    byte[] model = bytes(folder, MODEL);
    if (RemoteModelFile.isRemote(model)) {
      SortedMap<String, String> only = new TreeMap<>(Map.of(MODEL, Sha256.hex(model)));
      return new StoredModel(
          RemoteModelFile.read(folder, model), Optional.empty(), only, List.of());
    }
    byte[] training = bytes(folder, TRAINING);
    byte[] baseline = bytes(folder, BASELINE);
    TrainingRecord record = StrictJson.read(TRAINING, training, ModelFolder::training);
    Baseline figures = StrictJson.read(BASELINE, baseline, ModelFolder::baseline);
    SortedMap<String, String> hashes = new TreeMap<>();
    hashes.put(MODEL, Sha256.hex(model));
    hashes.put(TRAINING, Sha256.hex(training));
    hashes.put(BASELINE, Sha256.hex(baseline));
    CoefficientVersion version =
        StrictJson.read(MODEL, model, json -> model(json, record, figures));
    return new StoredModel(
        version, Optional.of(record), hashes, ModelSeal.doubts(folder, version.id(), hashes));
  }

  /// Bytes of the files of a version, by name.
  public static SortedMap<String, byte[]> write(CoefficientVersion version, TrainingRecord record) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(MODEL, ModelJson.bytes(ModelJson.model(version)));
    files.put(TRAINING, ModelJson.bytes(ModelJson.training(record)));
    files.put(BASELINE, ModelJson.bytes(ModelJson.baseline(version.baseline())));
    return files;
  }

  /// Puts the files of a version on disk. A version that is there already stays as it is.
  ///
  /// @return false if the same bytes were there
  /// @throws WorkspaceException if other bytes were there
  public static boolean save(Path folder, SortedMap<String, byte[]> files) {
    try {
      if (Files.exists(folder.resolve(MODEL))) {
        for (var file : files.entrySet()) {
          if (Sha256.hex(bytes(folder, file.getKey())).equals(Sha256.hex(file.getValue()))) {
            continue;
          }
          throw WorkspaceException.configuration(
              ("Model version is there and differs: folder=%s, file=%s."
                      + " Versions stay: fit into a new folder, or remove this one first.")
                  .formatted(folder, file.getKey()));
        }
        ModelSeal.write(folder, files);
        return false;
      }
      DurableFiles.createFolders(folder);
      ModelSeal.write(folder, files);
      for (String name : List.of(TRAINING, BASELINE, MODEL)) {
        DurableFiles.replace(folder.resolve(name), files.get(name));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path folder, String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Model file is missing: file=%s. papertape model fit makes a version."
              .formatted(folder.resolve(name)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record FeatureRow(Feature feature, double center, double scale, double coefficient) {}

  private static CoefficientVersion model(
      StrictJson json, TrainingRecord record, Baseline baseline) {
    format(json, MODEL);
    String id = json.text("id");
    ModelKind kind = json.text("kind", ModelKind::parse);
    Target target = json.text("target", Target::parse);
    double lambda = kind == ModelKind.LINEAR ? 0 : json.number("lambda");
    Scaler.Method method = json.text("scaler", ModelSpecification::method);
    double intercept = json.number("intercept");
    List<FeatureRow> rows =
        json.objects(
            "features",
            row ->
                new FeatureRow(
                    row.text("name", Feature::parse),
                    row.number("center"),
                    row.number("scale"),
                    row.number("coefficient")));
    Coefficients coefficients =
        Coefficients.of(rows.stream().mapToDouble(FeatureRow::coefficient).toArray());
    return new CoefficientVersion(
        id,
        rows.stream().map(FeatureRow::feature).toList(),
        new Scaler(
            method,
            rows.stream().mapToDouble(FeatureRow::center).toArray(),
            rows.stream().mapToDouble(FeatureRow::scale).toArray()),
        switch (kind) {
          case LINEAR -> new CoefficientModel.Linear(intercept, coefficients);
          case RIDGE -> new CoefficientModel.Ridge(intercept, coefficients, lambda);
          case LOGISTIC -> new CoefficientModel.Logistic(intercept, coefficients, lambda);
        },
        target,
        record.training(),
        baseline);
  }

  private static TrainingRecord training(StrictJson json) {
    format(json, TRAINING);
    String command = json.text("command");
    int semantics = json.count("semantics");
    String dataSet = json.text("dataSet");
    String resolution = json.text("resolution");
    long from = json.text("from", text -> Times.nanos(Instant.parse(text)));
    long to = json.text("to", text -> Times.nanos(Instant.parse(text)));
    String dataHash = json.text("dataHash");
    List<TrainingRecord.SymbolBars> bars =
        json.objects(
            "symbols",
            symbol ->
                new TrainingRecord.SymbolBars(
                    symbol.text("symbol"),
                    symbol.count("bars"),
                    symbol.text("hash"),
                    symbol.has("splits") ? symbol.text("splits") : ""));
    Training training =
        new Training(
            dataSet,
            bars.stream().map(TrainingRecord.SymbolBars::symbol).toList(),
            resolution,
            from,
            to,
            json.count("rows"),
            dataHash,
            json.whole("seed"));
    int folds = json.count("folds");
    double holdout = json.number("holdout");
    LambdaSearch.Choice choice =
        new LambdaSearch.Choice(
            json.number("lambda"), json.numbers("lambdaGrid"), json.numbers("losses"));
    return new TrainingRecord(training, bars, choice, folds, holdout, semantics, command);
  }

  private static Baseline baseline(StrictJson json) {
    format(json, BASELINE);
    return new Baseline(
        json.object("inSample", ModelFolder::figures),
        json.object("holdout", ModelFolder::figures),
        json.object(
            "luck",
            luck ->
                new ShiftTest(
                    luck.number("correlation"), luck.count("shifts"), luck.number("pValue"))));
  }

  private static FitFigures figures(StrictJson json) {
    int rows = json.count("rows");
    double rSquared = json.number("rSquared");
    Optional<Double> correlation = Optional.empty();
    if (json.has("informationCoefficientReason")) {
      json.text("informationCoefficientReason");
    } else {
      correlation = Optional.of(json.number("informationCoefficient"));
    }
    return new FitFigures(
        rows, rSquared, correlation, json.number("hitRate"), json.number("residualDeviation"));
  }

  private static void format(StrictJson json, String file) {
    if (json.whole("format") != ModelJson.FORMAT) {
      throw WorkspaceException.configuration(
          "Unknown format: file=%s. Use the Papertape version that wrote it.".formatted(file));
    }
  }
}
