package io.papertape.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param ids     of the workloads; all if empty
/// @param isQuick one fork, short iterations, nothing written
/// @param isCheck compares the programs and measures nothing
record BenchOptions(List<String> ids, boolean isQuick, boolean isCheck, boolean isHelp) {
  static final String HELP =
      """
      Usage: ./papertape bench [W1 W2 …] [--quick] [--check]

      Measures the workloads with JMH beside ta4j 0.22.2, which does the same work in the
      same run, and beside a hand-written loop that marks the limit. Without names: all.
      First every program's fills and final equity are compared; a difference that is not
      explained stops the command.

        --quick   one fork and short iterations, for development; writes no results
        --check   only compares the programs
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
    for (String argument : arguments) {
      switch (argument) {
        case "--quick" -> isQuick = true;
        case "--check" -> isCheck = true;
        case "--help", "-h" -> isHelp = true;
        default -> ids.add(argument);
      }
    }
    return new BenchOptions(List.copyOf(ids), isQuick, isCheck, isHelp);
  }

  /// @throws IllegalArgumentException if there is no workload of a name
  List<Workload> workloads() {
    return ids.isEmpty()
        ? Workload.all()
        : ids.stream()
            .map(
                id ->
                    Workload.named(id)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "Unknown workload: name=%s. Use one of %s."
                                        .formatted(id, names()))))
            .toList();
  }

  private static String names() {
    return String.join(", ", Workload.all().stream().map(Workload::id).toList());
  }

  static Path results() {
    return Path.of(System.getProperty("papertape.root", "."), "benchmarks", "results");
  }
}
