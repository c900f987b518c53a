package io.papertape.cli;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Loads one and the same strategy for every folder: long above its moving average.
record RunStage(Supplier<Strategy> maker) implements StrategyLoader {
  @Override
  public LoadedStrategy load(Path folder, Map<String, String> overrides) {
    TreeMap<String, String> parameters = new TreeMap<>(Map.of("days", "20"));
    parameters.putAll(overrides);
    return new Stated(folder.getFileName().toString(), maker, parameters);
  }

  private record Stated(String name, Supplier<Strategy> maker, SortedMap<String, String> parameters)
      implements LoadedStrategy {
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
      return new DataSelection(
          "synthetic",
          List.of("SYN1"),
          Resolution.DAY,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public Assumptions assumptions() {
      return Assumptions.papertape();
    }

    @Override
    public RiskLimits limits() {
      return RiskLimits.NONE;
    }

    @Override
    public List<String> notes() {
      return List.of("Prices are made up.");
    }
  }

  /// Buys above its average, sells below.
  static final class AboveAverage implements Strategy {
    private final Sma average = new Sma(20);

    @Override
    public void onStart(Context context) {
      context.use(0, average);
    }

    @Override
    public void onBar(Context context, int instrument) {
      boolean isAbove = context.close(instrument) > average.value();
      if (isAbove && context.quantity(instrument) == 0) {
        context.buy(instrument, new Size.EquityFraction(0.9, false));
      } else if (!isAbove) {
        context.closeAll(instrument);
      }
    }
  }

  /// Fails on its hundredth bar.
  static final class Failing implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) == 99) {
        throw new IllegalStateException("No more: bar=%d".formatted(99));
      }
    }
  }
}
