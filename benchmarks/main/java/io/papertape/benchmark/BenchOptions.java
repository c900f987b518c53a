package io.papertape.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the command line asks for.
///
/// @param ids     of the workloads; all if empty
/// @param isQuick one fork, short iterations, nothing written
/// @param isCheck compares the programs and measures nothing
/// @param quotes  size of the data set of W7
record BenchOptions(
    List<String> ids, boolean isQuick, boolean isCheck, boolean isHelp, long quotes) {
  private static final Pattern COUNT = Pattern.compile("([1-9][0-9]{0,9})([kM]?)");

  static final String HELP =
      """
      Usage: ./papertape bench [W1 W2 …] [--quick] [--check] [--quotes N]

      Measures the workloads with JMH beside ta4j 0.22.2, which does the same work in the
      same run, and beside a hand-written loop that marks the limit. Without names: all.
      First every program's fills and final equity are compared; a difference that is not
      explained stops the command.

        --quick   one fork and short iterations, for development; writes no results
        --check   only compares the programs
        --quotes  how many quotes W7 reads, such as 200M (2.4 GB of disk); default 20M
        --help    this text

      Writes benchmarks/results/ID.json: JMH's results with machine, JDK, commit and trade
      density. benchmarks/README.md explains each workload and the figures.

      Exit code: 0 measured; 1 more is allocated than the goals allow, or the programs
      compared do not do the same work; 2 wrong usage.

      Workloads:
      """;

  static BenchOptions parse(String... arguments) {
    List<String> ids = new ArrayList<>();
    boolean isQuick = false;
    boolean isCheck = false;
    boolean isHelp = false;
    long quotes = TickTimes.DEFAULT_QUOTES;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--quotes" -> quotes = count(++i < arguments.length ? arguments[i] : "");
        case "--quick" -> isQuick = true;
        case "--check" -> isCheck = true;
        case "--help", "-h" -> isHelp = true;
        default -> ids.add(argument);
      }
    }
    return new BenchOptions(List.copyOf(ids), isQuick, isCheck, isHelp, quotes);
  }

  /// Reads `200M`, `500k` or `1000000`.
  static long count(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not a count: quotes=%s. Use a number such as 200M.".formatted(text));
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1_000;
          case "M" -> 1_000_000;
          default -> 1;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }

  /// @throws IllegalArgumentException if there is no workload of a name
  List<Workload> workloads() {
    return ids.isEmpty()
        ? Workload.all(quotes)
        : ids.stream()
            .map(
                id ->
                    Workload.named(id, quotes)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "Unknown workload: name=%s. Use one of %s."
                                        .formatted(id, names()))))
            .toList();
  }

  private static String names() {
    return String.join(
        ", ", Workload.all(TickTimes.DEFAULT_QUOTES).stream().map(Workload::id).toList());
  }

  static Path results() {
    return Path.of(System.getProperty("papertape.root", "."), "benchmarks", "results");
  }
}
