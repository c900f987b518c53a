package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The strategies that `docs/strategies.md` shows trade as it says.
class GuideStrategiesTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));
  private static final long FIRST_OPEN = Times.nanos(Instant.parse("2024-01-02T14:30:00Z"));
  private static final long DAY = 86_400_000_000_000L;
  private static final long SESSION = 23_400_000_000_000L;

  @TempDir Path home;

  /// The strategy of that name, from the document.
  private LoadedStrategy strategy(String name) throws IOException {
    String document = Files.readString(ROOT.resolve("docs/strategies.md"));
    for (String block : document.split("```java\n", -1)) {
      String code = block.split("```", 2)[0];
      if (code.contains("public final class " + name + " implements Strategy")) {
        return new FolderFixture(home)
            .with(name + ".java", code)
            .load("name: mine\ndata: {set: us}\nparameters: {bars: 2}\ncode: " + name + "\n");
      }
    }
    throw new IllegalArgumentException("Not in the document: " + name);
  }

  /// @param prices open, high, low and close of each day
  private static BarColumns bars(double... prices) {
    BarColumns.Builder builder = new BarColumns.Builder();
    for (int i = 0; i < prices.length; i += 4) {
      long open = FIRST_OPEN + i / 4 * DAY;
      builder.add(
          new Bar(
              open,
              open + SESSION,
              FixedPoint.of(prices[i]),
              FixedPoint.of(prices[i + 1]),
              FixedPoint.of(prices[i + 2]),
              FixedPoint.of(prices[i + 3]),
              1_000_000));
    }
    return builder.build();
  }

  /// Fills as `bar: quantity at price`.
  private static List<String> fills(LoadedStrategy strategy, BarColumns bars) {
    RunResult result =
        Simulation.of(strategy.create())
            .on(Instrument.equity("SHR"), bars)
            .under(
                Assumptions.papertape()
                    .withFills(FillRules.papertape().withParticipation(0))
                    .withSlippage(Slippage.NONE))
            .run();
    FillLog log = result.fills();
    List<String> fills = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      fills.add(
          "%d: %s at %s"
              .formatted(
                  log.barIndex(i),
                  FixedPoint.format(log.signedQuantity(i)),
                  FixedPoint.format(log.price(i))));
    }
    return fills;
  }

  /// Half a per cent below 100 is 99.5. Its stop would be 97.51, which 98 does not reach; moved to
  /// what was paid it fills.
  @Test
  void theBracketIsAmendedAtItsFill() throws IOException {
    BarColumns bars =
        bars(100, 100, 100, 100, 100, 100.5, 99, 100, 100, 101, 98, 99, 100, 100, 100, 100);
    assertThat(fills(strategy("PullbackBracket"), bars))
        .containsExactly("1: 10 at 99.5", "2: -10 at 99.5");
  }

  /// The target of the same purchase is 99.5 × 1.04 = 103.48.
  @Test
  void theBracketsTargetFills() throws IOException {
    BarColumns bars = bars(100, 100, 100, 100, 100, 100.5, 99, 100, 101, 104, 100.5, 104);
    assertThat(fills(strategy("PullbackBracket"), bars))
        .containsExactly("1: 10 at 99.5", "2: -10 at 103.48");
  }

  /// One per cent above 100 is 101; three days after the close of that bar is the close of bar 4,
  /// and the order of then fills at the open of bar 5.
  @Test
  void theTimerClosesThePosition() throws IOException {
    assertThat(fills(strategy("TimedBreakout"), afterBreakout(102, 102, 102, 103)))
        .containsExactly("1: 5 at 101", "5: -5 at 103");
  }

  /// Five per cent below the highest price of 102, or ten per cent above the purchase at 101.
  @Test
  void oneExitCancelsTheOther() throws IOException {
    assertThat(fills(strategy("TimedBreakout"), afterBreakout(102, 95, 95, 95)))
        .containsExactly("1: 5 at 101", "3: -5 at 95");
    assertThat(fills(strategy("TimedBreakout"), afterBreakout(102, 112, 112, 112)))
        .containsExactly("1: 5 at 101", "3: -5 at 112");
  }

  /// Bars that stand at a price, after one at 100 and one that rises to 102.
  private static BarColumns afterBreakout(double... flat) {
    double[] prices = new double[8 + 4 * flat.length];
    double[] first = {100, 100, 100, 100, 100, 102, 100, 102};
    System.arraycopy(first, 0, prices, 0, first.length);
    for (int i = 0; i < 4 * flat.length; i++) {
      prices[8 + i] = flat[i / 4];
    }
    return bars(prices);
  }

  /// The middles 100 and 102 have the mean 101, below the close of 103; 103 and 100 have 101.5,
  /// above the close of 98.
  @Test
  void theOwnIndicatorIsTheMeanOfTheLastMiddles() throws IOException {
    BarColumns bars =
        bars(
            100, 101, 99, 100, 100, 104, 100, 103, 103, 104, 102, 103, 103, 103, 97, 98, 98, 98, 98,
            98);
    assertThat(fills(strategy("AboveMiddle"), bars))
        .containsExactly("2: 10 at 103", "4: -10 at 98");
  }
}
