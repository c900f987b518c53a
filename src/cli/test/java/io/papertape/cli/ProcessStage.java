package io.papertape.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line in a process of its own, as a user starts it.
record ProcessStage(Path folder) {
  private static final int MOST_SECONDS = 300;

  /// Whether a process has come so far.
  interface Progress {
    boolean isThere() throws IOException;
  }

  /// How a process ended; what it printed to standard output is with the test.
  record Outcome(int code, String err) {}

  Process start(Redirect out, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("PAPERTAPE_HOME");
    builder.redirectOutput(out).redirectError(errors().toFile());
    return builder.start();
  }

  Outcome run(Redirect out, String... arguments) throws IOException, InterruptedException {
    return outcome(start(out, arguments));
  }

  Outcome outcome(Process process) throws IOException, InterruptedException {
    requireInTime(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), "the end", process);
    return new Outcome(process.exitValue(), Files.readString(errors()));
  }

  /// Waits until a process has come so far, or has ended; fails if it does neither.
  ///
  /// @param what is waited for
  void await(Process process, String what, Progress progress)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean isThere = progress.isThere();
    while (!isThere
        && process.isAlive()
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
      Thread.sleep(1); // leaves the core to the process
      isThere = progress.isThere();
    }
    requireInTime(isThere || !process.isAlive(), what, process);
  }

  /// Kills a process as nothing else can.
  int kill(Process process) throws IOException, InterruptedException {
    process.destroyForcibly();
    return outcome(process).code();
  }

  private void requireInTime(boolean isInTime, String what, Process process) throws IOException {
    if (!isInTime) {
      process.destroyForcibly();
      throw new AssertionError(
          "Process did not come so far: folder=%s, what=%s, seconds=%d, errors=%s"
              .formatted(folder, what, MOST_SECONDS, Files.readString(errors())));
    }
  }

  /// A strategy in Java on the generated data, with this as the body of its `onBar`.
  void strategy(String name, String body) throws IOException {
    Path place = Files.createDirectories(folder.resolve("strategies").resolve(name));
    Files.writeString(
        place.resolve("strategy.yaml"),
        "name: %s\ndata: {set: synthetic}\ncode: Code\n".formatted(name));
    Files.writeString(
        place.resolve("Code.java"),
        """
        import io.papertape.strategy.Context;
        import io.papertape.strategy.Strategy;

        public final class Code implements Strategy {
          @Override
          public void onBar(Context context, int instrument) {
            %s
          }
        }
        """
            .formatted(body));
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }
}
