package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.simulate.Campaign;
import io.papertape.live.simulate.SimulatedOutcome;
import io.papertape.live.simulate.SimulatedTotals;
import io.papertape.workspace.WorkspaceException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `simulate`: sessions of paper trading through simulated weeks of misfortune.
@Command(
    name = "simulate",
    description = {
      "Run paper sessions through simulated weeks: faulty feeds, disks and clocks, crashes.",
      "Time, venues and faults come from a seed; the session's code is the real one."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 everything held, 1 something did not, 2 bad usage or configuration.",
      "",
      "Examples:",
      "  papertape simulate --seeds 1..20",
      "  papertape simulate --seeds 1..1000 --weeks 0.5 --json",
      "  papertape simulate --seed 17          (replays one, and shows what it came to)"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,15})\\.\\.([0-9]{1,15})");
  private static final double MOST_WEEKS = 520;
  private static final int MOST_SESSIONS = 10_000_000;

  private final CommandContext context;

  @Option(names = "--seeds", paramLabel = "A..B", description = "First and last seed: 1..10.")
  private Optional<String> seeds = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "One seed alone.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--weeks",
      description = "Virtual weeks of each session, such as 0.5. Default: ${DEFAULT-VALUE}.")
  private Double weeks = 4.0;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: one for each core. Changes nothing but the time.")
  private Optional<Integer> threads = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  SimulateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!(weeks > 0 && weeks <= MOST_WEEKS)) {
      throw WorkspaceException.configuration(
          "Weeks out of range: --weeks %s. Use more than 0 and at most 520.".formatted(weeks));
    }
    if (seed.isPresent() && seeds.isPresent()) {
      throw WorkspaceException.configuration(
          "One seed or several: --seed %d, --seeds %s. Leave one of them out."
              .formatted(seed.get(), seeds.get()));
    }
    SimulatedTotals totals = run(campaign());
    if (json) {
      context.terminal().line(Json.text(toJson(totals)));
    } else {
      print(totals);
    }
    return totals.failures().isEmpty() ? 0 : Failures.CHECK_FAILED;
  }

  private Campaign campaign() {
    int side = TrialFlags.threads(threads);
    if (seed.isPresent()) {
      return new Campaign(seed.get(), seed.get(), weeks, side);
    }
    String text = seeds.orElse("1..10");
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw WorkspaceException.configuration(
          "Not a range of seeds: --seeds %s. Write it as 1..100.".formatted(text));
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (last < first || last - first >= MOST_SESSIONS) {
      throw WorkspaceException.configuration(
          "Range of seeds is empty or too long: --seeds %s. Write the lower one first, at most %d."
              .formatted(text, MOST_SESSIONS));
    }
    return new Campaign(first, last, weeks, side);
  }

  private SimulatedTotals run(Campaign campaign) throws InterruptedException {
    Terminal terminal = context.terminal();
    int sessions = (int) (campaign.last() - campaign.first() + 1);
    SimulatedTotals totals = new SimulatedTotals();
    AtomicInteger ended = new AtomicInteger();
    CountLine progress =
        new CountLine(
            CountLine.Words.SIMULATION,
            terminal.err(),
            Terminal.isInteractive() && !json,
            System::nanoTime);
    if (sessions > 1) {
      progress.starts(campaign.first() + ".." + campaign.last(), sessions, 0);
    }
    try (StopNotice _ = StopNotice.install(() -> stopped(campaign, ended.get()), terminal.err())) {
      campaign.run(
          outcome -> {
            totals.add(outcome);
            if (outcome.failure().isPresent()) {
              progress.end();
              tell(outcome);
            }
            if (seed.isPresent() && !json) {
              print(outcome);
            }
            int done = ended.incrementAndGet();
            if (sessions > 1) {
              progress.done(done);
            }
          });
    }
    progress.end();
    return totals;
  }

  private static String stopped(Campaign campaign, int ended) {
    return "%d sessions were over; go on with --seeds %d..%d."
        .formatted(ended, campaign.first() + ended, campaign.last());
  }

  /// At once, not only at the end of a long campaign.
  private void tell(SimulatedOutcome outcome) {
    context
        .terminal()
        .err()
        .print("Seed %d: %s%n".formatted(outcome.seed(), outcome.failure().orElseThrow()));
    context
        .terminal()
        .err()
        .print(
            "  again: papertape simulate --seed %d --weeks %s%n".formatted(outcome.seed(), weeks));
    context.terminal().err().flush();
  }

  private void print(SimulatedOutcome outcome) {
    Terminal terminal = context.terminal();
    terminal.line(
        "Seed %d: %s after %d lives, %d moments, %d entries."
            .formatted(
                outcome.seed(),
                outcome.end().toLowerCase(Locale.ROOT),
                outcome.lives(),
                outcome.moments(),
                outcome.entries()));
    terminal.line("  journal  " + outcome.root());
    terminal.line("  tape     " + outcome.tape());
  }

  private void print(SimulatedTotals totals) {
    Terminal terminal = context.terminal();
    totals.counts().forEach((name, count) -> terminal.line("%-9s %,15d".formatted(name, count)));
    terminal.line(
        "faults    "
            + totals.faults().entrySet().stream()
                .map(fault -> name(fault.getKey()) + " " + fault.getValue())
                .collect(Collectors.joining(", ")));
    terminal.line(
        totals.failures().isEmpty()
            ? "Everything held."
            : "Something did not hold: see above, seed by seed.");
  }

  private static String name(String kind) {
    return kind.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode toJson(SimulatedTotals totals) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    totals.counts().forEach(node::put);
    ObjectNode faults = node.putObject("faults");
    totals.faults().forEach((kind, count) -> faults.put(name(kind), count));
    ArrayNode failures = node.putArray("failed");
    for (SimulatedOutcome one : totals.failures()) {
      failures.addObject().put("seed", one.seed()).put("failure", one.failure().orElseThrow());
    }
    return node;
  }
}
