package io.papertape.live.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A library that stays out of the class path until somebody wants it: its jars lie in a folder,
/// and the classes of ours that name it are defined beside them.
///
/// @param name    for messages, and of its folder, such as `kafka`
/// @param needs   a class of the library
/// @param ours    package of the classes of ours that name it
/// @param folders where its jars may lie; the first that has any is taken
public record OptionalLibrary(String name, String needs, String ours, List<Path> folders) {
  public OptionalLibrary {
    folders = List.copyOf(folders);
  }

  /// An object of a class of ours that names the library.
  ///
  /// @throws IllegalStateException if the library is nowhere
  public <T> T make(Class<T> type, String className) {
    try {
      return type.cast(
          Class.forName(className, true, loader()).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Library does not fit: library=%s, class=%s. Fetch it again: ./papertape library %s."
              .formatted(name, className, name),
          e);
    }
  }

  private ClassLoader loader() {
    ClassLoader here = OptionalLibrary.class.getClassLoader();
    if (here.getResource(needs.replace('.', '/') + ".class") != null) {
      return here;
    }
    URL[] jars =
        folders.stream()
            .map(OptionalLibrary::jars)
            .filter(found -> found.length > 0)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Library is not there: library=%s, folders=%s. Fetch it: ./papertape library %s."
                            .formatted(name, folders, name)));
    return new Beside(jars, here, ours);
  }

  private static URL[] jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = url(jars.get(i));
      }
      return urls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  /// Defines the classes of one package of ours anew, so that they find the library.
  private static final class Beside extends URLClassLoader {
    private final String ours;

    Beside(URL[] jars, ClassLoader parent, String ours) {
      super(jars, parent);
      this.ours = ours + ".";
    }

    @Override
    protected Class<?> loadClass(String className, boolean isResolved)
        throws ClassNotFoundException {
      if (!className.startsWith(ours)) {
        return super.loadClass(className, isResolved);
      }
      synchronized (getClassLoadingLock(className)) {
        Optional<Class<?>> loaded = Optional.ofNullable(findLoadedClass(className));
        return loaded.isPresent() ? loaded.get() : define(className);
      }
    }

    private Class<?> define(String className) throws ClassNotFoundException {
      try (InputStream bytes =
          getParent().getResourceAsStream(className.replace('.', '/') + ".class")) {
        if (bytes == null) {
          throw new ClassNotFoundException(className);
        }
        byte[] code = bytes.readAllBytes();
        return defineClass(className, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(className, e);
      }
    }
  }
}
