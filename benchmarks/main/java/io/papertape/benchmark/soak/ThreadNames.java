package io.papertape.benchmark.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How many threads of each name the process has, as the kernel counts them (Linux only): if there
/// are more of them from day to day, this says whose they are.
public final class ThreadNames {
  private static final String START = "threads of day ";

  private ThreadNames() {}

  /// A line of the program, such as `threads of day 10: feed-binance 1, session-1a 1`; the kernel
  /// cuts names after 15 bytes.
  static String line(int day) {
    Map<String, Integer> names = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        names.merge(name(task), 1, Integer::sum);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The kernel does not say which threads there are.", e);
    }
    List<String> counts = new ArrayList<>();
    names.forEach((name, count) -> counts.add(name + " " + count));
    return START + day + ": " + String.join(", ", counts);
  }

  /// A thread that has ended meanwhile has no name.
  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException _) {
      return "(ended)";
    }
  }

  /// Whether it is such a line.
  public static boolean isIn(String line) {
    return line.startsWith(START);
  }
}
