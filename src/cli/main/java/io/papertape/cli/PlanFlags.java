package io.papertape.cli;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.RunChoices;
import io.papertape.workspace.run.RunPlan;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a command line may say in place of a strategy's own file.
final class PlanFlags {
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
    return choices().isNothingSaid();
  }

  /// Values by key, none of which is said by another flag too.
  Map<String, String> overrides() {
    choices().checkSaidOnce();
    return overrides;
  }

  /// The data set that the command names, if it names one.
  Optional<String> dataSet() {
    return data;
  }

  RunPlan apply(RunPlan plan, Workspace workspace) {
    return choices().apply(plan, workspace);
  }

  /// What is to be said of starting cash that nobody has stated.
  Optional<String> defaultCash(RunPlan plan, String currency) {
    return choices().defaultCash(plan, currency);
  }

  private RunChoices choices() {
    return new RunChoices(
        data,
        symbols,
        from,
        to,
        overrides,
        preset,
        cash,
        feesBps,
        slippageBps,
        name -> "--" + name);
  }
}
