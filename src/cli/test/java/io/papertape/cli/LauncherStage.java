package io.papertape.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A copy of the launcher among stand-ins: `bin` is the whole PATH, `jdks` holds the JDKs, the
/// project is in `my tape`. A file `fail` makes Maven fail, a file `cache` lets java make caches.
final class LauncherStage {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cmp",
          "cp",
          "date",
          "find",
          "flock",
          "grep",
          "head",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "tar");

  private final Path folder;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /// How a run of the launcher ended.
  record Outcome(int code, String out, String err) {}

  LauncherStage(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    Path bin = Files.createDirectories(this.folder.resolve("bin"));
    for (String tool : TOOLS) {
      for (String place : System.getenv("PATH").split(":", -1)) {
        Path file = Path.of(place, tool);
        if (Files.isExecutable(file) && Files.notExists(bin.resolve(tool))) {
          script(bin.resolve(tool), "exec %s \"$@\"\n".formatted(file));
        }
      }
    }
    for (String module : List.of("engine", "workspace", "live", "cli", "service")) {
      Files.createDirectories(root().resolve("src/" + module + "/main"));
      Files.createFile(root().resolve("src/" + module + "/pom.xml"));
    }
    Files.createFile(root().resolve("pom.xml"));
    Files.copy(
        Path.of(System.getProperty("papertape.root"), "papertape"), root().resolve("papertape"));
    script(
        bin.resolve("mvn"),
        """
        echo "$JAVA_HOME: $*" >>'%1$s/builds'
        [ ! -e '%1$s/fail' ] || { echo '[ERROR] it broke'; exit 1; }
        sleep 0.1
        mkdir -p src/cli/target src/service/target/quarkus-app
        echo jar >src/service/target/quarkus-app/quarkus-run.jar
        echo jar >src/cli/target/papertape-cli.jar
        echo jar >src/cli/target/other.jar
        echo "$PWD/src/cli/target/other.jar" >src/cli/target/classpath.txt
        """
            .formatted(this.folder));
    variables.put("PATH", bin.toString());
    variables.put("PAPERTAPE_JDKS", this.folder.resolve("jdks").toString());
  }

  Path root() {
    return folder.resolve("my tape");
  }

  void set(String variable, String value) {
    variables.put(variable, value);
  }

  void tool(String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.resolve("bin").resolve(name), target);
  }

  /// A folder that looks like a JDK; its java prints its arguments, one a line.
  Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    script(home.resolve("bin/javac"), "");
    script(
        home.resolve("bin/java"),
        """
        echo "LC_ALL=$LC_ALL" >>'%1$s/locales'
        for word; do
          case $word in
            -version) echo 'openjdk version "%2$s" 2026-01-01' >&2 ;;
            -XX:AOTCacheOutput=*)
              for last; do :; done
              echo "training $last" >>'%1$s/trainings'
              [ ! -e '%1$s/cache' ] || echo cache >"${word#*=}" ;;
          esac
          printf '%%s\\n' "$word"
        done
        """
            .formatted(folder, version));
    return home;
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return runFrom(root(), "./papertape", arguments);
  }

  Outcome runFrom(Path place, String launcher, String... arguments)
      throws IOException, InterruptedException {
    return outcome(start(place, launcher, arguments));
  }

  Process start(Path place, String launcher, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", launcher));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(place.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }

  /// Waits for the end; the few lines a run prints fit into the pipes.
  static Outcome outcome(Process process) throws IOException, InterruptedException {
    int code = process.waitFor();
    return new Outcome(
        code,
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /// What Maven was started with, one line a start: its JDK and its arguments.
  List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds"));
  }

  /// The variable `LC_ALL` of each java that was started.
  List<String> locales() throws IOException {
    return Files.readAllLines(folder.resolve("locales"));
  }

  /// Of each java that was asked to make a cache its last argument, one line a time.
  List<String> trainings() throws IOException {
    return Files.readAllLines(folder.resolve("trainings"));
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("Cannot make the script executable: file=" + file);
    }
  }
}
