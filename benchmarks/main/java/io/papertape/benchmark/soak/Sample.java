package io.papertape.benchmark.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the process holds at the end of a feed-day (Linux only).
///
/// @param heapBytes     used after a collection
/// @param residentBytes memory of the whole process, as the kernel counts it
/// @param threads       of the system
/// @param descriptors   open files and sockets
/// @param frames        told so far
public record Sample(
    int day, long heapBytes, long residentBytes, long threads, long descriptors, long frames) {
  private static final Pattern LINE =
      Pattern.compile(
          "day (\\d+) heap (\\d+) resident (\\d+) threads (\\d+) descriptors (\\d+) frames (\\d+)");

  static Sample take(int day, long frames) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Sample(
        day, heap, status("VmRSS") * 1024, status("Threads"), openDescriptors(), frames);
  }

  private static long status(String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("The kernel does not say what the process holds.", e);
    }
  }

  private static long openDescriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count() - 1; // the listing is open itself
    } catch (IOException e) {
      throw new IllegalStateException("The kernel does not say what the process has open.", e);
    }
  }

  /// A line of the program.
  String line() {
    return String.format(
        Locale.ROOT,
        "day %d heap %d resident %d threads %d descriptors %d frames %d",
        day,
        heapBytes,
        residentBytes,
        threads,
        descriptors,
        frames);
  }

  /// Empty of another line.
  public static Optional<Sample> read(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long[] values = new long[matcher.groupCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Long.parseLong(matcher.group(i + 1));
    }
    return Optional.of(
        new Sample((int) values[0], values[1], values[2], values[3], values[4], values[5]));
  }
}
