package io.papertape.cli;

import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.DataSelection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What a command line may say in place of a strategy's own file.
final class PlanFlags {
  private static final double MOST_BPS = 1_000;

  @Option(names = "--data", paramLabel = "SET", description = "Data set. Default: the strategy's.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "A,B",
      description =
          "Instruments. Default: the strategy's; with --data all of the set, unless it holds"
              + " those.")
  private List<String> symbols = List.of();

  @Option(names = "--from", paramLabel = "DATE", description = "First day, such as 2010-01-04.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "Last day, inclusive.")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Value of a parameter; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Execution rules and costs: papertape, backtesting.py or backtrader. Cash stays.")
  private Optional<String> preset = Optional.empty();

  @Option(names = "--cash", paramLabel = "N", description = "Starting cash.")
  private Optional<String> cash = Optional.empty();

  @Option(
      names = "--fees-bps",
      paramLabel = "X",
      description = "Fees in basis points of the traded value, in place of all other fees.")
  private Optional<Double> feesBps = Optional.empty();

  @Option(
      names = "--slippage-bps",
      paramLabel = "X",
      description = "Slippage of market and stop fills in basis points of the price.")
  private Optional<Double> slippageBps = Optional.empty();

  /// True if everything is as the strategy's folder says.
  boolean isNothingSaid() {
    return Stream.of(data, from, to, preset, cash, feesBps, slippageBps).allMatch(Optional::isEmpty)
        && symbols.isEmpty()
        && overrides.isEmpty();
  }

  Map<String, String> overrides() {
    return overrides;
  }

  /// The data set that the command names, if it names one.
  Optional<String> dataSet() {
    return data;
  }

  RunPlan apply(RunPlan plan, Workspace workspace) {
    return plan.on(selection(plan.data(), workspace)).under(assumptions(plan.assumptions()));
  }

  private DataSelection selection(DataSelection own, Workspace workspace) {
    Optional<LocalDate> first = from.or(own::from);
    Optional<LocalDate> last = to.or(own::to);
    if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
      throw WorkspaceException.configuration(
          "Data end before they start: from=%s, to=%s. Swap the dates."
              .formatted(first.get(), last.get()));
    }
    List<String> chosen = symbols.isEmpty() ? own.symbols() : symbols;
    Resolution resolution = own.resolution();
    Optional<String> benchmark = own.benchmark();
    if (data.isPresent()) {
      DataSet set = DataStore.in(workspace).get(data.get());
      resolution = resolution(set, resolution);
      if (symbols.isEmpty() && !holds(set, chosen, resolution)) {
        chosen = List.of();
      }
      if (benchmark.isPresent() && !holds(set, List.of(benchmark.get()), resolution)) {
        benchmark = Optional.empty();
      }
    }
    return new DataSelection(
        data.orElse(own.dataSet()), chosen, resolution, first, last, benchmark);
  }

  /// The strategy's resolution, if the set has it; else the only one it has.
  private static Resolution resolution(DataSet set, Resolution wanted) {
    List<Resolution> there = set.series().stream().map(Series::resolution).distinct().toList();
    return there.contains(wanted) || there.size() != 1 ? wanted : there.getFirst();
  }

  private static boolean holds(DataSet set, List<String> wanted, Resolution resolution) {
    return wanted.stream().allMatch(symbol -> set.find(symbol, resolution).isPresent());
  }

  private Assumptions assumptions(Assumptions own) {
    try {
      Assumptions chosen =
          preset.map(name -> Assumptions.preset(name).withCash(own.cash())).orElse(own);
      if (cash.isPresent()) {
        chosen = chosen.withCash(money(cash.get()));
      }
      if (feesBps.isPresent()) {
        chosen = chosen.withFees(Fees.bps(checked("--fees-bps", feesBps.get())));
      }
      if (slippageBps.isPresent()) {
        chosen = chosen.withSlippage(Slippage.bps(checked("--slippage-bps", slippageBps.get())));
      }
      return chosen;
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }

  private static long money(String text) {
    try {
      long amount = FixedPoint.parse(text);
      if (amount > 0) {
        return amount;
      }
    } catch (NumberFormatException _) {
      // Said below, with the option's name.
    }
    throw WorkspaceException.configuration(
        ("Not an amount of cash: --cash=%s. Give a number above 0 and below 10^10 with at most 8"
                + " decimals.")
            .formatted(text));
  }

  private static double checked(String option, double bps) {
    if (!(bps >= 0 && bps <= MOST_BPS)) {
      throw WorkspaceException.configuration(
          "Basis points out of range: %s=%s. Use 0 to 1000; 10000 are 100 %%."
              .formatted(option, bps));
    }
    return bps;
  }
}
