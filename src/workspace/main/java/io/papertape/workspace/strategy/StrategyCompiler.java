package io.papertape.workspace.strategy;

import io.papertape.journal.RunHeader;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/// Compiles the Java files of a strategy folder, once for each state of sources and engine.
final class StrategyCompiler {
  private static final int MOST_ERRORS = 5;

  private final Path classes;
  private final Supplier<Optional<JavaCompiler>> compiler;

  /// @param classes where compiled classes are kept, one folder for each hash
  StrategyCompiler(Path classes, Supplier<Optional<JavaCompiler>> compiler) {
    this.classes = classes;
    this.compiler = compiler;
  }

  /// The classes of the folder.
  ///
  /// @param sources path within the folder to SHA-256 of each Java file
  StrategyClasses classes(Path folder, SortedMap<String, String> sources) {
    Path target = classes.resolve(key(sources));
    if (!Files.isDirectory(target)) {
      compile(folder, sources, target);
    }
    try {
      return StrategyClasses.read(sources.keySet(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(SortedMap<String, String> sources) {
    StringBuilder text = new StringBuilder();
    text.append("java ").append(Runtime.version().feature()).append('\n');
    text.append("semantics ").append(RunHeader.SEMANTICS_VERSION).append('\n');
    text.append("engine ").append(engineHash()).append('\n');
    sources.forEach((name, hash) -> text.append(name).append(' ').append(hash).append('\n'));
    return FileHashes.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /// Hash of the engine's jar, or of the class files where it runs from a folder.
  private static String engineHash() {
    Path place = engine();
    return Files.isDirectory(place)
        ? FileHashes.of(FileHashes.below(place).toString().getBytes(StandardCharsets.UTF_8))
        : FileHashes.of(place);
  }

  private static Path engine() {
    try {
      return Path.of(Strategy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void compile(Path folder, SortedMap<String, String> sources, Path target) {
    JavaCompiler javac =
        compiler
            .get()
            .orElseThrow(
                () ->
                    new WorkspaceException(
                        WorkspaceException.Kind.ENVIRONMENT,
                        ("No Java compiler: strategy=%s, java=%s. Run with a JDK 25 instead of a"
                                + " JRE, or write the strategy as rules in YAML.")
                            .formatted(folder.getFileName(), System.getProperty("java.home"))));
    try {
      Files.createDirectories(classes);
      Path fresh = Files.createTempDirectory(classes, "new-");
      try {
        run(javac, sources.keySet().stream().map(folder::resolve).toList(), fresh);
        move(fresh, target);
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(JavaCompiler javac, List<Path> files, Path target) throws IOException {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        javac.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-implicit:none",
              "-g",
              "-parameters",
              "-classpath",
              classPath(),
              "-d",
              target.toString());
      boolean done =
          javac
              .getTask(
                  null,
                  manager,
                  problems,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!done) {
        throw WorkspaceException.configuration(
            "Strategy does not compile:\n%s\nMend the file and run the command again."
                .formatted(errors(problems.getDiagnostics())));
      }
    }
  }

  private static String classPath() {
    return engine() + File.pathSeparator + System.getProperty("java.class.path", "");
  }

  private static String errors(List<Diagnostic<? extends JavaFileObject>> problems) {
    return problems.stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .limit(MOST_ERRORS)
        .map(
            problem ->
                "%s:%d: %s"
                    .formatted(
                        problem.getSource() == null
                            ? "?"
                            : Path.of(problem.getSource().getName()).getFileName(),
                        problem.getLineNumber(),
                        problem.getMessage(Locale.ROOT)))
        .collect(Collectors.joining("\n"));
  }

  /// Another process may have been faster; its classes are as good.
  private static void move(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, target);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
