package io.papertape.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packaged command line as a process of its own.
///
/// @param folder where it works
/// @param home   the workspace
record PackagedCommand(Path folder, Path home) {
  /// How a verb ended.
  record Outcome(int code, String out, String err) {}

  /// One that goes on beside the test.
  record Running(Process process, Path out, Path err) {
    Outcome outcome() throws IOException, InterruptedException {
      int code = process.waitFor();
      return new Outcome(
          code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }
  }

  Outcome run(List<String> words) throws IOException, InterruptedException {
    return start("", words).outcome();
  }

  /// @param name in front of the names of the files that take what it prints
  Running start(String name, List<String> words) throws IOException {
    Path target = Path.of(System.getProperty("papertape.root"), "src/cli/target");
    Path jar = target.resolve("papertape-cli.jar");
    assumeTrue(Files.exists(jar), "Skipped: the command line is not packaged: run mvn verify");
    String classPath = jar + ":" + Files.readString(target.resolve("classpath.txt")).strip();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.papertape.cli.Main"));
    command.addAll(words);
    Path out = folder.resolve(name + "out");
    Path err = folder.resolve(name + "err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PAPERTAPE_HOME", home.toString());
    return new Running(builder.start(), out, err);
  }
}
