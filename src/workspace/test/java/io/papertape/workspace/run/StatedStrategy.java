package io.papertape.workspace.run;

import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A loaded strategy without a folder.
record StatedStrategy(
    String name,
    Supplier<Strategy> maker,
    SortedMap<String, String> parameters,
    SortedMap<String, String> sources,
    DataSelection data,
    Assumptions assumptions,
    RiskLimits limits)
    implements LoadedStrategy {

  @Override
  public String description() {
    return "";
  }

  static StatedStrategy of(String name, String dataSet, Supplier<Strategy> maker) {
    return new StatedStrategy(
        name,
        maker,
        new TreeMap<>(),
        new TreeMap<>(),
        new DataSelection(
            dataSet,
            List.of(),
            Resolution.DAY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Assumptions.papertape(),
        RiskLimits.NONE);
  }

  StatedStrategy with(String parameter, String value) {
    TreeMap<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new StatedStrategy(name, maker, more, sources, data, assumptions, limits);
  }

  StatedStrategy source(String path, String sha256) {
    TreeMap<String, String> more = new TreeMap<>(sources);
    more.put(path, sha256);
    return new StatedStrategy(name, maker, parameters, more, data, assumptions, limits);
  }

  StatedStrategy within(RiskLimits value) {
    return new StatedStrategy(name, maker, parameters, sources, data, assumptions, value);
  }

  StatedStrategy on(DataSelection value) {
    return new StatedStrategy(name, maker, parameters, sources, value, assumptions, limits);
  }

  @Override
  public Strategy create() {
    return maker.get();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}
