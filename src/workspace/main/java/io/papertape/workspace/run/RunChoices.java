package io.papertape.workspace.run;

import io.papertape.execution.Fees;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.StartingCash;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What somebody says in place of a strategy's own file: on a command line, or in a request.
///
/// @param set      values by key, as in the file; a key without a dot is a parameter
/// @param preset   execution rules and costs; the strategy's cash stays
/// @param feesBps  in place of all other fees
/// @param spelled  how whoever says it spells a name such as `fees-bps`; for messages alone
public record RunChoices(
    Optional<String> data,
    List<String> symbols,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Map<String, String> set,
    Optional<String> preset,
    Optional<String> cash,
    Optional<Double> feesBps,
    Optional<Double> slippageBps,
    UnaryOperator<String> spelled) {
  private static final double MOST_BPS = 9_999.99;

  public RunChoices {
    symbols = List.copyOf(symbols);
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /// True if everything is as the strategy's folder says.
  public boolean isNothingSaid() {
    return Stream.of(data, from, to, preset, cash, feesBps, slippageBps).allMatch(Optional::isEmpty)
        && symbols.isEmpty()
        && set.isEmpty();
  }

  /// The plan with all this in place of what it has.
  ///
  /// @param plan of the strategy with the values of [#set]
  public RunPlan apply(RunPlan plan, Workspace workspace) {
    checkSaidOnce();
    RunPlan chosen =
        plan.on(selection(plan.data(), workspace)).under(assumptions(plan.assumptions()));
    return from.isEmpty() ? chosen : chosen.with(chosen.strategy().startingOn(from.get()));
  }

  /// What is to be said of starting cash that neither this nor the strategy states.
  public Optional<String> defaultCash(RunPlan plan, String currency) {
    return cash.isPresent()
        ? Optional.empty()
        : DefaultCash.note(plan.strategy(), plan.assumptions(), currency);
  }

  /// What is said twice would be ignored once, and nobody would know which.
  public void checkSaidOnce() {
    refuseBoth("data", data, "data.set");
    refuseBoth(
        "symbols", symbols.isEmpty() ? Optional.empty() : Optional.of(symbols), "data.symbols");
    refuseBoth("from", from, "data.from");
    refuseBoth("to", to, "data.to");
    refuseBoth("cash", cash, "execution.cash");
    refuseBoth("fees-bps", feesBps, "execution.fees");
    refuseBoth("slippage-bps", slippageBps, "execution.slippage");
    for (Map.Entry<String, String> one : set.entrySet()) {
      String key = one.getKey();
      if (key.startsWith("execution.") && !key.equals("execution.cash")) {
        refuseBoth("preset", preset, key);
      }
    }
  }

  private void refuseBoth(String name, Optional<?> said, String key) {
    if (said.isEmpty()) {
      return;
    }
    for (Map.Entry<String, String> one : set.entrySet()) {
      if (one.getKey().equals(key) || one.getKey().startsWith(key + ".")) {
        throw WorkspaceException.configuration(
            "Said twice: %s=%s, %s %s=%s. Leave one of them out."
                .formatted(
                    spelled.apply(name),
                    said.get() instanceof List<?> all
                        ? String.join(",", all.stream().map(Object::toString).toList())
                        : said.get(),
                    spelled.apply("set"),
                    one.getKey(),
                    one.getValue()));
      }
    }
  }

  private DataSelection selection(DataSelection own, Workspace workspace) {
    Optional<LocalDate> first = from.or(own::from);
    Optional<LocalDate> last = to.or(own::to);
    List<String> chosen = symbols.isEmpty() ? own.symbols() : symbols;
    requireOnce(chosen);
    Resolution resolution = own.resolution();
    Optional<String> benchmark = own.benchmark();
    if (data.isPresent()) {
      DataSet found = DataStore.in(workspace).get(data.get());
      if (!set.containsKey("data.resolution")) {
        resolution = resolution(found, resolution);
      }
      boolean isOwnWish = symbols.isEmpty() && !set.containsKey("data.symbols");
      if (isOwnWish && !holds(found, chosen, resolution)) {
        chosen = List.of();
      }
      if (benchmark.isPresent()
          && !set.containsKey("data.benchmark")
          && !holds(found, List.of(benchmark.get()), resolution)) {
        benchmark = Optional.empty();
      }
    }
    try {
      return new DataSelection(
          data.orElse(own.dataSet()), chosen, resolution, first, last, benchmark);
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }

  private static void requireOnce(List<String> symbols) {
    for (int i = 0; i < symbols.size(); i++) {
      if (symbols.indexOf(symbols.get(i)) < i) {
        throw WorkspaceException.configuration(
            "Symbol is named twice: symbols=%s, symbol=%s. Name each once."
                .formatted(String.join(",", symbols), symbols.get(i)));
      }
    }
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
        chosen = chosen.withFees(Fees.bps(checked("fees-bps", feesBps.get())));
      }
      if (slippageBps.isPresent()) {
        chosen = chosen.withSlippage(Slippage.bps(checked("slippage-bps", slippageBps.get())));
      }
      return chosen;
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.configuration(e.getMessage());
    }
  }

  private long money(String text) {
    try {
      long amount = FixedPoint.parse(text);
      if (amount >= StartingCash.LEAST) {
        return amount;
      }
    } catch (NumberFormatException _) {
      // Said below, with the name.
    }
    throw WorkspaceException.configuration(
        ("Not an amount of cash: %s=%s. Give a number from %s to below 10^10 with at most 8"
                + " decimals.")
            .formatted(spelled.apply("cash"), text, FixedPoint.format(StartingCash.LEAST)));
  }

  private double checked(String name, double bps) {
    if (!(bps >= 0 && bps <= MOST_BPS)) {
      throw WorkspaceException.configuration(
          "Basis points out of range: %s=%s. Use 0 to 9999.99; 10000 are 100 %%."
              .formatted(spelled.apply(name), bps));
    }
    return bps;
  }
}
