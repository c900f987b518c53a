package io.papertape.workspace.strategy;

import io.papertape.model.ModelVersion;
import io.papertape.strategy.Parameters;
import io.papertape.strategy.Strategy;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The Java class of a strategy folder: finds its file and makes instances.
final class JavaStrategy {
  private static final String ENDING = ".java";

  private JavaStrategy() {}

  /// All Java files of the folder with their hashes; the class's own must be among them.
  static SortedMap<String, String> sources(Path folder, Section file, String className) {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(path -> path.getFileName().toString().endsWith(ENDING))
          .forEach(path -> hashes.put(path.getFileName().toString(), FileHashes.of(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    if (!hashes.containsKey(simpleName + ENDING)) {
      List<String> there =
          hashes.keySet().stream().map(n -> n.substring(0, n.length() - ENDING.length())).toList();
      throw WorkspaceException.configuration(
          "No such Java file: %s, key=code, value=%s. %s"
              .formatted(file.place("code"), className, hint(simpleName, there)));
    }
    return hashes;
  }

  private static String hint(String className, List<String> there) {
    return there.isEmpty()
        ? "Put %s.java beside strategy.yaml.".formatted(className)
        : Spelling.hint(className, there);
  }

  /// Makes instances with the public constructor of parameters and model, if the strategy has a
  /// model, else with that of parameters, or with that of nothing.
  static Supplier<Strategy> of(
      Class<?> type, String place, Parameters parameters, Optional<ModelVersion> model) {
    if (!Strategy.class.isAssignableFrom(type) || !Modifier.isPublic(type.getModifiers())) {
      throw WorkspaceException.configuration(
          "Not a strategy: %s, key=code, class=%s. Declare it public and let it implement %s."
              .formatted(place, type.getName(), Strategy.class.getName()));
    }
    if (model.isPresent()) {
      return maker(
              type,
              place,
              new Class<?>[] {Parameters.class, ModelVersion.class},
              parameters,
              model.get())
          .orElseThrow(() -> unusable(type, place, "Parameters and a ModelVersion"));
    }
    return maker(type, place, new Class<?>[] {Parameters.class}, parameters)
        .or(() -> maker(type, place, new Class<?>[0]))
        .orElseThrow(() -> unusable(type, place, "Parameters or of nothing"));
  }

  private static WorkspaceException unusable(Class<?> type, String place, String wanted) {
    return WorkspaceException.configuration(
        "Strategy cannot be made: %s, key=code, class=%s. Give it a public constructor of %s."
            .formatted(place, type.getName(), wanted));
  }

  private static Optional<Supplier<Strategy>> maker(
      Class<?> type, String place, Class<?>[] types, Object... arguments) {
    try {
      Constructor<?> constructor = type.getConstructor(types);
      return Optional.of(() -> make(constructor, place, arguments));
    } catch (NoSuchMethodException _) {
      return Optional.empty();
    }
  }

  private static Strategy make(Constructor<?> constructor, String place, Object[] arguments) {
    Class<?> type = constructor.getDeclaringClass();
    try {
      return (Strategy) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Strategy refused to start: %s, key=code, class=%s, cause=%s"
              .formatted(place, type.getName(), e.getCause().getMessage()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Strategy cannot be made: %s, key=code, class=%s, cause=%s. Give it a public constructor."
              .formatted(place, type.getName(), e.getMessage()),
          e);
    }
  }
}
