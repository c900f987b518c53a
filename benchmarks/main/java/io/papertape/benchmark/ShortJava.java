package io.papertape.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/// Command lines of Java programs that run for less than a second: the serial collector, the
/// quick compiler alone, and an AOT cache, which wants jars in place of folders.
final class ShortJava {
  private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private final Path cache;
  private final String classPath;

  /// @param folder for the jars and the cache
  ShortJava(Path folder) throws IOException {
    cache = folder.resolve("program.aot");
    List<String> entries = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
      entries.add(
          Files.isDirectory(Path.of(entry))
              ? packed(entry, folder.resolve(entries.size() + ".jar"))
              : entry);
    }
    classPath = String.join(File.pathSeparator, entries);
  }

  private static String packed(String folder, Path jar) {
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", folder, ".");
    if (code != 0) {
      throw new IllegalStateException(
          "Jar was not made: folder=%s, exit code=%d.".formatted(folder, code));
    }
    return jar.toString();
  }

  /// A run that makes the cache.
  List<String> training(Class<?> main, String... arguments) {
    return command("-XX:AOTCacheOutput=" + cache, main, arguments);
  }

  /// A run with the cache or without.
  List<String> command(boolean isCached, Class<?> main, String... arguments) {
    return command(isCached ? "-XX:AOTCache=" + cache : "-XX:AOTMode=off", main, arguments);
  }

  private List<String> command(String flag, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                flag,
                "-cp",
                classPath,
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
