package io.papertape.live.session;

import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A strategy of a test, as if it had been loaded from a folder.
record StatedStrategy(String name, Supplier<Strategy> maker, SortedMap<String, String> parameters)
    implements LoadedStrategy {
  StatedStrategy(String name, Supplier<Strategy> maker, Map<String, String> overrides) {
    this(name, maker, new TreeMap<>(overrides));
  }

  @Override
  public String description() {
    return "";
  }

  @Override
  public Strategy create() {
    return maker.get();
  }

  @Override
  public SortedMap<String, String> sources() {
    return new TreeMap<>(Map.of("strategy.yaml", "a".repeat(64)));
  }

  @Override
  public DataSelection data() {
    return data("elsewhere");
  }

  DataSelection data(String set) {
    return new DataSelection(
        set, List.of("SYN2"), Resolution.DAY, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public Assumptions assumptions() {
    return Assumptions.papertape();
  }

  @Override
  public boolean isCashStated() {
    return parameters.containsKey("execution.cash");
  }

  @Override
  public RiskLimits limits() {
    return RiskLimits.NONE;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}
