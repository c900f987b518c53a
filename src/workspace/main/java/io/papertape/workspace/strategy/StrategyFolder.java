package io.papertape.workspace.strategy;

import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return variants(folder).with(overrides);
  }

  @Override
  public LoadedStrategy stated(Path folder, Map<String, String> parameters) {
    return new FolderVariants(folder, yaml(folder), compiler).stated(parameters);
  }

  @Override
  public StrategyVariants variants(Path folder) {
    return new FolderVariants(folder, yaml(folder), compiler);
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
}
