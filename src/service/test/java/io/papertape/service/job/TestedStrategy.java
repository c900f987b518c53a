package io.papertape.service.job;

import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// Strategies as jobs meet them, as if they had been loaded from a folder of their name.
record TestedStrategy(String name, SortedMap<String, String> parameters, Gate gate)
    implements LoadedStrategy {
  /// Where the strategy `gated` stops in its first bar, deaf to interrupts, until it is let on.
  record Gate(CountDownLatch reached, CountDownLatch opened) {
    Gate() {
      this(new CountDownLatch(1), new CountDownLatch(1));
    }

    private void pass() {
      reached.countDown();
      boolean isOpen = false;
      while (!isOpen) {
        try {
          opened.await();
          isOpen = true;
        } catch (InterruptedException _) {
          // as deaf as a loop
        }
      }
    }
  }

  static TestedStrategy of(String name, Map<String, String> overrides, Gate gate) {
    return new TestedStrategy(name, new TreeMap<>(overrides), gate);
  }

  @Override
  public Strategy create() {
    return new Strategy() {
      @Override
      public void onBar(Context context, int instrument) {
        int bar = context.barIndex(instrument);
        if (bar == 0 && name.equals("gated")) {
          gate.pass();
        }
        if (bar == 30 && name.equals("failing")) {
          throw new IllegalStateException("No more: bar=30");
        }
        if (bar % 10 == 3) {
          context.buy(instrument, Size.units(10));
        } else if (bar % 10 == 8) {
          context.closeAll(instrument);
        }
      }
    };
  }

  @Override
  public String description() {
    return "";
  }

  @Override
  public SortedMap<String, String> sources() {
    return new TreeMap<>(Map.of("strategy.yaml", "a".repeat(64)));
  }

  @Override
  public DataSelection data() {
    return new DataSelection(
        "days",
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
    return List.of();
  }
}
