package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.run.Verification.Verdict;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A strategy whose calls are too deep for the stack of one process and not for that of another.
class StackFailureTest {
  @TempDir private Path home;
  private final AtomicBoolean isStackSmall = new AtomicBoolean();
  private RunStage stage;

  @BeforeEach
  void setUp() {
    stage = new RunStage(home);
    stage.strategy = StatedStrategy.of("deep", "market", () -> new Deep(isStackSmall));
  }

  /// @param endless as if the stack were too small
  private record Deep(AtomicBoolean endless) implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (endless.get()) {
        onBar(context, instrument);
      }
    }
  }

  private Verification verified(boolean wasSmall, boolean isSmall) {
    isStackSmall.set(wasSmall);
    RunFolder folder = stage.run().folder();
    isStackSmall.set(isSmall);
    return stage.verify(folder);
  }

  @Test
  void aRunThatComesFurtherOnALargerStackIsNotCalledChanged() {
    saysThatItIsTheStack(verified(true, false));
  }

  @Test
  void norIsOneForWhichTheStackIsTooSmallHere() {
    saysThatItIsTheStack(verified(false, true));
  }

  private static void saysThatItIsTheStack(Verification found) {
    assertThat(found.verdict()).isEqualTo(Verdict.INPUT_CHANGED);
    assertThat(found.findings())
        .extracting(Verification.Finding::text)
        .contains(
            "ends otherwise at entry 1, by a StackOverflowError there or here: how deep the calls"
                + " of a strategy can go depends on the stack of the process and on what is"
                + " compiled by then. This need not be tampering; end the recursion in the"
                + " strategy");
  }

  @Test
  void oneThatEndsTheSameIsVerified() {
    assertThat(verified(true, true).verdict()).isEqualTo(Verdict.VERIFIED);
  }
}
