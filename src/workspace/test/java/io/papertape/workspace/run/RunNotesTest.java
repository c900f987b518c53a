package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {
  @TempDir private Path home;

  /// Asks for 10¹⁰ of each share at each of its bars.
  private static final class Greedy implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      context.buy(instrument, new Size.Units(FixedPoint.LIMIT));
    }
  }

  @Test
  void aRunWhoseOrdersWereAllTooLargeSaysSo() {
    StatedStrategy greedy = StatedStrategy.of("greedy", "market", Greedy::new);
    FinishedRun run = new RunStage(home).run(greedy).run();

    int bars = run.data().bars().stream().mapToInt(BarColumns::size).sum();
    assertThat(RunNotes.of(greedy, run))
        .containsExactly(
            "No order was placed: "
                + bars
                + " would have had 10^10 units or more, which no order can have"
                + " (size-beyond-range). Give orders a smaller size, or the run less --cash.");
  }
}
