package io.papertape.workspace.strategy;

import io.papertape.model.ModelVersion;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Strategy;
import io.papertape.strategy.rule.Expression;
import io.papertape.strategy.rule.RuleSet;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The strategy of a folder with any values: the YAML is read, the Java compiled and the model
/// loaded once.
final class FolderVariants implements StrategyVariants {
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

  /// What no value of a parameter changes.
  ///
  /// @param sources path within the folder to SHA-256
  /// @param code    if the strategy is no set of rules
  private record Fixed(
      SortedMap<String, String> sources, Optional<StoredModel> model, Optional<Code> code) {
    Fixed apart() {
      return new Fixed(sources, model, code.map(Code::apart));
    }
  }

  /// The class of the strategy.
  ///
  /// @param loader of the same class once more
  private record Code(Class<?> type, Supplier<Class<?>> loader) {
    static Code of(Supplier<Class<?>> loader) {
      return new Code(loader.get(), loader);
    }

    Code apart() {
      return of(loader);
    }
  }

  /// What follows from the overrides that set no parameter: the same for all trials of a sweep.
  private record Setting(
      SortedMap<String, String> overrides,
      DataSelection data,
      Assumptions assumptions,
      boolean isCashStated,
      RiskLimits limits) {}

  private final Path folder;
  private final YamlNode.Mapping written;
  private final String hash;
  private final StrategyCompiler compiler;
  private final ReadOnce<YamlNode> values = new ReadOnce<>();
  private final ReadOnce<Expression> expressions = new ReadOnce<>();
  private Optional<Fixed> fixed;
  private volatile Optional<Setting> lastSetting = Optional.empty();

  FolderVariants(Path folder, String yaml, StrategyCompiler compiler) {
    this(
        folder,
        YamlFile.read(StrategyFolder.FILE, yaml),
        FileHashes.of(folder.resolve(StrategyFolder.FILE)),
        compiler,
        Optional.empty());
  }

  private FolderVariants(
      Path folder,
      YamlNode.Mapping written,
      String hash,
      StrategyCompiler compiler,
      Optional<Fixed> fixed) {
    this.folder = folder;
    this.written = written;
    this.hash = hash;
    this.compiler = compiler;
    this.fixed = fixed;
  }

  @Override
  public synchronized StrategyVariants apart() {
    return new FolderVariants(folder, written, hash, compiler, fixed.map(Fixed::apart));
  }

  @Override
  public List<DeclaredParameter> parameters() {
    return ParameterSection.declared(Section.of(written, KEYS).free("parameters"));
  }

  @Override
  public LoadedStrategy with(Map<String, String> overrides) {
    return with(overrides, ParameterSection::spelt);
  }

  /// Each value in the spelling it is given in.
  LoadedStrategy stated(Map<String, String> parameters) {
    return with(parameters, ParameterSection::read);
  }

  private LoadedStrategy with(
      Map<String, String> overrides,
      BiFunction<Section, Section, SortedMap<String, String>> reader) {
    YamlNode.Mapping set =
        Overrides.apply(
            written,
            overrides,
            (place, text) -> values.of(place, _ -> YamlFile.readValue(place, text)));
    Section declared = Section.of(written, KEYS);
    Section file = Section.of(set, KEYS);
    String name = name(folder, file);
    SortedMap<String, String> parameters =
        reader.apply(declared.free("parameters"), file.free("parameters"));
    Setting setting = setting(file, overrides);
    DataSelection data = setting.data();
    Fixed kept = fixed(file);
    Optional<TrainingWindow.Start> start = kept.model().map(m -> m.start(data.from()));
    StrategyMaker maker = maker(file, parameters, kept);
    Strategy unused = maker.make();
    RulesSection.checkShortSide(file, setting.assumptions(), setting.limits());
    return new FolderStrategy(
        name,
        file.text("description").orElse(""),
        maker,
        parameters,
        kept.sources(),
        start.map(s -> data.startingOn(s.from())).orElse(data),
        setting.assumptions(),
        setting.isCashStated(),
        setting.limits(),
        start.map(TrainingWindow.Start::notes).orElse(List.of()),
        kept.model());
  }

  private Setting setting(Section file, Map<String, String> overrides) {
    SortedMap<String, String> own = new TreeMap<>(overrides);
    own.keySet().removeIf(Overrides::isParameter);
    Optional<Setting> known = lastSetting.filter(last -> last.overrides().equals(own));
    if (known.isPresent()) {
      return known.get();
    }
    Section execution = file.section("execution", ExecutionSection.KEYS);
    Setting setting =
        new Setting(
            own,
            DataSection.read(file.section("data", DataSection.KEYS)),
            ExecutionSection.read(execution),
            execution.has("cash"),
            RiskSection.read(file.section("risk", RiskSection.KEYS)));
    lastSetting = Optional.of(setting);
    return setting;
  }

  private synchronized Fixed fixed(Section file) {
    if (fixed.isEmpty()) {
      SortedMap<String, String> sources = new TreeMap<>();
      sources.put(StrategyFolder.FILE, hash);
      Optional<StoredModel> model = model(folder, file, sources).map(ModelFolder::read);
      fixed = Optional.of(new Fixed(sources, model, code(file, sources)));
    }
    return fixed.get();
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
                  folders(models).isEmpty()
                      ? "The strategy has no version yet: papertape model fit %s makes one."
                          .formatted(folder)
                      : Spelling.hint(version.get(), folders(models))));
    }
    FileHashes.below(model)
        .forEach(
            (path, hash) -> {
              if (!path.equals(ModelFolder.SEAL)) {
                sources.put("models/" + version.get() + "/" + path, hash);
              }
            });
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

  /// The class that the file names; none of rules.
  private Optional<Code> code(Section file, SortedMap<String, String> sources) {
    boolean hasRules = file.has("rules");
    if (hasRules == file.has("code")) {
      throw WorkspaceException.configuration(
          "Strategy decides twice or not at all: %s, keys=code, rules. Give one of the two."
              .formatted(file.place()));
    }
    if (hasRules) {
      return Optional.empty();
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
    StrategyClasses classes = compiler.classes(folder, javaFiles);
    return Optional.of(Code.of(() -> classes.load(className)));
  }

  private StrategyMaker maker(Section file, SortedMap<String, String> parameters, Fixed kept) {
    Optional<ModelVersion> model = kept.model().map(StoredModel::version);
    if (kept.code().isEmpty()) {
      RuleSet rules =
          RulesSection.read(
              file, parameters, model, text -> expressions.of(text, Expression::parse));
      return rules::create;
    }
    Code code = kept.code().get();
    String place = file.place("code");
    Parameters values = Parameters.of(parameters);
    Supplier<Strategy> here = JavaStrategy.of(code.type(), place, values, model);
    return new StrategyMaker() {
      @Override
      public Strategy make() {
        return here.get();
      }

      @Override
      public Strategy makeApart() {
        return JavaStrategy.of(code.loader().get(), place, values, model).get();
      }
    };
  }
}
