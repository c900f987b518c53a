package io.papertape.workspace.strategy;

import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The compiled classes of a strategy, in memory: whatever becomes of their files, they can be
/// loaded again as they were, and there is nothing to close.
final class StrategyClasses {
  private static final String ENDING = ".class";

  private final Set<String> sources;
  private final CodeSource origin;
  private final Map<String, byte[]> files;

  private StrategyClasses(Set<String> sources, URL place, Map<String, byte[]> files) {
    this.sources = sources;
    origin = new CodeSource(place, (Certificate[]) null);
    this.files = files;
  }

  /// @param sources Java files that they were compiled from, for messages
  /// @param folder  of the class files
  static StrategyClasses read(Set<String> sources, Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
    return new StrategyClasses(sources, folder.toUri().toURL(), files);
  }

  /// One of them, in a class loader of its own, which goes when nobody uses its classes any more.
  Class<?> load(String className) {
    try {
      return new Loader().loadClass(className);
    } catch (ClassNotFoundException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "No such class: code=%s, files=%s. Name the class with its package, if it has one."
              .formatted(className, String.join(", ", sources)),
          e);
    }
  }

  private final class Loader extends SecureClassLoader {
    static {
      registerAsParallelCapable();
    }

    Loader() {
      super(StrategyFrame.LOADER, Strategy.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = files.get(name.replace('.', '/') + ENDING);
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, file, 0, file.length, origin);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] file = files.get(name);
      return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
  }
}
