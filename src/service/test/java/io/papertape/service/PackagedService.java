package io.papertape.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged service as a process of its own, as the launcher starts it.
final class PackagedService implements AutoCloseable {
  private static final Pattern SERVING = Pattern.compile("Serving: address=(http://\\S+)/api");
  private static final int SECONDS = 60;
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final Path logs;
  private final Path out;
  private final Path err;

  /// How a process ended.
  record Outcome(int code, String out, String err) {}

  private PackagedService(Process process, Path logs) {
    this.process = process;
    this.logs = logs;
    out = out(logs);
    err = err(logs);
  }

  private static Path out(Path logs) {
    return logs.resolve("out");
  }

  private static Path err(Path logs) {
    return logs.resolve("err");
  }

  /// Starts it on a home.
  static PackagedService start(Path home, String... arguments)
      throws IOException, InterruptedException {
    Path jar = Path.of(System.getProperty("papertape.packaged", "none"), "quarkus-run.jar");
    assumeTrue(Files.exists(jar), "Skipped: the service is not packaged: run mvn verify");
    List<String> command = new ArrayList<>(JAVA);
    // A cache that cannot be used ends the process.
    command.addAll(List.of("-XX:AOTCache=" + PackagedCache.of(jar, JAVA), "-XX:AOTMode=on"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Path logs = Files.createTempDirectory("papertape-packaged");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out(logs).toFile())
            .redirectError(err(logs).toFile());
    builder.environment().put("PAPERTAPE_HOME", home.toString());
    return new PackagedService(builder.start(), logs);
  }

  /// Starts it on a free port and waits until it serves.
  static PackagedService serving(Path home) throws IOException, InterruptedException {
    PackagedService service = start(home, "serve", "--port", "0");
    service.answers();
    return service;
  }

  /// Waits until it serves.
  Answers answers() throws IOException, InterruptedException {
    Matcher found = awaitLine(SERVING);
    return new Answers(URI.create(found.group(1) + "/"));
  }

  /// Waits until it serves or ends.
  Optional<Answers> answersUnlessEnded() throws IOException, InterruptedException {
    return find(SERVING).map(found -> new Answers(URI.create(found.group(1) + "/")));
  }

  /// Waits until its output has the text.
  Matcher awaitLine(Pattern text) throws IOException, InterruptedException {
    Optional<Matcher> found = find(text);
    if (found.isEmpty()) {
      throw new AssertionError(
          "Not seen: text=%s, out=%s, err=%s"
              .formatted(text, Files.readString(out), Files.readString(err)));
    }
    return found.get();
  }

  private Optional<Matcher> find(Pattern text) throws IOException, InterruptedException {
    boolean hasEnded = false;
    for (int turn = 0; turn < SECONDS * 50 && !hasEnded; turn++) {
      hasEnded = process.waitFor(20, TimeUnit.MILLISECONDS);
      Matcher found = text.matcher(Files.readString(out));
      if (found.find()) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// Sends a signal: `INT` or `TERM`.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  Outcome outcome() throws IOException, InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Still running: out=" + Files.readString(out));
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(out);
    Files.delete(err);
    Files.delete(logs);
  }
}
