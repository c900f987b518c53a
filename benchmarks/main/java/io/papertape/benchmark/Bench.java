package io.papertape.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.openjdk.jmh.runner.RunnerException;

/// `./papertape bench`: compares the programs, measures them, writes and prints the figures.
public final class Bench {
  private final PrintStream out;
  private final PrintStream err;

  Bench(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Ends the process with the exit code that the help states.
  public static void main(String... arguments) throws IOException, RunnerException {
    System.exit(new Bench(System.out, System.err).run(arguments));
  }

  int run(String... arguments) throws IOException, RunnerException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
    if (options.isHelp()) {
      out.print(BenchOptions.HELP);
      Workload.all(options.quotes())
          .forEach(one -> out.printf("  %-4s  %s%n", one.id(), one.title()));
      return 0;
    }
    List<Workload> workloads;
    try {
      workloads = options.workloads();
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
    Table table = new Table();
    for (Workload workload : workloads) {
      try {
        measure(workload, options, table);
      } catch (IllegalStateException e) {
        err.println(workload.id() + ": " + e.getMessage());
        return 1;
      }
    }
    if (options.isCheck()) {
      return 0;
    }
    out.print(table);
    table.broken().forEach(line -> err.println("Allocates more than allowed: " + line));
    return table.broken().isEmpty() ? 0 : 1;
  }

  private void measure(Workload workload, BenchOptions options, Table table)
      throws IOException, RunnerException {
    Facts facts = workload.facts().get();
    out.printf("%s: %s%n", workload.id(), facts);
    facts.notes().forEach(note -> out.println("  " + note));
    if (options.isCheck()) {
      return;
    }
    if (facts.events() == 0) {
      SequencedMap<String, Score> nothing = new LinkedHashMap<>();
      table.add(workload, facts, nothing, verdicts(workload, facts, nothing));
      return;
    }
    ArrayNode results =
        workload.benchmark() == TickTimes.class
            ? TickTimes.run(options.isQuick(), facts.events())
            : Measuring.run(workload, options.isQuick());
    SequencedMap<String, Score> scores = Measuring.scores(results);
    List<Verdict> verdicts = verdicts(workload, facts, scores);
    table.add(workload, facts, scores, verdicts);
    if (!options.isQuick()) {
      ResultFile.write(BenchOptions.results(), workload, facts, scores, verdicts, results);
    }
  }

  private static List<Verdict> verdicts(
      Workload workload, Facts facts, SequencedMap<String, Score> scores) {
    return workload.goals().stream()
        .map(goal -> new Verdict(goal, goal.reached(scores, facts)))
        .toList();
  }
}
