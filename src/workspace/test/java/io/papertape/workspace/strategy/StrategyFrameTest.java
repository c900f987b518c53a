package io.papertape.workspace.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertape.strategy.Strategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyFrameTest {
  private static final String MINE =
      """
      import io.papertape.strategy.*;
      import java.util.List;

      public class Mine implements Strategy {
        public void onStart(Context context) {
          List.of().getFirst();
        }

        public void onStop(Context context) {
          onStop(context);
        }
      }
      """;

  @TempDir private Path home;

  private Strategy mine() {
    return new FolderFixture(home).with("Mine.java", MINE).load(FolderFixture.CODE).create();
  }

  @Test
  void aFailureInTheJdkNamesTheLineOfTheStrategyThatCalledIt() {
    Strategy mine = mine();

    Throwable failure = catchThrowable(() -> mine.onStart(null));

    assertThat(StrategyFrame.failure(failure))
        .endsWith("Exception, at=Mine.onStart(Mine.java:6)")
        .startsWith(failure.getClass().getName());
  }

  @Test
  void anErrorThatTheEngineWrapsIsNamedToo() {
    Strategy mine = mine();
    Throwable error = catchThrowable(() -> mine.onStop(null));

    assertThat(StrategyFrame.failure(new IllegalStateException("Broke off: error=" + error, error)))
        .isEqualTo(
            "java.lang.IllegalStateException: Broke off: error=java.lang.StackOverflowError,"
                + " at=Mine.onStop(Mine.java:10)");
  }

  @Test
  void aFailureOfTheEngineAloneNamesNoLine() {
    assertThat(StrategyFrame.failure(new IllegalStateException("No more.")))
        .isEqualTo("java.lang.IllegalStateException: No more.");
  }
}
