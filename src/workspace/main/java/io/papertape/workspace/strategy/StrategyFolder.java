package io.papertape.workspace.strategy;

import io.papertape.model.ModelVersion;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Strategy;
import io.papertape.strategy.rule.RuleSet;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Loads strategies from their folders: `strategy.yaml`, and the Java file it names, if it does.
///
/// ```java
/// LoadedStrategy strategy =
///     new StrategyFolder(workspace).load(Path.of("strategies/rsi-reversion"), Map.of());
/// ```
public final class StrategyFolder implements StrategyLoader {
  /// Name of the file that makes a folder a strategy.
  public static final String FILE = "strategy.yaml";

  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "data",
          "parameters",
          "execution",
          "risk",
          "code",
          "model",
          "schedule",
          "features",
          "rules");

  private final StrategyCompiler compiler;

  public StrategyFolder(Workspace workspace) {
    this(workspace, () -> Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
  }

  StrategyFolder(Workspace workspace, Supplier<Optional<JavaCompiler>> javac) {
    compiler = new StrategyCompiler(workspace.home().resolve("classes"), javac);
  }

  /// The strategies directly below a folder, in alphabetical order.
  public static List<Path> list(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.filter(folder -> Files.exists(folder.resolve(FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LoadedStrategy load(Path folder, Map<String, String> overrides) {
    YamlNode.Mapping written = YamlFile.read(FILE, yaml(folder));
    YamlNode.Mapping set = Overrides.apply(written, overrides);
    Section declared = Section.of(written, KEYS);
    Section file = Section.of(set, KEYS);
    String name = name(folder, file);
    SortedMap<String, String> parameters =
        ParameterSection.read(declared.free("parameters"), file.free("parameters"));
    DataSelection data = DataSection.read(file.section("data", DataSection.KEYS));
    Assumptions assumptions =
        ExecutionSection.read(file.section("execution", ExecutionSection.KEYS));
    RiskLimits limits = RiskSection.read(file.section("risk", RiskSection.KEYS));
    SortedMap<String, String> sources = new TreeMap<>();
    sources.put(FILE, FileHashes.of(folder.resolve(FILE)));
    Optional<StoredModel> model = model(folder, file, sources).map(ModelFolder::read);
    Optional<TrainingWindow.Start> start = model.map(m -> m.record().window().check(data.from()));
    Supplier<Strategy> maker =
        maker(folder, file, parameters, sources, model.map(StoredModel::version));
    Strategy unused = maker.get();
    RulesSection.checkShortSide(file, assumptions, limits);
    return new FolderStrategy(
        name,
        file.text("description").orElse(""),
        maker,
        parameters,
        sources,
        start.map(s -> data.startingOn(s.from())).orElse(data),
        assumptions,
        limits,
        start.stream().map(TrainingWindow.Start::note).toList());
  }

  private static String yaml(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw WorkspaceException.configuration(
          "No strategy: file=%s. %s".formatted(file, way(folder)));
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Not UTF-8: file=%s. Save it as UTF-8.".formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String way(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    List<String> there =
        parent == null
            ? List.of()
            : list(parent).stream().map(path -> path.getFileName().toString()).toList();
    return there.isEmpty()
        ? "Name a folder that holds a %s.".formatted(FILE)
        : Spelling.hint(folder.getFileName().toString(), there);
  }

  /// A strategy is called as its folder is.
  private static String name(Path folder, Section file) {
    String name = file.required("name");
    Path folderName = folder.toAbsolutePath().normalize().getFileName();
    if (folderName == null || !name.equals(folderName.toString())) {
      throw WorkspaceException.configuration(
          "Name differs from the folder's: %s, key=name, value=%s, folder=%s. Rename one of them."
              .formatted(file.place("name"), name, folderName));
    }
    return name;
  }

  /// The folder of the model's version; its files count as sources.
  private static Optional<Path> model(
      Path folder, Section file, SortedMap<String, String> sources) {
    Optional<String> version = file.text("model");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    Path models = folder.resolve("models");
    Path model = models.resolve(version.get());
    if (!version.get().matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !Files.isDirectory(model)) {
      throw WorkspaceException.configuration(
          "No such model: %s, key=model, value=%s. %s"
              .formatted(
                  file.place("model"),
                  version.get(),
                  Spelling.hint(version.get(), folders(models))));
    }
    FileHashes.below(model)
        .forEach((path, hash) -> sources.put("models/" + version.get() + "/" + path, hash));
    return Optional.of(model);
  }

  private static List<String> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Supplier<Strategy> maker(
      Path folder,
      Section file,
      SortedMap<String, String> parameters,
      SortedMap<String, String> sources,
      Optional<ModelVersion> model) {
    boolean hasRules = file.has("rules");
    if (hasRules == file.has("code")) {
      throw WorkspaceException.configuration(
          "Strategy decides twice or not at all: %s, keys=code, rules. Give one of the two."
              .formatted(file.place()));
    }
    if (hasRules) {
      RuleSet rules = RulesSection.read(file, parameters, model);
      return rules::create;
    }
    for (String key : List.of("schedule", "features")) {
      if (file.has(key)) {
        throw WorkspaceException.configuration(
            ("Key belongs to rules: %s, key=%s."
                    + " Leave it out; the Java code decides when and on what.")
                .formatted(file.place(key), key));
      }
    }
    String className = file.required("code");
    SortedMap<String, String> javaFiles = JavaStrategy.sources(folder, file, className);
    sources.putAll(javaFiles);
    Class<?> type = compiler.load(folder, javaFiles, className);
    return JavaStrategy.of(type, file.place("code"), Parameters.of(parameters), model);
  }
}
