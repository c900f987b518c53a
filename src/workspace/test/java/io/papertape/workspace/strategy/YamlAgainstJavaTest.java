package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.ExpectedRun;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules in YAML and the same idea by hand in Java trade alike.
class YamlAgainstJavaTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @TempDir Path home;

  @Test
  void theMovingAverageCrossInYamlFillsAsTheOneInJava() {
    Workspace workspace = new Workspace(home);
    DataStore store = DataStore.in(workspace);
    int fills = 0;
    for (int seed = 1; seed <= 6; seed++) {
      new SyntheticMarket(seed, 3, 400, Resolution.DAY)
          .generate(store, "market-" + seed, DataSetWriter.Mode.CREATE);
      for (int fast : List.of(2, 5, 13)) {
        int slow = fast * 2 + seed;
        LoadedStrategy yaml =
            new StrategyFolder(workspace)
                .load(
                    ROOT.resolve("strategies/moving-average-cross"),
                    Map.of(
                        "fast_bars",
                        Integer.toString(fast),
                        "slow_bars",
                        Integer.toString(slow),
                        "exposure",
                        "0.3",
                        "data.set",
                        "market-" + seed,
                        "data.symbols",
                        "[SYN1, SYN2, SYN3]"));
        ExpectedResult byRules = ExpectedRun.of(yaml, workspace);
        ExpectedResult byHand = ExpectedRun.of(inJava(yaml, fast, slow), workspace);
        assertThat(byHand.fills()).isEqualTo(byRules.fills());
        assertThat(byHand.finalEquity()).isEqualTo(byRules.finalEquity());
        fills += byRules.fills().size();
      }
    }
    assertThat(fills).isGreaterThan(500);
  }

  private static LoadedStrategy inJava(LoadedStrategy yaml, int fast, int slow) {
    return new FolderStrategy(
        yaml.name(),
        "",
        () -> new ByHand(fast, slow),
        yaml.parameters(),
        yaml.sources(),
        yaml.data(),
        yaml.assumptions(),
        yaml.isCashStated(),
        yaml.limits(),
        List.of(),
        Optional.empty());
  }

  private static final class ByHand implements Strategy {
    private final int fastBars;
    private final int slowBars;
    private Sma[] fast;
    private Sma[] slow;
    private double[] before;

    ByHand(int fastBars, int slowBars) {
      this.fastBars = fastBars;
      this.slowBars = slowBars;
    }

    @Override
    public void onStart(Context context) {
      int count = context.instruments();
      fast = new Sma[count];
      slow = new Sma[count];
      before = new double[count];
      for (int i = 0; i < count; i++) {
        fast[i] = context.use(i, new Sma(fastBars));
        slow[i] = context.use(i, new Sma(slowBars));
        before[i] = Double.NaN;
      }
    }

    @Override
    public void onBar(Context context, int i) {
      double now = fast[i].value() - slow[i].value();
      if (context.quantity(i) == 0 && now > 0 && before[i] <= 0 && !context.hasWorkingOrder(i)) {
        context.buy(i, new Size.EquityFraction(0.3, false));
      } else if (context.quantity(i) > 0
          && now < 0
          && before[i] >= 0
          && !context.hasWorkingOrder(i)) {
        context.sell(i, Size.POSITION);
      }
      before[i] = now;
    }
  }
}
