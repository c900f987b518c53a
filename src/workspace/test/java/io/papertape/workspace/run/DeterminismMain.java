package io.papertape.workspace.run;

import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.nio.file.Path;

/// Makes two runs in its own process, one of which fails; for [DeterminismTest].
final class DeterminismMain {
  private DeterminismMain() {}

  /// @param arguments the home of the workspace
  public static void main(String[] arguments) {
    RunStage stage = new RunStage(Path.of(arguments[0]));
    System.out.println(stage.run().folder().path());
    stage.strategy = StatedStrategy.of("failing", "market", Failing::new);
    System.out.println(stage.run().folder().path());
  }

  /// Trades, then fails with a message that has numbers, an i and an identity in it.
  static final class Failing implements Strategy {
    private final Strategy trading = new CrossingAverages(3, 9, 0.3);

    @Override
    public void onStart(Context context) {
      trading.onStart(context);
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) == 120) {
        throw new IllegalStateException(
            "Failed IN TIME: bar=%d, equity=%,.2f, at=%s".formatted(120, 12_345.678, new Object()));
      }
      trading.onBar(context, instrument);
    }
  }
}
